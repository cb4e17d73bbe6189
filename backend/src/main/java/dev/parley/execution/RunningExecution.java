package dev.parley.execution;

import dev.parley.container.Exit;
import dev.parley.container.Lease;
import dev.parley.container.OutputSink;
import dev.parley.container.RunRequest;
import dev.parley.container.Sandbox;
import dev.parley.container.WarmPool;
import dev.parley.language.Commands;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run, from its admission to its verdict.
 *
 * <p>Theory of operation. A run is one virtual thread that reads one {@link Inbox}. Whatever
 * happens (a place in the queue, a slot, a sandbox, output, the exit, somebody's Stop) arrives
 * there, so the run needs no locks and the listener hears one call at a time. The thread is also
 * the run's only clock: it waits no longer than the next of its deadlines.
 *
 * <pre>
 *   waiting --granted--> starting --leased--> alive --exited--> over
 *      \_____________________\__________ended___/----------------/
 * </pre>
 *
 * <p>Stop works in every state: it records why (the first reason stays) and knocks. A waiting run
 * leaves the queue, a starting one gives its sandbox back unused, an alive one gets a kill signal
 * through its supervisor, for the sake of the report; if that does not help, the container is
 * killed; if that does not help either, the verdict is given without a report and the container
 * left to the engine's own removal.
 */
final class RunningExecution implements Execution {

  private static final Logger LOG = LoggerFactory.getLogger(RunningExecution.class);
  private static final int KILL = 9;
  private static final long NEVER = Long.MAX_VALUE;
  private static final long OUTAGE_CHECK = Duration.ofMillis(200).toNanos();

  private final ExecutionRequest request;
  private final ExecutionListener listener;
  private final WarmPool pool;
  private final ExecutionSettings settings;
  private final LongSupplier nanos;
  private final Inbox inbox;
  private final Keyboard keyboard;
  private final OutputBudget budget;
  private final AtomicReference<Ending> ending = new AtomicReference<>();

  private final RunClock clock;
  private long endAsked;
  private boolean killed;
  private boolean awaitsInput;
  private boolean outputWanted = true;

  RunningExecution(
      ExecutionRequest request,
      ExecutionListener listener,
      WarmPool pool,
      ExecutionSettings settings,
      LongSupplier nanos) {
    this.request = request;
    this.listener = listener;
    this.pool = pool;
    this.settings = settings;
    this.nanos = nanos;
    this.inbox = new Inbox(settings.output());
    this.keyboard = new Keyboard(settings.input(), request.stdin().text());
    this.budget = new OutputBudget(request.limits().output());
    this.clock = new RunClock(request.limits(), settings, nanos.getAsLong());
    if (!request.stdin().open()) {
      keyboard.end();
    }
  }

  @Override
  public String id() {
    return request.id();
  }

  Owner owner() {
    return request.owner();
  }

  @Override
  public boolean input(String text) {
    return keyboard.type(text);
  }

  @Override
  public void endInput() {
    keyboard.end();
  }

  @Override
  public void resize(Window window) {
    keyboard.resize(window);
  }

  @Override
  public void stop(String by) {
    end(new Ending.Stopped(by));
  }

  @Override
  public void abandon() {
    end(new Ending.Abandoned());
  }

  /** Ends the run; of several reasons the first counts. */
  void end(Ending why) {
    if (ending.compareAndSet(null, why)) {
      inbox.put(new Happening.Ended());
    }
  }

  void place(Place place) {
    inbox.put(new Happening.Placed(place));
  }

  void grant() {
    inbox.put(new Happening.Granted());
  }

  /**
   * Lives. Called once, on the run's own thread.
   *
   * @param over called when the owner may run again, before the listener hears the verdict
   */
  void live(Runnable over) {
    Optional<Lease> lease = Optional.empty();
    Verdict verdict;
    try {
      lease = awaitGrant() ? awaitLease() : Optional.empty();
      verdict = lease.isPresent() ? execute(lease.get()) : verdict(Optional.empty());
    } catch (InterruptedException e) {
      ending.compareAndSet(null, new Ending.Interrupted());
      verdict = verdict(Optional.empty());
    } catch (RuntimeException e) {
      LOG.error("Run {} failed by our own fault", id(), e);
      ending.set(new Ending.Broken("the server failed to run this"));
      verdict = verdict(Optional.empty());
    }
    keyboard.disconnect();
    inbox.drain();
    over.run();
    try {
      LOG.info("Run {} of {}: {}", id(), request.language().id(), verdict.message());
      listener.finished(verdict);
    } catch (RuntimeException e) {
      LOG.error("The listener of run {} failed", id(), e);
    } finally {
      lease.ifPresent(Lease::close);
    }
  }

  private boolean awaitGrant() throws InterruptedException {
    while (ending.get() == null) {
      switch (inbox.take(NEVER)) {
        case Happening.Placed p -> listener.queued(p.place());
        case Happening.Granted g -> {
          clock.granted(nanos.getAsLong());
          return true;
        }
        case null, default -> {}
      }
    }
    return false;
  }

  private Optional<Lease> awaitLease() throws InterruptedException {
    CompletableFuture<Lease> borrowed = pool.borrow(request.language());
    var unused =
        borrowed.whenComplete(
            (lease, failure) ->
                inbox.put(
                    lease == null
                        ? new Happening.NotLeased(String.valueOf(failure.getMessage()))
                        : new Happening.Leased(lease)));
    while (ending.get() == null) {
      switch (inbox.take(NEVER)) {
        case Happening.Leased leased -> {
          return Optional.of(leased.lease());
        }
        case Happening.NotLeased not -> ending.compareAndSet(null, new Ending.Broken(not.why()));
        case null, default -> {}
      }
    }
    if (!borrowed.cancel(false) && borrowed.state() == Future.State.SUCCESS) {
      borrowed.resultNow().close();
    }
    return Optional.empty();
  }

  private Verdict execute(Lease lease) throws InterruptedException {
    Sandbox sandbox = lease.sandbox();
    if (request.limits().memory() < request.language().limits().memory()) {
      sandbox.confine(request.limits().memory());
    }
    sandbox.start(program(), new Mail());
    keyboard.connect(sandbox);
    clock.handedOver(nanos.getAsLong());
    listener.started(clock.waited(), lease.warm());
    LOG.info("Run {} of {} in container {}", id(), request.language().id(), sandbox.id());
    OutputFlow flow =
        new OutputFlow(listener, request.terminal().isPresent(), budget, nanos.getAsLong());
    Optional<Exit> exit = Optional.empty();
    while (exit.isEmpty() && !surrendered()) {
      long now = nanos.getAsLong();
      Happening next = inbox.take(Math.min(flow.due(now), untilDeadline(now)));
      now = nanos.getAsLong();
      switch (next) {
        case Happening.Compiling c -> clock.compiling(c.at());
        case Happening.Running r -> clock.running(r.at());
        case Happening.Waiting w -> waiting(w.forInput(), flow, now);
        case Happening.Output o -> output(o, flow, now);
        case Happening.Exited e -> exit = Optional.of(e.exit());
        case null, default -> flow.flushDue(now);
      }
      watch(sandbox, nanos.getAsLong());
    }
    flow.finish(nanos.getAsLong());
    Verdict verdict = judge(exit);
    if (verdict.truncated()) {
      listener.output(
          OutputKind.NOTICE,
          "Output was cut at " + Sentences.size(request.limits().output()) + ".");
    }
    return verdict;
  }

  private Verdict judge(Optional<Exit> exit) {
    if (exit.isPresent() && exit.get() instanceof Exit.Lost lost && ending.get() == null) {
      LOG.warn("Run {} lost its container: {}", id(), lost.message());
      pool.outage().ifPresent(why -> end(new Ending.Broken(why)));
    }
    return verdict(exit);
  }

  private RunRequest program() {
    Commands commands = request.language().commands();
    return new RunRequest(
        request.files(),
        commands.compiling(request.entry()),
        commands.running(request.entry(), request.arguments()),
        request.terminal().map(w -> new RunRequest.Terminal(w.columns(), w.rows())),
        request.limits().compile(),
        request.limits().wall(),
        request.limits().idle(),
        request.limits().cpu(),
        request.limits().output());
  }

  private void waiting(boolean forInput, OutputFlow flow, long now) {
    awaitsInput = forInput;
    // Whoever is asked for something sees first what he is asked.
    flow.flush(now);
    listener.waiting(forInput);
  }

  private void output(Happening.Output output, OutputFlow flow, long now) {
    clock.printed(now);
    flow.accept(output.stream(), output.bytes(), now);
    if (budget.exceeded()) {
      end(new Ending.Flood());
    }
  }

  /** Sees to it that what must end ends. */
  private void watch(Sandbox sandbox, long now) {
    if (ending.get() == null) {
      late(now).ifPresent(this::end);
    }
    if (ending.get() == null) {
      return;
    }
    if (endAsked == 0) {
      endAsked = now;
      sandbox.signal(KILL);
    }
    if (!killed && now - endAsked >= settings.kill().toNanos()) {
      killed = true;
      sandbox.kill();
    }
    if (outputWanted && budget.exceeded()) {
      outputWanted = false;
      inbox.drain();
    }
  }

  private Optional<Ending> late(long now) {
    return clock
        .late(now)
        .or(() -> clock.hasBegun() ? Optional.empty() : pool.outage().map(Ending.Broken::new));
  }

  /** Nanoseconds until {@link #watch} may have something to do. */
  private long untilDeadline(long now) {
    if (endAsked != 0) {
      Duration limit = killed ? settings.kill().plus(settings.surrender()) : settings.kill();
      return Math.max(1, endAsked + limit.toNanos() - now);
    }
    return clock.hasBegun() ? clock.untilLate(now) : OUTAGE_CHECK;
  }

  /** Whether to wait no longer for a report. Of an engine that is gone none will come. */
  private boolean surrendered() {
    return ending.get() instanceof Ending.Broken
        || (killed
            && nanos.getAsLong() - endAsked
                >= settings.kill().plus(settings.surrender()).toNanos());
  }

  private Verdict verdict(Optional<Exit> exit) {
    long now = nanos.getAsLong();
    Optional<Exit.Report> report =
        exit.filter(Exit.Report.class::isInstance).map(Exit.Report.class::cast);
    return Verdicts.of(
        Optional.ofNullable(ending.get()),
        exit,
        new Verdicts.Measured(
            request.limits(), clock.phases(now, report), clock.elapsed(now), awaitsInput, budget));
  }

  /** The sandbox's way into the inbox. */
  private final class Mail implements OutputSink {

    @Override
    public void compiling() {
      inbox.put(new Happening.Compiling(nanos.getAsLong()));
    }

    @Override
    public void running() {
      inbox.put(new Happening.Running(nanos.getAsLong()));
    }

    @Override
    public void waiting(boolean forInput) {
      inbox.put(new Happening.Waiting(forInput));
    }

    @Override
    public void output(Stream stream, byte[] bytes) {
      inbox.putOutput(new Happening.Output(stream, ByteBuffer.wrap(bytes)));
    }

    @Override
    public void exited(Exit exit) {
      inbox.put(new Happening.Exited(exit));
    }
  }
}

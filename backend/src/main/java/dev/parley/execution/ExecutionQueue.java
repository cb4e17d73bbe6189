package dev.parley.execution;

import dev.parley.container.WarmPool;
import dev.parley.execution.Admission.Accepted;
import dev.parley.execution.Admission.Reason;
import dev.parley.execution.Admission.Refused;
import dev.parley.language.Language;
import dev.parley.language.LanguageState;
import dev.parley.language.LanguageState.Stage;
import dev.parley.language.LanguageStates;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may run, and when.
 *
 * <p>An owner has a bounded number of runs, running or waiting (a room has one), and slots go round
 * between owners ({@link WaitingLine}). A slot is held from the grant until the container is gone;
 * the number of containers at work is the number of slots.
 *
 * <p>The answer to a request never waits: it is an execution or a reason. Any thread may call.
 */
public final class ExecutionQueue implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ExecutionQueue.class);

  private final WarmPool pool;
  private final LanguageStates languages;
  private final ExecutionSettings settings;
  private final LongSupplier nanos;
  private final RequestCheck check;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition quiet = lock.newCondition();
  private final Map<String, Integer> owned = new HashMap<>();
  private final WaitingLine waiting = new WaitingLine();
  private final RecentRuns recent = new RecentRuns();
  private final Set<RunningExecution> unfinished = new HashSet<>();
  private final Map<RunningExecution, Long> granted = new HashMap<>();
  private boolean closed;

  /**
   * @param nanos the monotonic clock, {@code System::nanoTime}
   */
  public ExecutionQueue(
      WarmPool pool, LanguageStates languages, ExecutionSettings settings, LongSupplier nanos) {
    this.pool = pool;
    this.languages = languages;
    this.settings = settings;
    this.nanos = nanos;
    this.check = new RequestCheck(settings);
  }

  /** How busy the queue is: runs that hold a slot, all slots, runs that wait. */
  public record Load(int running, int slots, int waiting) {}

  /** Takes a run or says why not. The listener hears of an accepted run only. */
  public Admission submit(ExecutionRequest request, ExecutionListener listener) {
    Optional<Refused> refused = refusal(request);
    if (refused.isPresent()) {
      return refused.get();
    }
    RunningExecution run = new RunningExecution(request, listener, pool, settings, nanos);
    lock.lock();
    try {
      if (closed) {
        return new Refused(Reason.STOPPING, "The server is stopping.", true);
      }
      Owner owner = run.owner();
      if (owned.getOrDefault(owner.name(), 0) >= owner.most()) {
        return busy(owner);
      }
      if (granted.size() < settings.slots()) {
        grant(run);
      } else if (waiting.size() < settings.queue()) {
        waiting.add(run);
        tellPlaces();
      } else {
        return new Refused(
            Reason.QUEUE_FULL,
            "Too many programs are waiting to run. Please try again in a moment.",
            true);
      }
      owned.merge(owner.name(), 1, Integer::sum);
      unfinished.add(run);
    } finally {
      lock.unlock();
    }
    Thread.ofVirtual().name("run-" + run.id()).start(() -> live(run));
    return new Accepted(run);
  }

  /** Programs of a language will soon be run: what is missing for it is made, if it may be. */
  public void prepare(Language language) {
    LanguageState state = languages.want(language.id());
    LOG.debug("{} is {}", language.id(), state.stage());
  }

  private static Refused busy(Owner owner) {
    return new Refused(
        Reason.ALREADY_RUNNING,
        owner.most() == 1
            ? "A program is already running here."
            : owner.most() + " of your programs run or wait already. Wait for one to end.",
        true);
  }

  public Load load() {
    lock.lock();
    try {
      return new Load(granted.size(), settings.slots(), waiting.size());
    } finally {
      lock.unlock();
    }
  }

  private Optional<Refused> refusal(ExecutionRequest request) {
    Optional<Refused> invalid =
        check.fault(request).map(f -> new Refused(Reason.INVALID_REQUEST, f, false));
    if (invalid.isPresent()) {
      return invalid;
    }
    Optional<Refused> outage =
        pool.outage().map(why -> new Refused(Reason.ENGINE_UNAVAILABLE, why, true));
    if (outage.isPresent()) {
      return outage;
    }
    LanguageState state = languages.want(request.language().id());
    return state.stage() == Stage.READY
        ? Optional.empty()
        : Optional.of(
            new Refused(
                Reason.LANGUAGE_NOT_READY,
                request.language().name() + " is not ready: " + state.message(),
                state.stage() == Stage.BUILDING || state.stage() == Stage.WAITING));
  }

  private void live(RunningExecution run) {
    try {
      run.live(() -> ownerFree(run));
    } finally {
      over(run);
    }
  }

  private void ownerFree(RunningExecution run) {
    lock.lock();
    try {
      if (owned.merge(run.owner().name(), -1, Integer::sum) == 0) {
        owned.remove(run.owner().name());
        waiting.forget(run.owner());
      }
      if (waiting.remove(run)) {
        tellPlaces();
      }
    } finally {
      lock.unlock();
    }
  }

  private void over(RunningExecution run) {
    lock.lock();
    try {
      unfinished.remove(run);
      Long since = granted.remove(run);
      if (since != null) {
        recent.add(nanos.getAsLong() - since);
        List<RunningExecution> next = waiting.inTurn(this::running);
        if (!next.isEmpty()) {
          waiting.remove(next.getFirst());
          grant(next.getFirst());
          tellPlaces();
        }
      }
      quiet.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void grant(RunningExecution run) {
    granted.put(run, nanos.getAsLong());
    waiting.serve(run.owner());
    run.grant();
  }

  private int running(String owner) {
    return (int) granted.keySet().stream().filter(r -> r.owner().name().equals(owner)).count();
  }

  private void tellPlaces() {
    int number = 1;
    for (RunningExecution run : waiting.inTurn(this::running)) {
      run.place(new Place(number, recent.expected(number, settings.slots())));
      number++;
    }
  }

  /** Takes no more runs, ends all there are, and waits until every listener has its verdict. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      unfinished.forEach(run -> run.end(new Ending.Interrupted()));
      long left = settings.closing().toNanos();
      while (!unfinished.isEmpty() && left > 0) {
        left = quiet.awaitNanos(left);
      }
      if (!unfinished.isEmpty()) {
        LOG.warn("{} runs did not end in time", unfinished.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}

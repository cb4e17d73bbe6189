package dev.parley.execution;

import dev.parley.execution.Admission.Reason;
import dev.parley.language.Language;
import dev.parley.language.LimitCeiling;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Runs without a room. Nobody has to watch one: it ends at its limits at the latest, and is kept
 * for a while after. How many are kept is bounded; the oldest that have ended go first. Any thread.
 */
public final class Executions {

  private static final class Entry {
    final KeptRun run;
    long ended;

    Entry(KeptRun run) {
      this.run = run;
    }
  }

  private final BiFunction<ExecutionRequest, ExecutionListener, Admission> queue;
  private final ExecutionsSettings settings;
  private final Supplier<String> capabilities;
  private final LongSupplier nanos;
  private final Map<String, Entry> kept = new LinkedHashMap<>();

  /**
   * @param queue takes a run or says why not, and never waits
   * @param capabilities makes ids that cannot be guessed
   * @param nanos the monotonic clock, {@code System::nanoTime}
   */
  public Executions(
      BiFunction<ExecutionRequest, ExecutionListener, Admission> queue,
      ExecutionsSettings settings,
      Supplier<String> capabilities,
      LongSupplier nanos) {
    this.queue = queue;
    this.settings = settings;
    this.capabilities = capabilities;
    this.nanos = nanos;
  }

  /**
   * What somebody wants run.
   *
   * @param id names the run in logs; not the one it is reached by
   * @param address the network address of who asks
   * @param limits what this run may not exceed; above the server's own ceiling they mean nothing
   * @param terminal the terminal's size, or empty for pipes
   */
  public record Order(
      String id,
      String address,
      Language language,
      LimitCeiling limits,
      Map<String, String> files,
      String entry,
      List<String> arguments,
      Stdin stdin,
      Optional<Window> terminal) {

    public Order {
      files = Map.copyOf(files);
      arguments = List.copyOf(arguments);
    }
  }

  /** A run that was taken, or why it was not. */
  public sealed interface Answer {

    /** Taken. */
    record Taken(KeptRun run) implements Answer {}

    /** Not taken. */
    record Refused(Admission.Refused why) implements Answer {}
  }

  public ExecutionsSettings settings() {
    return settings;
  }

  /** Takes a run or says why not; never waits. */
  public Answer start(Order order) {
    KeptRun run = new KeptRun(capabilities.get(), order.language().id(), settings.watchers());
    synchronized (kept) {
      tidy();
      if (kept.size() >= settings.kept()) {
        return new Answer.Refused(
            new Admission.Refused(
                Reason.QUEUE_FULL,
                "Too many programs are under way. Please try again in a moment.",
                true));
      }
      kept.put(run.id(), new Entry(run));
    }
    Admission admission = queue.apply(request(order), run.listener());
    if (admission instanceof Admission.Refused refused) {
      synchronized (kept) {
        kept.remove(run.id());
      }
      return new Answer.Refused(refused);
    }
    run.runsAs(((Admission.Accepted) admission).execution());
    return new Answer.Taken(run);
  }

  private ExecutionRequest request(Order order) {
    return new ExecutionRequest(
        order.id(),
        new Owner("address " + order.address(), settings.atOnce()),
        order.language(),
        order.language().limits().within(settings.ceiling()).within(order.limits()),
        order.files(),
        order.entry(),
        order.arguments(),
        order.stdin(),
        order.terminal());
  }

  /** A run that is under way or still kept. */
  public Optional<KeptRun> find(String id) {
    synchronized (kept) {
      tidy();
      return Optional.ofNullable(kept.get(id)).map(entry -> entry.run);
    }
  }

  /** Forgets what ended long ago, and the oldest that ended while too much is kept. */
  private void tidy() {
    long now = nanos.getAsLong();
    long units = kept.values().stream().mapToLong(entry -> entry.run.units()).sum();
    int surplus = kept.size() - settings.kept() + 1;
    for (Iterator<Entry> each = kept.values().iterator(); each.hasNext(); ) {
      Entry entry = each.next();
      if (entry.run.verdict().isEmpty()) {
        continue;
      }
      if (entry.ended == 0) {
        entry.ended = now;
      }
      if (now - entry.ended >= settings.keep().toNanos()
          || surplus > 0
          || units > settings.keptUnits()) {
        each.remove();
        surplus--;
        units -= entry.run.units();
      }
    }
  }
}

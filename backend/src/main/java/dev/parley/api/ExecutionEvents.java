package dev.parley.api;

import dev.parley.execution.KeptRun;
import dev.parley.room.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A run as server-sent events: what was kept and then what comes, each under its number, so that
 * who was cut off goes on behind the last one heard. The stream ends behind {@code finished}.
 */
final class ExecutionEvents {

  private static final byte[] SIGN_OF_LIFE = ": \n\n".getBytes(StandardCharsets.US_ASCII);

  private final Duration heartbeat;

  ExecutionEvents(Duration heartbeat) {
    this.heartbeat = heartbeat;
  }

  Reply follow(Request request, KeptRun run) throws Refused {
    long heard = request.lastEvent();
    if (!run.follow()) {
      throw new Refused(
          Problem.of(
              Refusal.forNow(Refusal.Code.RATE_LIMITED, "Too many follow this run already.")));
    }
    return new Reply.Live(
        "text/event-stream",
        out -> {
          try {
            write(run, heard, out);
          } finally {
            run.unfollow();
          }
        });
  }

  private void write(KeptRun run, long heard, OutputStream out) throws IOException {
    long last = heard;
    boolean over = false;
    try {
      while (!over) {
        List<KeptRun.Event> events = run.after(last, heartbeat);
        for (KeptRun.Event event : events) {
          out.write(told(event).getBytes(StandardCharsets.UTF_8));
          last = event.n();
        }
        over = run.verdict().isPresent() && run.after(last, Duration.ZERO).isEmpty();
        if (events.isEmpty() && !over) {
          out.write(SIGN_OF_LIFE);
        }
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String told(KeptRun.Event event) {
    return "id: "
        + event.n()
        + "\nevent: "
        + name(event)
        + "\ndata: "
        + ShownRun.text(ShownRun.of(event))
        + "\n\n";
  }

  private static String name(KeptRun.Event event) {
    return switch (event) {
      case KeptRun.Event.Queued q -> "queued";
      case KeptRun.Event.Started s -> "started";
      case KeptRun.Event.Waiting w -> "waiting";
      case KeptRun.Event.Output o -> "output";
      case KeptRun.Event.Finished f -> "finished";
    };
  }
}

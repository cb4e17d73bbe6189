package dev.parley.api;

import dev.parley.execution.Admission;
import dev.parley.execution.Executions;
import dev.parley.execution.ExecutionsSettings;
import dev.parley.execution.KeptRun;
import dev.parley.execution.OutputKind;
import dev.parley.execution.Verdict;
import dev.parley.language.Languages;
import dev.parley.room.Refusal;
import dev.parley.session.Identity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Running without a room: start, look, follow, type, stop. Who may start is a setting; a run's id
 * is a capability, so who knows it may do the rest.
 */
final class ExecutionRoutes {

  /** From a stop that was asked for to a verdict there is little to wait for. */
  private static final Duration STOPPING = Duration.ofSeconds(3);

  private final Executions executions;
  private final Languages languages;
  private final Identity identity;
  private final Quota quota;
  private final ExecutionEvents events;

  ExecutionRoutes(Executions executions, Languages languages, Identity identity, Quota quota) {
    this.executions = executions;
    this.languages = languages;
    this.identity = identity;
    this.quota = quota;
    this.events = new ExecutionEvents(executions.settings().heartbeat());
  }

  List<Route> table() {
    return List.of(
        Route.post("/api/executions", this::start),
        Route.get("/api/executions/{id}", request -> Reply.Json.ok(ShownRun.of(find(request)))),
        Route.delete("/api/executions/{id}", this::stop),
        Route.get("/api/executions/{id}/events", request -> events.follow(request, find(request))),
        Route.post("/api/executions/{id}/input", this::input),
        Route.post("/api/code/execute", this::simple));
  }

  private Reply start(Request request) throws Refused {
    admit(request);
    ExecutionOrder order = request.body(ExecutionOrder.class);
    KeptRun run = taken(order.order(identity.shortId(), request.address(), languages), request);
    if (order.waits() && await(run, executions.settings().patience()).isPresent()) {
      return Reply.Json.ok(ShownRun.of(run));
    }
    return Reply.Json.accepted(ShownRun.of(run));
  }

  private void admit(Request request) throws Refused {
    ExecutionsSettings settings = executions.settings();
    switch (settings.access()) {
      case OPEN -> {}
      case OFF ->
          throw new Refused(
              Refusal.Code.FORBIDDEN, "This server runs programs in rooms only, not by REST.");
      case TOKEN -> {
        String shown = request.bearer().orElse("");
        if (!MessageDigest.isEqual(bytes(shown), bytes(settings.token().orElseThrow()))) {
          throw new Refused(
              Refusal.Code.UNAUTHORIZED, "Running programs by REST needs this server's token.");
        }
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private KeptRun taken(Executions.Order order, Request request) throws Refused {
    if (!quota.take(request.address())) {
      throw new Refused(
          Problem.of(
              Refusal.forNow(
                  Refusal.Code.RATE_LIMITED,
                  "Too many programs were started from here. Wait a minute, then try again.")));
    }
    return switch (executions.start(order)) {
      case Executions.Answer.Taken(KeptRun run) -> run;
      case Executions.Answer.Refused(Admission.Refused why) ->
          throw new Refused(Problem.of(new Refusal(code(why), why.message(), why.retryable())));
    };
  }

  private static Refusal.Code code(Admission.Refused why) {
    return switch (why.reason()) {
      case ALREADY_RUNNING -> Refusal.Code.RATE_LIMITED;
      case QUEUE_FULL -> Refusal.Code.QUEUE_FULL;
      case ENGINE_UNAVAILABLE -> Refusal.Code.ENGINE_UNAVAILABLE;
      case LANGUAGE_NOT_READY -> Refusal.Code.LANGUAGE_NOT_READY;
      case INVALID_REQUEST -> Refusal.Code.INVALID_MESSAGE;
      case STOPPING -> Refusal.Code.STOPPING;
    };
  }

  private KeptRun find(Request request) throws Refused {
    return executions
        .find(request.path("id"))
        .orElseThrow(
            () ->
                new Refused(
                    new Problem(
                        404,
                        "unknown_execution",
                        "There is no such run, or it ended long ago.",
                        false)));
  }

  private Reply stop(Request request) throws Refused {
    KeptRun run = find(request);
    run.execution().stop("the caller");
    var unused = await(run, STOPPING);
    return Reply.Json.ok(ShownRun.of(run));
  }

  /** Ends the input behind the data where {@code end} says so. */
  record Input(Optional<String> data, Optional<Boolean> end) {}

  private Reply input(Request request) throws Refused {
    KeptRun run = find(request);
    Input input = request.body(Input.class);
    if (run.verdict().isPresent()) {
      throw new Refused(Refusal.Code.NOT_RUNNING, "That program is not running any more.");
    }
    if (!run.execution().input(input.data().orElse(""))) {
      throw new Refused(
          Problem.of(
              Refusal.forNow(
                  Refusal.Code.INPUT_REFUSED,
                  "The program's input has ended, or it has not read what was sent before.")));
    }
    if (input.end().orElse(false)) {
      run.execution().endInput();
    }
    return Reply.Json.ok(ShownRun.of(run));
  }

  record Simple(String code, String language, Optional<String> input) {}

  record Answer(boolean success, Output data) {}

  record Output(String output, String error) {}

  /** The one call of the simplest clients: everything in, everything out. */
  private Reply simple(Request request) throws Refused {
    admit(request);
    Simple wanted = request.body(Simple.class);
    if (wanted.code() == null || wanted.language() == null) {
      throw new Refused(Problem.malformed("code and language must be given."));
    }
    ExecutionOrder order =
        new ExecutionOrder(
            wanted.language(),
            Optional.of(wanted.code()),
            Optional.empty(),
            wanted.input(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    KeptRun run = taken(order.order(identity.shortId(), request.address(), languages), request);
    Optional<Verdict> verdict = await(run, executions.settings().patience());
    if (verdict.isEmpty()) {
      run.execution().stop("the server, because it took too long");
      verdict = await(run, STOPPING);
    }
    return Reply.Json.ok(
        new Answer(
            verdict.filter(v -> v.state() == Verdict.State.COMPLETED).isPresent(),
            new Output(
                run.written(OutputKind.STDOUT), error(run.written(OutputKind.STDERR), verdict))));
  }

  /** What the program complained of; where that does not say why it ended, the verdict too. */
  private static String error(String complaints, Optional<Verdict> verdict) {
    String why =
        verdict
            .filter(v -> v.state() != Verdict.State.COMPLETED)
            .filter(v -> complaints.isEmpty() || v.reason() != Verdict.Reason.EXIT_CODE)
            .filter(v -> complaints.isEmpty() || v.reason() != Verdict.Reason.COMPILE_ERROR)
            .map(Verdict::message)
            .orElse("");
    return complaints.isEmpty() || why.isEmpty() ? complaints + why : complaints + "\n" + why;
  }

  private static Optional<Verdict> await(KeptRun run, Duration patience) throws Refused {
    try {
      return run.await(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(
          Problem.of(Refusal.forNow(Refusal.Code.STOPPING, "The server is stopping.")));
    }
  }
}

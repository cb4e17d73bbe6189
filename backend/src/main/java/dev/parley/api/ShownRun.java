package dev.parley.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.execution.KeptRun;
import dev.parley.execution.OutputKind;
import dev.parley.execution.Place;
import dev.parley.json.Json;
import java.time.Duration;

/** A run as a caller sees it: where it stands, what it wrote, and how it ended. */
final class ShownRun {

  private static final ObjectMapper MAPPER = Json.mapper();

  private ShownRun() {}

  static ObjectNode of(KeptRun run) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("id", run.id()).put("language", run.language());
    node.put("state", run.isStarted() ? "RUNNING" : "QUEUED");
    run.place().ifPresent(place -> place(node, place));
    node.put("waiting", run.isWaiting());
    node.put("stdout", run.written(OutputKind.STDOUT, OutputKind.TERMINAL));
    node.put("stderr", run.written(OutputKind.STDERR));
    run.verdict().ifPresent(verdict -> node.setAll(MAPPER.<ObjectNode>valueToTree(verdict)));
    return node;
  }

  /** An event's data, as the same event of a room has it. */
  static ObjectNode of(KeptRun.Event event) {
    return switch (event) {
      case KeptRun.Event.Queued queued -> place(MAPPER.createObjectNode(), queued.place());
      case KeptRun.Event.Started started ->
          MAPPER
              .createObjectNode()
              .put("waited_ms", started.waitedMs())
              .put("warm", started.warm());
      case KeptRun.Event.Waiting waiting ->
          MAPPER.createObjectNode().put("waiting", waiting.waiting());
      case KeptRun.Event.Output output -> {
        ObjectNode node = MAPPER.createObjectNode();
        node.set("stream", MAPPER.valueToTree(output.stream()));
        yield node.put("data", output.data());
      }
      case KeptRun.Event.Finished finished -> MAPPER.valueToTree(finished.verdict());
    };
  }

  static String text(ObjectNode node) {
    return Json.text(MAPPER, node);
  }

  private static ObjectNode place(ObjectNode node, Place place) {
    node.put("place", place.number());
    place.expected().map(Duration::toMillis).ifPresent(ms -> node.put("expected_ms", ms));
    return node;
  }
}

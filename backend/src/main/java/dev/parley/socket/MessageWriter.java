package dev.parley.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.execution.Verdict;
import dev.parley.json.Json;
import dev.parley.room.Answer;
import dev.parley.room.Refusal;
import dev.parley.room.ServerMessage;
import dev.parley.socketio.EncodedEvent;

/**
 * Writes what rooms say: messages to events, answers and refusals to acknowledgements. Safe for use
 * by many threads.
 */
final class MessageWriter {

  private record Encoded(ServerMessage message, EncodedEvent event) {}

  private final ObjectMapper mapper = Json.mapper();

  /** A room says the same message to many in a row: the last one is encoded once for all. */
  private volatile Encoded last;

  /** A message as an event. */
  @SuppressWarnings("ReferenceEquality") // the same message, not one that says the same
  EncodedEvent event(ServerMessage message) {
    Encoded known = last;
    if (known != null && known.message() == message) {
      return known.event();
    }
    EncodedEvent event = EncodedEvent.of(message.event(), payload(message));
    last = new Encoded(message, event);
    return event;
  }

  /** A message's payload. */
  JsonNode payload(ServerMessage message) {
    return message instanceof ServerMessage.ExecutionFinished(String id, Verdict verdict)
        ? flattened(mapper.createObjectNode().put("id", id), verdict)
        : mapper.valueToTree(message);
  }

  /** An answer as an acknowledgement. */
  ObjectNode answer(Answer answer) {
    ObjectNode node = mapper.valueToTree(answer);
    if (answer instanceof Answer.Welcome welcome) {
      ObjectNode self = (ObjectNode) node.get("self");
      // The protocol has this one name in the browser's spelling.
      self.set("readOnly", self.remove("read_only"));
      welcome.run().ifPresent(run -> node.set("run", run(run)));
    }
    return node;
  }

  private ObjectNode run(Answer.RunSoFar run) {
    ObjectNode node = mapper.valueToTree(run);
    node.remove("verdict");
    run.verdict().ifPresent(verdict -> flattened(node, verdict));
    return node;
  }

  private ObjectNode flattened(ObjectNode node, Verdict verdict) {
    ObjectNode fields = mapper.valueToTree(verdict);
    return node.setAll(fields);
  }

  /** A refusal as an acknowledgement. */
  ObjectNode refusal(Refusal refusal) {
    ObjectNode node = mapper.createObjectNode();
    node.set("error", error(refusal));
    return node;
  }

  /** A refusal as the payload of an {@code error} event. */
  ObjectNode error(Refusal refusal) {
    return mapper
        .createObjectNode()
        .put("code", refusal.code().wire())
        .put("message", refusal.message())
        .put("retryable", refusal.retryable());
  }
}

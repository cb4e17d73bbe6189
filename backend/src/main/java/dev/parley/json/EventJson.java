package dev.parley.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.execution.Verdict;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomSnapshot;
import java.util.Locale;
import java.util.Optional;

/**
 * The log's events as JSON: {@code {"seq", "at", "by", "kind", ..., "hash"}} with the event's own
 * fields in the middle, named as in the socket's messages. Stateless and safe to share.
 */
public final class EventJson {

  private static final String[] ENVELOPE = {"seq", "at", "by", "kind", "hash"};

  private final ObjectMapper mapper = Json.mapper();

  /** An entry as a tree. */
  public ObjectNode node(JournalEntry entry) {
    ObjectNode node = mapper.createObjectNode();
    node.put("seq", entry.seq()).put("at", entry.at());
    entry.by().ifPresent(by -> node.put("by", by));
    node.set("kind", mapper.valueToTree(entry.event().kind()));
    node.setAll(fields(entry.event()));
    entry.hash().ifPresent(hash -> node.put("hash", hash));
    return node;
  }

  /** An entry as one line of text that survives UTF-8. */
  public String text(JournalEntry entry) {
    String line = line(entry, body(entry.event()));
    return entry.hash().isEmpty()
        ? line
        : line.substring(0, line.length() - 1) + ",\"hash\":\"" + entry.hash().get() + "\"}";
  }

  /**
   * An entry's text without its hash: what the hash is over. The envelope is put around the body as
   * it is, because every entry that is stored pays for this.
   *
   * @param body as {@link #body} makes it
   */
  public String line(JournalEntry entry, String body) {
    StringBuilder line = new StringBuilder(body.length() + 80);
    line.append("{\"seq\":").append(entry.seq()).append(",\"at\":").append(entry.at());
    entry.by().ifPresent(by -> line.append(",\"by\":").append(Json.text(mapper, by)));
    line.append(",\"kind\":\"").append(entry.event().kind().name().toLowerCase(Locale.ROOT));
    return line.append(body.length() > 2 ? "\"," : "\"").append(body, 1, body.length()).toString();
  }

  /**
   * Reads {@link #text} back.
   *
   * @throws MalformedJson when it is not exactly an entry
   */
  public JournalEntry read(String text) {
    try {
      if (!(mapper.readTree(text) instanceof ObjectNode node)) {
        throw new MalformedJson("an entry is an object", null);
      }
      long seq = number(node, "seq");
      long at = number(node, "at");
      Optional<String> by = Optional.ofNullable(node.get("by")).map(JsonNode::textValue);
      Optional<String> hash = Optional.ofNullable(node.get("hash")).map(JsonNode::textValue);
      RoomEvent.Kind kind = mapper.treeToValue(node.get("kind"), RoomEvent.Kind.class);
      if (kind == null) {
        throw new MalformedJson("an entry has a kind", null);
      }
      for (String name : ENVELOPE) {
        node.remove(name);
      }
      return new JournalEntry(seq, at, by, event(kind, node), hash);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw malformed(e);
    }
  }

  /** An event's own fields as text, without the envelope: what the journal keeps of it. */
  public String body(RoomEvent event) {
    return event instanceof RoomEvent.RunFinished
        ? Json.text(mapper, fields(event))
        : Json.text(mapper, event);
  }

  /**
   * Reads {@link #body} back.
   *
   * @throws MalformedJson when it is not exactly an event of that kind
   */
  public RoomEvent event(RoomEvent.Kind kind, String body) {
    try {
      return kind == RoomEvent.Kind.RUN_FINISHED
          ? event(kind, (ObjectNode) mapper.readTree(body))
          : mapper.readValue(body, kind.type());
    } catch (JsonProcessingException | IllegalArgumentException | ClassCastException e) {
      throw malformed(e);
    }
  }

  /** The fields of {@code execution_finished} that say how a run ended. */
  public ObjectNode node(Verdict verdict) {
    return mapper.valueToTree(verdict);
  }

  /** A snapshot as text. */
  public String snapshot(RoomSnapshot snapshot) {
    return Json.text(mapper, snapshot);
  }

  /**
   * Reads {@link #snapshot(RoomSnapshot)} back.
   *
   * @throws MalformedJson when it is not exactly a snapshot
   */
  public RoomSnapshot snapshot(String text) {
    try {
      return mapper.readValue(text, RoomSnapshot.class);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw malformed(e);
    }
  }

  private ObjectNode fields(RoomEvent event) {
    if (event instanceof RoomEvent.RunFinished(String id, Verdict verdict)) {
      ObjectNode node = mapper.createObjectNode().put("id", id);
      return node.setAll(node(verdict));
    }
    return mapper.valueToTree(event);
  }

  private RoomEvent event(RoomEvent.Kind kind, ObjectNode fields) throws JsonProcessingException {
    if (kind == RoomEvent.Kind.RUN_FINISHED) {
      JsonNode id = fields.remove("id");
      if (id == null || !id.isTextual()) {
        throw new MalformedJson("a run has an id", null);
      }
      return new RoomEvent.RunFinished(id.textValue(), mapper.treeToValue(fields, Verdict.class));
    }
    return mapper.treeToValue(fields, kind.type());
  }

  private static long number(ObjectNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new MalformedJson(name + " is a whole number", null);
    }
    return value.longValue();
  }

  private static MalformedJson malformed(Exception e) {
    String what =
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    return new MalformedJson("not as written: " + what, e);
  }
}

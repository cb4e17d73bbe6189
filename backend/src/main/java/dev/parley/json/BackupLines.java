package dev.parley.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.room.JournalEntry;
import dev.parley.session.RoomRecord;
import dev.parley.session.RoomState;
import dev.parley.session.SessionCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The lines of a backup: a head, then for each room its line in the books and its log, then an end
 * that says how much there was, without which a backup is not whole.
 */
public final class BackupLines {

  /** The form that this release writes and reads. */
  public static final int FORM = 1;

  private final EventJson events = new EventJson();
  private final ObjectMapper mapper = Json.mapper();

  /** One line, read. */
  public sealed interface Line {}

  /** The first line. */
  public record Head(int form, Instant madeAt) implements Line {}

  /** A room; its entries follow. */
  public record Room(RoomRecord record) implements Line {}

  /** An entry of the last room named. */
  public record Entry(JournalEntry entry) implements Line {}

  /** The last line. */
  public record End(long rooms, long entries) implements Line {}

  public String head(Instant madeAt) {
    return line(node -> node.put("backup", FORM).put("made_at", madeAt.toString()));
  }

  public String end(long rooms, long entries) {
    return line(node -> node.put("end", rooms).put("entries", entries));
  }

  public String entry(JournalEntry entry) {
    return events.text(entry);
  }

  public String room(RoomRecord room) {
    return line(
        node ->
            node.put("room", room.id().toString())
                .put("code", room.code().value())
                .put("key", room.key())
                .put("title", room.title())
                .put("language", room.language())
                .put("state", room.state().name())
                .put("created_at", room.createdAt().toString()));
  }

  /**
   * Reads a line.
   *
   * @throws MalformedJson when it is none
   */
  public Line read(String text) {
    if (text.startsWith("{\"seq\":")) {
      return new Entry(events.read(text));
    }
    try {
      JsonNode node = mapper.readTree(text);
      if (node.has("room")) {
        return new Room(
            new RoomRecord(
                UUID.fromString(word(node, "room")),
                SessionCode.read(word(node, "code")).orElseThrow(() -> missing("code")),
                word(node, "key"),
                word(node, "title"),
                word(node, "language"),
                RoomState.valueOf(word(node, "state")),
                Instant.parse(word(node, "created_at"))));
      }
      if (node.has("backup")) {
        return new Head(node.get("backup").intValue(), Instant.parse(word(node, "made_at")));
      }
      if (node.has("end")) {
        return new End(node.get("end").longValue(), node.path("entries").longValue());
      }
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      throw new MalformedJson("not a line of a backup: " + e.getMessage(), e);
    }
    throw new MalformedJson("not a line of a backup", null);
  }

  private interface Filling {
    void fill(ObjectNode node);
  }

  private String line(Filling filling) {
    ObjectNode node = mapper.createObjectNode();
    filling.fill(node);
    return Json.text(mapper, node);
  }

  private static String word(JsonNode node, String name) {
    return Optional.ofNullable(node.get(name))
        .map(JsonNode::textValue)
        .orElseThrow(() -> missing(name));
  }

  private static MalformedJson missing(String name) {
    return new MalformedJson("a line of a backup has no " + name, null);
  }
}

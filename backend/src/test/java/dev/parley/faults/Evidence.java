package dev.parley.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything the judge sees of one text.
 *
 * @param room whose text it is
 * @param start the text before anybody typed; whole lines
 * @param text the server's, in the end
 * @param copies what it is elsewhere, by the name of the place: every client's screen, the replay
 * @param logs each log of the changes from the start to the end, in the protocol's form, by where
 *     it was read
 * @param histories of everybody who typed
 */
record Evidence(
    String room,
    String start,
    String text,
    Map<String, String> copies,
    Map<String, List<JsonNode>> logs,
    List<History> histories) {

  Evidence {
    copies = Map.copyOf(copies);
    logs = Map.copyOf(logs);
    histories = List.copyOf(histories);
  }

  /** The same with one more log. */
  Evidence with(String place, List<JsonNode> log) {
    Map<String, List<JsonNode>> more = new HashMap<>(logs);
    more.put(place, log);
    return new Evidence(room, start, text, copies, more, histories);
  }
}

package dev.parley.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.e2e.Rest;
import dev.parley.room.Journal;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.session.SessionCode;
import dev.parley.storage.Storage;
import dev.parley.storage.StorageSettings;
import dev.parley.text.ChangeJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The database as it lies on the disk, read when no server has it open. */
final class Ledger {

  private static final int PAGE = 1_000;

  private Ledger() {}

  /**
   * Every room's changes, by its code.
   *
   * @throws AssertionError when entries are missing
   */
  static Map<String, List<JsonNode>> changes(Path data, List<String> codes) {
    Map<String, List<JsonNode>> all = new HashMap<>();
    try (Storage storage = Storage.open(StorageSettings.of(data, false))) {
      for (String code : codes) {
        var room = storage.sessions().find(SessionCode.read(code).orElseThrow()).orElseThrow();
        all.put(code, changes(storage.journal(), room.id()));
      }
    }
    return all;
  }

  private static List<JsonNode> changes(Journal journal, java.util.UUID room) {
    List<JsonNode> changes = new ArrayList<>();
    long seq = 0;
    for (List<JournalEntry> page = read(journal, room, seq);
        !page.isEmpty();
        page = read(journal, room, seq)) {
      for (JournalEntry entry : page) {
        if (entry.seq() != ++seq) {
          throw new AssertionError("entry " + entry.seq() + " stands where " + seq + " belongs");
        }
        if (entry.event() instanceof RoomEvent.Changed changed) {
          changes.add(Rest.parse(ChangeJson.write(changed.change())));
        }
      }
    }
    return changes;
  }

  private static List<JournalEntry> read(Journal journal, java.util.UUID room, long after) {
    return journal.read(room, after, PAGE, EnumSet.allOf(RoomEvent.Kind.class));
  }
}

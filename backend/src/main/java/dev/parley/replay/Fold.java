package dev.parley.replay;

import dev.parley.room.Journal.JournalException;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomSnapshot;
import dev.parley.session.RoomState;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A room's state being folded from its events, one after the other. An event that does not fit what
 * came before it is a damaged log and not a state of its own.
 */
final class Fold {

  /** The kinds that change the state; the others need not be read. */
  static final Set<RoomEvent.Kind> KINDS =
      Set.copyOf(
          EnumSet.of(
              RoomEvent.Kind.ROOM_CREATED,
              RoomEvent.Kind.FILE_CREATED,
              RoomEvent.Kind.FILE_RENAMED,
              RoomEvent.Kind.FILE_DELETED,
              RoomEvent.Kind.CHANGE,
              RoomEvent.Kind.LANGUAGE,
              RoomEvent.Kind.STATE,
              RoomEvent.Kind.TITLE));

  private long seq;
  private long at;
  private String title = "";
  private String language = "";

  /** A room is open from its first entry on; a room that is not says so in its second. */
  private RoomState state = RoomState.LIVE;

  private final Map<String, Text> files = new LinkedHashMap<>();

  private static final class Text {
    String language;
    final String epoch;
    final StringBuilder text;
    long revision;

    Text(String language, String epoch, String text, long revision) {
      this.language = language;
      this.epoch = epoch;
      this.text = new StringBuilder(text);
      this.revision = revision;
    }
  }

  /** Before the first entry. */
  Fold() {}

  /** From a snapshot on. */
  Fold(RoomSnapshot snapshot) {
    seq = snapshot.seq();
    at = snapshot.at();
    title = snapshot.title();
    language = snapshot.language();
    state = snapshot.state();
    for (RoomSnapshot.FileText file : snapshot.files()) {
      files.put(file.file(), new Text(file.language(), file.epoch(), file.text(), file.revision()));
    }
  }

  long seq() {
    return seq;
  }

  void add(JournalEntry entry) {
    seq = entry.seq();
    at = entry.at();
    switch (entry.event()) {
      case RoomEvent.RoomCreated created -> {
        title = created.title();
        language = created.language();
      }
      case RoomEvent.FileCreated created ->
          put(created.file(), new Text(created.language(), created.epoch(), created.text(), 0));
      case RoomEvent.FileRenamed renamed -> rename(renamed.file(), renamed.to());
      case RoomEvent.FileDeleted deleted -> take(deleted.file());
      case RoomEvent.Changed changed -> change(changed);
      case RoomEvent.LanguageChanged changed -> {
        file(changed.file()).language = changed.language();
        if (files.keySet().iterator().next().equals(changed.file())) {
          language = changed.language();
        }
      }
      case RoomEvent.StateChanged changed -> state = changed.state();
      case RoomEvent.TitleChanged changed -> title = changed.title();
      default -> {
        // Somebody came, went, pointed or ran something: no text, no state.
      }
    }
  }

  Moment moment() {
    return new Moment(
        seq,
        at,
        title,
        language,
        state,
        files.entrySet().stream()
            .map(
                file -> {
                  Text text = file.getValue();
                  return new Moment.FileMoment(
                      file.getKey(),
                      text.language,
                      text.epoch,
                      text.revision,
                      text.text.toString());
                })
            .toList());
  }

  private void change(RoomEvent.Changed changed) {
    Text file = file(changed.file());
    if (changed.revision() != file.revision + 1) {
      throw damaged("brings revision " + changed.revision() + " after " + file.revision);
    }
    if (changed.change().length() != file.text.length()) {
      throw damaged("does not fit the text before it");
    }
    changed.change().apply(file.text);
    file.revision++;
  }

  private Text file(String name) {
    Text file = files.get(name);
    if (file == null) {
      throw damaged("is about a file that is not there");
    }
    return file;
  }

  private Text take(String name) {
    Text file = file(name);
    files.remove(name);
    return file;
  }

  /** Under its new name the file stays in its place among the others. */
  private void rename(String name, String to) {
    Map<String, Text> before = new LinkedHashMap<>(files);
    file(name);
    files.clear();
    before.forEach((other, file) -> put(other.equals(name) ? to : other, file));
  }

  private void put(String name, Text file) {
    if (files.putIfAbsent(name, file) != null) {
      throw damaged("takes a name that is taken");
    }
  }

  private JournalException damaged(String how) {
    return new JournalException("entry " + seq + " " + how, null);
  }
}

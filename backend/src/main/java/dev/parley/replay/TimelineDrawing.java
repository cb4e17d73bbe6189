package dev.parley.replay;

import dev.parley.replay.Timeline.FileLine;
import dev.parley.replay.Timeline.Marker;
import dev.parley.replay.Timeline.Person;
import dev.parley.replay.Timeline.Sort;
import dev.parley.room.Journal;
import dev.parley.room.Journal.JournalException;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A timeline as far as it has been drawn. A log only grows, so what is drawn stays true and only
 * the entries since need to be read. Used by one thread at a time.
 */
final class TimelineDrawing {

  private final UUID room;
  private final ReplaySettings settings;
  private long seq;
  private long at;
  private final Map<RoomEvent.Kind, Long> counts = new EnumMap<>(RoomEvent.Kind.class);
  private final Map<String, Person> people = new LinkedHashMap<>();
  private final List<Marker> markers = new ArrayList<>();
  private long unmarked;

  /** Every file there ever was; {@link #names} says which of them a name means now. */
  private final List<FileLine> files = new ArrayList<>();

  private final Map<String, Integer> names = new HashMap<>();

  TimelineDrawing(UUID room, ReplaySettings settings) {
    this.room = room;
    this.settings = settings;
  }

  /** Reads on to the end of the log, a page at a time. */
  void readOn(Journal journal) {
    List<JournalEntry> page;
    do {
      page = journal.read(room, seq, settings.pageEntries(), Set.of());
      page.forEach(this::add);
    } while (page.size() == settings.pageEntries());
  }

  Timeline timeline(Instant start) {
    return new Timeline(
        start,
        Duration.ofMillis(at),
        seq,
        files,
        List.copyOf(people.values()),
        counts,
        markers,
        unmarked);
  }

  private void add(JournalEntry entry) {
    seq = entry.seq();
    at = entry.at();
    counts.merge(entry.event().kind(), 1L, Long::sum);
    switch (entry.event()) {
      case RoomEvent.Joined joined -> {
        Person person = new Person(joined.id(), joined.username(), joined.role(), joined.color());
        people.put(joined.id(), person);
        mark(entry, Sort.JOINED, person.username());
      }
      case RoomEvent.Left left -> {
        Person person = people.get(left.id());
        mark(entry, Sort.LEFT, person == null ? left.id() : person.username());
      }
      case RoomEvent.FileCreated created -> {
        names.put(created.file(), files.size());
        files.add(new FileLine(created.file(), created.language(), 0, false));
        // The files a room begins with are no event to jump to.
        if (entry.by().isPresent()) {
          mark(entry, Sort.FILE_CREATED, created.file());
        }
      }
      case RoomEvent.FileRenamed renamed -> {
        int file = index(renamed.file());
        names.remove(renamed.file());
        names.put(renamed.to(), file);
        files.set(file, files.get(file).named(renamed.to()));
        mark(entry, Sort.FILE_RENAMED, renamed.to());
      }
      case RoomEvent.FileDeleted deleted -> {
        int file = index(deleted.file());
        names.remove(deleted.file());
        files.set(file, files.get(file).gone());
        mark(entry, Sort.FILE_DELETED, deleted.file());
      }
      case RoomEvent.Changed changed -> {
        int file = index(changed.file());
        files.set(file, files.get(file).at(changed.revision()));
        if (changed.source().equals(RoomEvent.Changed.RESTORED)) {
          mark(entry, Sort.RESTORED, changed.file());
        } else if (changed.change().inserted() > settings.pasteUnits()) {
          mark(entry, Sort.PASTE, changed.file());
        }
      }
      case RoomEvent.LanguageChanged changed -> {
        int file = index(changed.file());
        files.set(file, files.get(file).speaking(changed.language()));
        mark(entry, Sort.LANGUAGE, changed.language());
      }
      case RoomEvent.RunRequested run -> mark(entry, Sort.RUN, run.language());
      case RoomEvent.RunFinished run ->
          mark(entry, Sort.RUN_FINISHED, lower(run.verdict().reason()));
      case RoomEvent.Signalled signal -> mark(entry, Sort.SIGNAL, signal.signal());
      case RoomEvent.StateChanged changed -> mark(entry, Sort.STATE, lower(changed.state()));
      case RoomEvent.TitleChanged changed -> mark(entry, Sort.TITLE, changed.title());
      default -> {
        // Counted, and nothing to jump to.
      }
    }
  }

  private void mark(JournalEntry entry, Sort sort, String what) {
    if (markers.size() < settings.maxMarkers()) {
      markers.add(new Marker(entry.seq(), entry.at(), entry.by(), sort, what));
    } else {
      unmarked++;
    }
  }

  private int index(String name) {
    Integer file = names.get(name);
    if (file == null) {
      throw new JournalException("entry " + seq + " is about a file that is not there", null);
    }
    return file;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

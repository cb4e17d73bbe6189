package dev.parley.replay;

import dev.parley.replay.Timeline.FileLine;
import dev.parley.replay.Timeline.Marker;
import dev.parley.replay.Timeline.Person;
import dev.parley.replay.Timeline.Sort;
import dev.parley.room.Journal;
import dev.parley.room.Journal.JournalException;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.session.RoomRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Draws timelines. Reads a room's whole log, a page at a time; every call blocks on the journal.
 */
public final class Timelines {

  private final Journal journal;
  private final ReplaySettings settings;

  public Timelines(Journal journal, ReplaySettings settings) {
    this.journal = journal;
    this.settings = settings;
  }

  /**
   * The timeline of a room up to its last entry.
   *
   * @throws JournalException when the log cannot be read or makes no sense
   */
  public Timeline of(RoomRecord room) {
    Drawing drawing = new Drawing();
    List<JournalEntry> page;
    do {
      page = journal.read(room.id(), drawing.seq, settings.pageEntries(), Set.of());
      page.forEach(drawing::add);
    } while (page.size() == settings.pageEntries());
    return drawing.timeline(room);
  }

  private final class Drawing {

    private long seq;
    private long at;
    private final Map<RoomEvent.Kind, Long> counts = new EnumMap<>(RoomEvent.Kind.class);
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final List<Marker> markers = new ArrayList<>();
    private long unmarked;

    /** Every file there ever was; {@link #names} says which of them a name means now. */
    private final List<FileLine> files = new ArrayList<>();

    private final Map<String, Integer> names = new HashMap<>();

    void add(JournalEntry entry) {
      seq = entry.seq();
      at = entry.at();
      counts.merge(entry.event().kind(), 1L, Long::sum);
      switch (entry.event()) {
        case RoomEvent.Joined joined -> {
          Person person = new Person(joined.id(), joined.username(), joined.color());
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
        }
        case RoomEvent.FileRenamed renamed -> {
          int file = index(renamed.file());
          FileLine was = files.get(file);
          names.remove(renamed.file());
          names.put(renamed.to(), file);
          files.set(file, new FileLine(renamed.to(), was.language(), was.revision(), false));
        }
        case RoomEvent.FileDeleted deleted -> {
          int file = index(deleted.file());
          FileLine was = files.get(file);
          names.remove(deleted.file());
          files.set(file, new FileLine(was.file(), was.language(), was.revision(), true));
        }
        case RoomEvent.Changed changed -> {
          int file = index(changed.file());
          FileLine was = files.get(file);
          files.set(file, new FileLine(was.file(), was.language(), changed.revision(), false));
          if (changed.change().inserted() > settings.pasteUnits()) {
            mark(entry, Sort.PASTE, changed.file());
          }
        }
        case RoomEvent.LanguageChanged changed -> {
          int file = index(changed.file());
          FileLine was = files.get(file);
          files.set(file, new FileLine(was.file(), changed.language(), was.revision(), false));
          mark(entry, Sort.LANGUAGE, changed.language());
        }
        case RoomEvent.RunRequested run -> mark(entry, Sort.RUN, run.language());
        case RoomEvent.RunFinished run ->
            mark(entry, Sort.RUN_FINISHED, lower(run.verdict().reason()));
        case RoomEvent.StateChanged changed -> mark(entry, Sort.STATE, lower(changed.state()));
        default -> {
          // Counted, and nothing to jump to.
        }
      }
    }

    Timeline timeline(RoomRecord room) {
      return new Timeline(
          room.createdAt(),
          Duration.ofMillis(at),
          seq,
          files,
          List.copyOf(people.values()),
          counts,
          markers,
          unmarked);
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
}

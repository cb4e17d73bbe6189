package dev.parley.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.replay.Moment.FileMoment;
import dev.parley.room.Journal.JournalException;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.room.RoomSnapshot;
import dev.parley.session.RoomState;
import dev.parley.text.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private static final UUID ROOM = new UUID(7, 1);

  private final ListedJournal journal = new ListedJournal();
  private final Replay replay =
      new Replay(journal, new ReplaySettings(3, 200, 10, 2, 500, Duration.ofMinutes(1)));

  private void add(RoomEvent event) {
    long seq = journal.entries.size() + 1L;
    journal.entries.add(new JournalEntry(seq, 10 * seq, Optional.of("p"), event));
  }

  private static RoomEvent.Changed changed(String file, long revision, Change change) {
    return new RoomEvent.Changed(file, revision, "c", revision - 1, change, "typing");
  }

  @Test
  void theRoomAtEveryMoment() {
    add(new RoomEvent.RoomCreated("First", "python"));
    add(new RoomEvent.FileCreated("a.py", "python", "e", "ab"));
    add(changed("a.py", 1, Change.of(2, 1, 2, "xy")));
    add(new RoomEvent.Left("p"));
    add(new RoomEvent.FileRenamed("a.py", "a.js"));
    add(new RoomEvent.LanguageChanged("javascript", "a.js"));
    add(new RoomEvent.TitleChanged("Second"));
    add(new RoomEvent.StateChanged(RoomState.ENDED));
    assertThat(replay.atSeq(ROOM, 0).files()).isEmpty();
    assertThat(replay.atSeq(ROOM, 2))
        .isEqualTo(
            new Moment(
                2,
                20,
                "First",
                "python",
                RoomState.LIVE,
                List.of(new FileMoment("a.py", "python", "e", 0, "ab"))));
    assertThat(replay.atSeq(ROOM, 3).file("a.py").orElseThrow().text()).isEqualTo("axy");
    assertThat(replay.atTime(ROOM, 29)).isEqualTo(replay.atSeq(ROOM, 2));
    assertThat(replay.atTime(ROOM, 30)).isEqualTo(replay.atSeq(ROOM, 3));
    assertThat(replay.atEnd(ROOM))
        .isEqualTo(
            new Moment(
                8,
                80,
                "Second",
                "javascript",
                RoomState.ENDED,
                List.of(new FileMoment("a.js", "javascript", "e", 1, "axy"))));
    assertThat(replay.atTime(ROOM, Long.MAX_VALUE)).isEqualTo(replay.atEnd(ROOM));
  }

  @Test
  void aRenamedFileIsFoundByItsLastNameWithTheNameItHad() {
    add(new RoomEvent.RoomCreated("Room", "python"));
    add(new RoomEvent.FileCreated("a", "python", "e", ""));
    add(changed("a", 1, Change.of(0, 0, 0, "x")));
    add(new RoomEvent.FileRenamed("a", "b"));
    journal.revisions.put("b", Map.of(0L, 2L, 1L, 3L));
    assertThat(replay.atRevision(ROOM, "b", 1))
        .contains(new FileMoment("a", "python", "e", 1, "x"));
    assertThat(replay.atRevision(ROOM, "b", 0)).contains(new FileMoment("a", "python", "e", 0, ""));
    assertThat(replay.atRevision(ROOM, "b", 2)).isEmpty();
    assertThat(replay.atRevision(ROOM, "a", 1)).isEmpty();
    assertThat(replay.atEnd(ROOM).file("a")).isEmpty();
  }

  @Test
  void aLogThatMakesNoSenseIsNotShown() {
    add(new RoomEvent.RoomCreated("Room", "python"));
    add(new RoomEvent.FileCreated("a", "python", "e", ""));
    List<RoomEvent> senseless =
        List.of(
            changed("a", 2, Change.of(0, 0, 0, "x")),
            changed("a", 1, Change.of(1, 0, 0, "x")),
            changed("b", 1, Change.of(0, 0, 0, "x")),
            new RoomEvent.FileCreated("a", "python", "e", ""),
            new RoomEvent.FileDeleted("b"),
            new RoomEvent.FileRenamed("a", "a2"),
            new RoomEvent.FileRenamed("a", "a3"));
    for (RoomEvent event : senseless.subList(0, 5)) {
      add(event);
      assertThatThrownBy(() -> replay.atEnd(ROOM))
          .as(event.toString())
          .isInstanceOf(JournalException.class);
      journal.entries.removeLast();
    }
    add(senseless.get(5));
    add(senseless.get(6));
    assertThatThrownBy(() -> replay.atEnd(ROOM)).isInstanceOf(JournalException.class);
  }

  /** What a random room wrote, kept as plain strings: the other way to the same answer. */
  private final class RandomRoom {

    private final Random random;
    private final Map<String, FileMoment> files = new LinkedHashMap<>();

    /** After every seq, beginning with 0. */
    private final List<List<FileMoment>> history = new ArrayList<>(List.of(List.of()));

    /** File (by its epoch, which is its own here) to its text at every revision. */
    private final Map<String, List<FileMoment>> revisions = new HashMap<>();

    private final Map<String, Map<Long, Long>> seqs = new HashMap<>();

    RandomRoom(long seed) {
      random = new Random(seed);
    }

    void run(int entries) {
      happen(new RoomEvent.RoomCreated("Room", "python"));
      for (int i = 1; i < entries; i++) {
        step(i);
        if (random.nextInt(20) == 0) {
          snapshot();
        }
      }
      files.forEach((name, file) -> journal.revisions.put(name, seqs.get(file.epoch())));
    }

    private void step(int i) {
      int dice = random.nextInt(20);
      if (files.isEmpty() || (dice == 0 && files.size() < 4)) {
        String name = "f" + random.nextInt(6);
        if (!files.containsKey(name)) {
          FileMoment file = new FileMoment(name, "python", "e" + i, 0, "start " + i);
          put(file);
          happen(new RoomEvent.FileCreated(name, "python", file.epoch(), file.text()));
          return;
        }
      }
      FileMoment file = List.copyOf(files.values()).get(random.nextInt(files.size()));
      String free = "g" + i;
      if (dice == 1) {
        files.remove(file.file());
        happen(new RoomEvent.FileDeleted(file.file()));
      } else if (dice == 2) {
        files.remove(file.file());
        files.put(
            free,
            new FileMoment(free, file.language(), file.epoch(), file.revision(), file.text()));
        happen(new RoomEvent.FileRenamed(file.file(), free));
      } else if (dice == 3) {
        happen(new RoomEvent.Signalled("blur", Optional.empty()));
      } else {
        change(file);
      }
    }

    private void change(FileMoment file) {
      String text = file.text();
      int from = random.nextInt(text.length() + 1);
      int to = from + random.nextInt(Math.min(5, text.length() - from + 1));
      String insert = "ü\n😀".substring(0, random.nextInt(3)) + "x".repeat(random.nextInt(4));
      put(
          new FileMoment(
              file.file(),
              file.language(),
              file.epoch(),
              file.revision() + 1,
              text.substring(0, from) + insert + text.substring(to)));
      happen(changed(file.file(), file.revision() + 1, Change.of(text.length(), from, to, insert)));
    }

    private void put(FileMoment file) {
      files.put(file.file(), file);
      revisions.computeIfAbsent(file.epoch(), e -> new ArrayList<>()).add(file);
      seqs.computeIfAbsent(file.epoch(), e -> new HashMap<>())
          .put(file.revision(), journal.entries.size() + 1L);
    }

    private void happen(RoomEvent event) {
      add(event);
      history.add(List.copyOf(files.values()));
    }

    private void snapshot() {
      long seq = journal.entries.size();
      journal.snapshots.add(
          new RoomSnapshot(
              seq,
              10 * seq,
              "Room",
              "python",
              RoomState.LIVE,
              files.values().stream()
                  .map(
                      file ->
                          new RoomSnapshot.FileText(
                              file.file(),
                              file.language(),
                              file.epoch(),
                              file.revision(),
                              file.text()))
                  .toList(),
              List.of(),
              Optional.empty()));
    }
  }

  @Test
  void everyRevisionOfARandomRoomIsAsItWas() {
    long seed = Long.getLong("parley.seed", System.nanoTime());
    System.out.println("random room: -Dparley.seed=" + seed);
    RandomRoom room = new RandomRoom(seed);
    room.run(600);
    for (int seq = 0; seq < room.history.size(); seq++) {
      assertThat(replay.atSeq(ROOM, seq).files())
          .as("seq %s, seed %s", seq, seed)
          .containsExactlyInAnyOrderElementsOf(room.history.get(seq));
    }
    assertThat(room.files).isNotEmpty();
    room.files.forEach(
        (name, file) -> {
          for (FileMoment then : room.revisions.get(file.epoch())) {
            assertThat(replay.atRevision(ROOM, name, then.revision()))
                .as("%s at %s, seed %s", name, then.revision(), seed)
                .contains(then);
          }
          assertThat(replay.atRevision(ROOM, name, file.revision() + 1)).isEmpty();
        });
    assertThat(journal.longestPage).isLessThanOrEqualTo(3);
  }
}

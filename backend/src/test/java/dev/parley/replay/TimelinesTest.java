package dev.parley.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.auth.Role;
import dev.parley.execution.Verdict;
import dev.parley.replay.Timeline.FileLine;
import dev.parley.replay.Timeline.Marker;
import dev.parley.replay.Timeline.Person;
import dev.parley.replay.Timeline.Sort;
import dev.parley.room.Journal.JournalException;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.session.RoomRecord;
import dev.parley.session.RoomState;
import dev.parley.session.SessionCode;
import dev.parley.text.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimelinesTest {

  private final ListedJournal journal = new ListedJournal();
  private final RoomRecord room =
      new RoomRecord(
          new UUID(7, 1),
          SessionCode.generate(new Random(1)),
          "k",
          "Room",
          "python",
          RoomState.LIVE,
          Instant.parse("2026-01-02T03:04:05Z"));

  private void add(RoomEvent event) {
    long seq = journal.entries.size() + 1L;
    journal.entries.add(new JournalEntry(seq, 10 * seq, Optional.of("p1"), event));
  }

  private void anHour() {
    add(new RoomEvent.RoomCreated("Room", "python"));
    add(new RoomEvent.FileCreated("a", "python", "e", ""));
    add(new RoomEvent.Joined("p1", "Ada", Role.CANDIDATE, "#111"));
    add(change(1, 0, "x".repeat(200)));
    add(change(2, 200, "x".repeat(201)));
    add(new RoomEvent.LanguageChanged("bash", "a"));
    add(new RoomEvent.RunRequested("r", "bash", "a", Optional.empty()));
    Verdict verdict =
        new Verdict(
            Verdict.State.TIMEOUT,
            Verdict.Reason.WALL_TIME,
            OptionalInt.empty(),
            "Too long.",
            Duration.ZERO,
            Duration.ZERO,
            0,
            0,
            false,
            Verdict.Phases.NONE);
    add(new RoomEvent.RunFinished("r", verdict));
    add(new RoomEvent.FileRenamed("a", "b"));
    add(new RoomEvent.FileDeleted("b"));
    add(new RoomEvent.FileCreated("a", "c", "e2", ""));
    add(new RoomEvent.Left("p1"));
    add(new RoomEvent.Joined("p1", "Ada L.", Role.CANDIDATE, "#222"));
    add(new RoomEvent.StateChanged(RoomState.ENDED));
  }

  private static RoomEvent.Changed change(long revision, int length, String insert) {
    return new RoomEvent.Changed(
        "a", revision, "c", revision - 1, Change.of(length, 0, 0, insert), "paste");
  }

  private Timelines timelines(int maxMarkers) {
    return new Timelines(
        journal, new ReplaySettings(4, 200, maxMarkers, 1, 0, Duration.ofMinutes(1)));
  }

  private Timeline timeline(int maxMarkers) {
    return timelines(maxMarkers).of(room);
  }

  @Test
  void anHourAtAGlance() {
    anHour();
    Timeline timeline = timeline(100);
    assertThat(timeline.start()).isEqualTo(room.createdAt());
    assertThat(timeline.duration()).isEqualTo(Duration.ofMillis(140));
    assertThat(timeline.seq()).isEqualTo(14);
    assertThat(timeline.files())
        .containsExactly(new FileLine("b", "bash", 2, true), new FileLine("a", "c", 0, false));
    assertThat(timeline.participants())
        .containsExactly(new Person("p1", "Ada L.", Role.CANDIDATE, "#222"));
    assertThat(timeline.counts())
        .containsEntry(RoomEvent.Kind.CHANGE, 2L)
        .containsEntry(RoomEvent.Kind.JOINED, 2L)
        .doesNotContainKey(RoomEvent.Kind.OUTPUT);
    assertThat(timeline.markers())
        .containsExactly(
            marker(2, Sort.FILE_CREATED, "a"),
            marker(3, Sort.JOINED, "Ada"),
            marker(5, Sort.PASTE, "a"),
            marker(6, Sort.LANGUAGE, "bash"),
            marker(7, Sort.RUN, "bash"),
            marker(8, Sort.RUN_FINISHED, "wall_time"),
            marker(9, Sort.FILE_RENAMED, "b"),
            marker(10, Sort.FILE_DELETED, "b"),
            marker(11, Sort.FILE_CREATED, "a"),
            marker(12, Sort.LEFT, "Ada"),
            marker(13, Sort.JOINED, "Ada L."),
            marker(14, Sort.STATE, "ended"));
    assertThat(timeline.unmarked()).isZero();
    assertThat(journal.longestPage).isEqualTo(4);
  }

  @Test
  void markersAreBounded() {
    anHour();
    Timeline timeline = timeline(3);
    assertThat(timeline.markers()).hasSize(3);
    assertThat(timeline.unmarked()).isEqualTo(9);
  }

  @Test
  void anEmptyRoomHasAnEmptyTimeline() {
    Timeline timeline = timeline(3);
    assertThat(timeline.duration()).isZero();
    assertThat(timeline.files()).isEmpty();
  }

  @Test
  void aLogThatMakesNoSenseIsRefused() {
    add(change(1, 0, "x"));
    assertThatThrownBy(() -> timeline(3)).isInstanceOf(JournalException.class);
  }

  @Test
  void whatWasReadIsNotReadAgainAndWhatIsNewIs() {
    anHour();
    Timelines timelines = timelines(100);
    Timeline first = timelines.of(room);
    assertThat(journal.read).isEqualTo(14);
    assertThat(timelines.of(room)).isEqualTo(first);
    add(new RoomEvent.TitleChanged("Second round"));
    Timeline next = timelines.of(room);
    assertThat(journal.read).isEqualTo(15);
    assertThat(next.seq()).isEqualTo(15);
    assertThat(next.markers()).endsWith(marker(15, Sort.TITLE, "Second round"));
    assertThat(next).isEqualTo(timeline(100));
  }

  /** A drawing that broke off halfway would count what it read twice. */
  @Test
  void aDrawingThatFailedIsBegunAnew() {
    add(new RoomEvent.RoomCreated("Room", "python"));
    add(new RoomEvent.FileDeleted("a"));
    Timelines timelines = timelines(100);
    assertThatThrownBy(() -> timelines.of(room)).isInstanceOf(JournalException.class);
    journal.entries.removeLast();
    add(new RoomEvent.FileCreated("a", "python", "e", ""));
    assertThat(timelines.of(room).counts())
        .isEqualTo(Map.of(RoomEvent.Kind.ROOM_CREATED, 1L, RoomEvent.Kind.FILE_CREATED, 1L));
  }

  @Test
  void whatIsSaidOfSomebodysPageIsForThemAndTheInterviewers() {
    add(new RoomEvent.Signalled("blur", Optional.empty()));
    Timeline all = timeline(9);
    assertThat(all.markers()).containsExactly(marker(1, Sort.SIGNAL, "blur"));
    assertThat(all.seenBy(Viewer.of("x", Role.INTERVIEWER))).isEqualTo(all);
    assertThat(all.seenBy(Viewer.of("p1", Role.CANDIDATE))).isEqualTo(all);
    assertThat(all.seenBy(Viewer.of("p2", Role.CANDIDATE)).markers()).isEmpty();
    assertThat(all.seenBy(Viewer.STRANGER).markers()).isEmpty();
  }

  private static Marker marker(long seq, Sort sort, String what) {
    return new Marker(seq, 10 * seq, Optional.of("p1"), sort, what);
  }
}

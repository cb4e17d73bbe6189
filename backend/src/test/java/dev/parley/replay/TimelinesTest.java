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
    add(new RoomEvent.RunRequested("r", "bash", "a"));
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

  private Timeline timeline(int maxMarkers) {
    return new Timelines(journal, new ReplaySettings(4, 200, maxMarkers)).of(room);
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
    assertThat(timeline.participants()).containsExactly(new Person("p1", "Ada L.", "#222"));
    assertThat(timeline.counts())
        .containsEntry(RoomEvent.Kind.CHANGE, 2L)
        .containsEntry(RoomEvent.Kind.JOINED, 2L)
        .doesNotContainKey(RoomEvent.Kind.OUTPUT);
    assertThat(timeline.markers())
        .containsExactly(
            marker(3, Sort.JOINED, "Ada"),
            marker(5, Sort.PASTE, "a"),
            marker(6, Sort.LANGUAGE, "bash"),
            marker(7, Sort.RUN, "bash"),
            marker(8, Sort.RUN_FINISHED, "wall_time"),
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
    assertThat(timeline.unmarked()).isEqualTo(5);
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

  private static Marker marker(long seq, Sort sort, String what) {
    return new Marker(seq, 10 * seq, Optional.of("p1"), sort, what);
  }
}

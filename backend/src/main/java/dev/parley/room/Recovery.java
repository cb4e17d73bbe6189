package dev.parley.room;

import dev.parley.execution.Verdict;
import dev.parley.session.RoomState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A room's state as its journal tells it: the newest snapshot, and the fold of everything after.
 *
 * @param looseEnds what the server's last end left untold: people who never left, a run that never
 *     finished
 */
record Recovery(
    long seq,
    long at,
    String title,
    RoomState state,
    List<SharedFile> files,
    int changesSinceSnapshot,
    List<RoomEvent> looseEnds) {

  /**
   * Folds a stored room.
   *
   * @throws Journal.JournalException when the journal contradicts itself: such a room is
   *     unavailable
   */
  static Recovery of(Journal.Opened stored, DocumentLimits limits) {
    try {
      return new Fold(stored, limits).fold();
    } catch (RuntimeException e) {
      throw new Journal.JournalException("room " + stored.room().id() + " does not add up", e);
    }
  }

  /** The event under which an accepted change is kept. */
  static RoomEvent.Changed event(String file, AcceptedChange change) {
    return new RoomEvent.Changed(
        file,
        change.revision(),
        change.client(),
        change.number(),
        change.change(),
        change.source());
  }

  /** The accepted change that an entry keeps. */
  static AcceptedChange change(RoomEvent.Changed event, Optional<String> by) {
    return new AcceptedChange(
        event.revision(),
        event.client(),
        event.first(),
        by.orElse(""),
        event.source(),
        event.change());
  }

  private static final class Fold {

    private final Journal.Opened stored;
    private final DocumentLimits limits;
    private final List<SharedFile> files = new ArrayList<>();
    private final Set<String> present = new LinkedHashSet<>();
    private String title;
    private RoomState state;
    private Optional<String> running = Optional.empty();
    private int changes;

    Fold(Journal.Opened stored, DocumentLimits limits) {
      this.stored = stored;
      this.limits = limits;
      this.title = stored.room().title();
      this.state = stored.room().state();
    }

    Recovery fold() {
      long seq = 0;
      long at = 0;
      if (stored.snapshot().isPresent()) {
        RoomSnapshot snapshot = stored.snapshot().get();
        restore(snapshot);
        seq = snapshot.seq();
        at = snapshot.at();
      }
      for (JournalEntry entry : stored.tail()) {
        if (entry.seq() != seq + 1) {
          throw new IllegalStateException("entry " + entry.seq() + " follows " + seq);
        }
        step(entry);
        seq = entry.seq();
        at = entry.at();
      }
      if (files.isEmpty()) {
        throw new IllegalStateException("a room has at least one file");
      }
      // What the journal has is committed, hence visible: each file starts with both parts equal.
      List<SharedFile> opened =
          files.stream()
              .map(f -> file(f.label().name(), f.label().language(), f.epoch(), f.head()))
              .toList();
      return new Recovery(seq, at, title, state, opened, changes, looseEnds());
    }

    private void restore(RoomSnapshot snapshot) {
      title = snapshot.title();
      state = snapshot.state();
      present.addAll(snapshot.present());
      running = snapshot.running();
      for (RoomSnapshot.FileText file : snapshot.files()) {
        List<AcceptedChange> history = new ArrayList<>();
        for (JournalEntry entry : stored.history().getOrDefault(file.epoch(), List.of())) {
          if (entry.event() instanceof RoomEvent.Changed changed
              && changed.revision() <= file.revision()) {
            history.add(change(changed, entry.by()));
          }
        }
        files.add(
            file(
                file.file(),
                file.language(),
                file.epoch(),
                Document.restore(file.text(), file.revision(), history, limits)));
      }
    }

    private SharedFile file(String name, String language, String epoch, Document head) {
      return new SharedFile(name, language, epoch, head, limits);
    }

    private SharedFile named(String name) {
      return files.stream()
          .filter(file -> file.label().name().equals(name))
          .findFirst()
          .orElseThrow(
              () -> new IllegalStateException("an entry is about a file that is not there"));
    }

    private void step(JournalEntry entry) {
      switch (entry.event()) {
        case RoomEvent.RoomCreated created -> title = created.title();
        case RoomEvent.TitleChanged changed -> title = changed.title();
        case RoomEvent.StateChanged changed -> state = changed.state();
        case RoomEvent.FileCreated created ->
            files.add(
                file(
                    created.file(),
                    created.language(),
                    created.epoch(),
                    Document.restore(created.text(), 0, List.of(), limits)));
        case RoomEvent.FileRenamed renamed -> {
          SharedFile file = named(renamed.file());
          file.relabel(file.label().named(renamed.to()));
        }
        case RoomEvent.FileDeleted deleted -> files.remove(named(deleted.file()));
        case RoomEvent.LanguageChanged changed -> {
          SharedFile file = named(changed.file());
          file.relabel(file.label().speaking(changed.language()));
        }
        case RoomEvent.Changed changed -> {
          named(changed.file()).head().apply(change(changed, entry.by()));
          changes++;
        }
        case RoomEvent.Joined joined -> present.add(joined.id());
        case RoomEvent.Left left -> present.remove(left.id());
        case RoomEvent.RunRequested requested -> running = Optional.of(requested.id());
        case RoomEvent.RunFinished finished -> running = Optional.empty();
        case RoomEvent.Forked ignored -> {}
        case RoomEvent.RunStarted ignored -> {}
        case RoomEvent.Output ignored -> {}
        case RoomEvent.Input ignored -> {}
        case RoomEvent.InputHeld ignored -> {}
        case RoomEvent.Signalled ignored -> {}
        case RoomEvent.Pointed ignored -> {}
      }
    }

    private List<RoomEvent> looseEnds() {
      List<RoomEvent> ends = new ArrayList<>();
      running.ifPresent(id -> ends.add(new RoomEvent.RunFinished(id, interrupted())));
      present.forEach(id -> ends.add(new RoomEvent.Left(id)));
      return ends;
    }
  }

  /** The verdict for a run that the server's own end took along. */
  private static Verdict interrupted() {
    return new Verdict(
        Verdict.State.CANCELLED,
        Verdict.Reason.INTERRUPTED,
        OptionalInt.empty(),
        "The server stopped while this was running.",
        Duration.ZERO,
        Duration.ZERO,
        0,
        0,
        false,
        Verdict.Phases.NONE);
  }
}

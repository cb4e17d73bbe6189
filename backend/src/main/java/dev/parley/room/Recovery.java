package dev.parley.room;

import dev.parley.session.RoomState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    String language,
    RoomState state,
    Map<String, SharedFile> files,
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
    private final Map<String, SharedFile> files = new LinkedHashMap<>();
    private final Set<String> present = new LinkedHashSet<>();
    private String title;
    private String language;
    private RoomState state;
    private Optional<String> running = Optional.empty();
    private int changes;

    Fold(Journal.Opened stored, DocumentLimits limits) {
      this.stored = stored;
      this.limits = limits;
      this.title = stored.room().title();
      this.language = stored.room().language();
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
      Map<String, SharedFile> opened = new LinkedHashMap<>();
      // What the journal has is committed, hence visible: each file starts with both parts equal.
      files.forEach(
          (name, f) ->
              opened.put(name, new SharedFile(name, f.language(), f.epoch(), f.head(), limits)));
      return new Recovery(seq, at, title, language, state, opened, changes, looseEnds());
    }

    private void restore(RoomSnapshot snapshot) {
      title = snapshot.title();
      language = snapshot.language();
      state = snapshot.state();
      present.addAll(snapshot.present());
      running = snapshot.running();
      for (RoomSnapshot.FileText file : snapshot.files()) {
        List<AcceptedChange> history = new ArrayList<>();
        for (JournalEntry entry : stored.history()) {
          if (entry.event() instanceof RoomEvent.Changed changed
              && changed.file().equals(file.file())
              && changed.revision() <= file.revision()) {
            history.add(change(changed, entry.by()));
          }
        }
        files.put(
            file.file(),
            new SharedFile(
                file.file(),
                file.language(),
                file.epoch(),
                Document.restore(file.text(), file.revision(), history, limits),
                limits));
      }
    }

    private void step(JournalEntry entry) {
      switch (entry.event()) {
        case RoomEvent.RoomCreated created -> {
          title = created.title();
          language = created.language();
        }
        case RoomEvent.TitleChanged changed -> title = changed.title();
        case RoomEvent.StateChanged changed -> state = changed.state();
        case RoomEvent.FileCreated created ->
            files.put(
                created.file(),
                new SharedFile(
                    created.file(),
                    created.language(),
                    created.epoch(),
                    Document.restore(created.text(), 0, List.of(), limits),
                    limits));
        case RoomEvent.FileRenamed renamed -> {
          SharedFile file = files.remove(renamed.file());
          files.put(
              renamed.to(),
              new SharedFile(renamed.to(), file.language(), file.epoch(), file.head(), limits));
        }
        case RoomEvent.FileDeleted deleted -> files.remove(deleted.file());
        case RoomEvent.LanguageChanged changed -> {
          files.get(changed.file()).speak(changed.language());
          if (files.keySet().iterator().next().equals(changed.file())) {
            language = changed.language();
          }
        }
        case RoomEvent.Changed changed -> {
          files.get(changed.file()).head().apply(change(changed, entry.by()));
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
        case RoomEvent.Signalled ignored -> {}
        case RoomEvent.Pointed ignored -> {}
      }
    }

    private List<RoomEvent> looseEnds() {
      List<RoomEvent> ends = new ArrayList<>();
      running.ifPresent(id -> ends.add(new RoomEvent.RunFinished(id, Terminal.interrupted())));
      present.forEach(id -> ends.add(new RoomEvent.Left(id)));
      return ends;
    }
  }
}

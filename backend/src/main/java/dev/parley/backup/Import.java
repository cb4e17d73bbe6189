package dev.parley.backup;

import dev.parley.auth.Capability;
import dev.parley.json.EventJson;
import dev.parley.json.MalformedJson;
import dev.parley.replay.Audit;
import dev.parley.replay.EntryCheck;
import dev.parley.replay.Moment;
import dev.parley.room.Journal;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.session.Identity;
import dev.parley.session.RoomRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Takes in a room that was taken away as its log, here or elsewhere: a room with a code and links
 * of its own, and with the same entries, times and hashes.
 *
 * <p>The log tells how long after the room's start everything was, and not when it started. The
 * last entry counts as now, so that the room is kept as long as one that was used today.
 */
public final class Import {

  private final Identity identity;
  private final InstantSource clock;
  private final int snapshotEvery;
  private final EventJson json = new EventJson();

  /**
   * @param snapshotEvery changes between two snapshots of the room
   */
  public Import(Identity identity, InstantSource clock, int snapshotEvery) {
    this.identity = identity;
    this.clock = clock;
    this.snapshotEvery = snapshotEvery;
  }

  /**
   * The room that was made.
   *
   * @param capability the interviewer link's secret, which is said here once and stored nowhere
   */
  public record Imported(RoomRecord room, String capability, long entries) {}

  /**
   * Checks a whole log, and only then stores it. Blocks.
   *
   * @param log as NDJSON, an entry a line, as an interviewer exports it
   * @throws Damaged when it is not a whole log; then nothing is stored
   * @throws Journal.JournalException when it cannot be stored
   */
  public Imported into(Journal journal, Path log) throws IOException, Damaged {
    Moment end = checked(log);
    String capability = identity.capability();
    RoomRecord room = record(end, Capability.fingerprint(capability));
    RoomCopy copy = new RoomCopy(room, Optional.of(journal), snapshotEvery);
    read(log, copy::add);
    copy.store();
    return new Imported(room, capability, end.seq());
  }

  private RoomRecord record(Moment end, String key) {
    Instant start = clock.instant().minusMillis(end.at());
    return new RoomRecord(
        identity.room(), identity.code(), key, end.title(), end.language(), end.state(), start);
  }

  private Moment checked(Path log) throws IOException, Damaged {
    EntryCheck check = new EntryCheck();
    read(
        log,
        entry -> {
          if (entry.seq() == 1 && !(entry.event() instanceof RoomEvent.RoomCreated)) {
            throw new Damaged(log + " does not begin where a room does.");
          }
          Optional<Audit.Fault> fault = check.next(entry);
          if (fault.isPresent()) {
            throw new Damaged(
                log
                    + " is not whole: "
                    + Damaged.clause(fault.get())
                    + " What others than interviewers export has not every entry.");
          }
        });
    Moment end = check.moment();
    if (end.seq() == 0) {
      throw new Damaged(log + " has no entry.");
    }
    return end;
  }

  private interface Taker {
    void take(JournalEntry entry) throws Damaged;
  }

  private void read(Path log, Taker taker) throws IOException, Damaged {
    try (BufferedReader lines = Files.newBufferedReader(log)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          taker.take(json.read(line));
        }
      }
    } catch (MalformedJson | MalformedInputException e) {
      throw new Damaged(log + " is no log: " + e.getMessage() + ".");
    }
  }
}

package dev.parley.room;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Every bound of a room.
 *
 * @param rooms live rooms at once
 * @param people connections per room
 * @param files in a room
 * @param text UTF-16 units that these may have in all
 * @param waiting commands that may wait on a room's lane
 * @param title longest title, in UTF-16 units
 * @param name longest name of a person, in UTF-16 units
 * @param ranges selections in one presence message
 * @param snapshotEvery changes between two snapshots
 * @param outputKept UTF-16 units of a run's output kept for those who join later
 * @param wholeTextEvery least time between two whole texts to one connection
 * @param presenceEvery least time between two entries of one person's caret in the journal
 * @param roundTripsEvery least time between two lists that only bring newly measured round trips
 * @param absence how long the bearer of a token may be gone before others read "left"
 * @param abandonment how long a run goes on in an empty room
 * @param idle how long an empty room stays in memory
 * @param slowCommit how long a commit may take before people are told that nothing is saved now
 * @param sessions what interactive sessions may use
 * @param document bounds of each file
 */
public record RoomSettings(
    int rooms,
    int people,
    int files,
    int text,
    int waiting,
    int title,
    int name,
    int ranges,
    int snapshotEvery,
    int outputKept,
    Duration wholeTextEvery,
    Duration presenceEvery,
    Duration roundTripsEvery,
    Duration absence,
    Duration abandonment,
    Duration idle,
    Duration slowCommit,
    SessionLimits sessions,
    DocumentLimits document) {

  /** So many files of a room may be as long as a file can be. */
  private static final int FULL_FILES = 4;

  /** What a server starts with unless told otherwise. */
  public static final RoomSettings STANDARD =
      new RoomSettings(
          2_000,
          50,
          64,
          FULL_FILES * DocumentLimits.STANDARD.maxLength(),
          2_000,
          120,
          40,
          32,
          200,
          512 * 1024,
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(4),
          Duration.ofMinutes(10),
          Duration.ofSeconds(2),
          SessionLimits.STANDARD,
          DocumentLimits.STANDARD);

  /** The same with other limits of sessions. */
  public RoomSettings withSessions(SessionLimits other) {
    return with(files, text, other, document);
  }

  /** The same with other bounds of files. */
  public RoomSettings withFiles(int most, int length) {
    return with(most, FULL_FILES * length, sessions, document.withLength(length));
  }

  private RoomSettings with(int files, int text, SessionLimits sessions, DocumentLimits document) {
    return new RoomSettings(
        rooms,
        people,
        files,
        text,
        waiting,
        title,
        name,
        ranges,
        snapshotEvery,
        outputKept,
        wholeTextEvery,
        presenceEvery,
        roundTripsEvery,
        absence,
        abandonment,
        idle,
        slowCommit,
        sessions,
        document);
  }

  public RoomSettings {
    if (rooms < 1
        || people < 1
        || files < 1
        || text < 1
        || waiting < 1
        || title < 1
        || name < 1
        || ranges < 1
        || snapshotEvery < 1
        || outputKept < 1) {
      throw new IllegalArgumentException("every bound of a room is positive");
    }
    requireNonNull(wholeTextEvery, "wholeTextEvery");
    requireNonNull(presenceEvery, "presenceEvery");
    requireNonNull(roundTripsEvery, "roundTripsEvery");
    requireNonNull(absence, "absence");
    requireNonNull(abandonment, "abandonment");
    requireNonNull(idle, "idle");
    requireNonNull(slowCommit, "slowCommit");
    requireNonNull(sessions, "sessions");
    requireNonNull(document, "document");
  }
}

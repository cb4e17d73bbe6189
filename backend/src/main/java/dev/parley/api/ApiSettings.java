package dev.parley.api;

import static java.util.Objects.requireNonNull;

import dev.parley.files.ArchiveLimits;
import dev.parley.replay.ReplaySettings;
import dev.parley.room.RoomSettings;
import java.time.Duration;

/**
 * Every bound of the REST interface.
 *
 * @param bodyBytes largest body of a request
 * @param jsonDepth deepest nesting of a JSON body
 * @param name longest name of a person, in UTF-16 units
 * @param roomsPerMinute rooms that one network address may make
 * @param addresses network addresses whose made rooms are remembered, the last ones
 * @param page events in a page when the caller names no number
 * @param maxPage most events in a page
 * @param readAtOnce events in memory at once while a log is sent, whatever its length
 * @param roomWait how long a call waits for a room, or for the database's sign of life
 * @param idle how long a connection may be silent; longer than the public port's own patience
 * @param closing how long closing waits for calls under way
 * @param archive what an archive with files may be; its bound of a file is that of a text sent
 *     alone
 * @param replay bounds of looking back
 */
public record ApiSettings(
    int bodyBytes,
    int jsonDepth,
    int name,
    int roomsPerMinute,
    int addresses,
    int page,
    int maxPage,
    int readAtOnce,
    Duration roomWait,
    Duration idle,
    Duration closing,
    ArchiveLimits archive,
    ReplaySettings replay) {

  /** What a server starts with unless told otherwise. */
  public static final ApiSettings STANDARD =
      new ApiSettings(
          1 << 20,
          32,
          40,
          30,
          10_000,
          1_000,
          5_000,
          200,
          Duration.ofSeconds(5),
          Duration.ofMinutes(10),
          Duration.ofSeconds(3),
          ArchiveLimits.of(
              RoomSettings.STANDARD.files(),
              RoomSettings.STANDARD.document().maxLength(),
              RoomSettings.STANDARD.text()),
          ReplaySettings.STANDARD);

  /** The same for rooms of other bounds. */
  public ApiSettings forRooms(RoomSettings room) {
    return new ApiSettings(
        bodyBytes,
        jsonDepth,
        name,
        roomsPerMinute,
        addresses,
        page,
        maxPage,
        readAtOnce,
        roomWait,
        idle,
        closing,
        ArchiveLimits.of(room.files(), room.document().maxLength(), room.text()),
        replay);
  }

  public ApiSettings {
    if (bodyBytes < 1
        || jsonDepth < 1
        || name < 1
        || roomsPerMinute < 1
        || addresses < 1
        || page < 1
        || maxPage < page
        || readAtOnce < 1) {
      throw new IllegalArgumentException("every bound is positive, and a page not above its most");
    }
    requireNonNull(roomWait, "roomWait");
    requireNonNull(idle, "idle");
    requireNonNull(closing, "closing");
    requireNonNull(archive, "archive");
    requireNonNull(replay, "replay");
  }
}

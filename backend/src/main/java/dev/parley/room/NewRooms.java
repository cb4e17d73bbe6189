package dev.parley.room;

import dev.parley.auth.Capability;
import dev.parley.language.Languages;
import dev.parley.session.Identity;
import dev.parley.session.RoomRecord;
import dev.parley.session.RoomState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes rooms: enters them in the books with what they begin with. Nothing of them is in memory
 * before somebody comes. Safe for use by many threads; blocks.
 */
final class NewRooms {

  private static final Logger log = LoggerFactory.getLogger(NewRooms.class);

  /** What a room without a title is called. */
  private static final String UNTITLED = "Interview";

  /** What a fork's title ends with. */
  private static final String FORK = " (fork)";

  private final RoomSettings settings;
  private final Journal journal;
  private final Languages languages;
  private final Identity identity;
  private final Clock clock;

  NewRooms(
      RoomSettings settings, Journal journal, Languages languages, Identity identity, Clock clock) {
    this.settings = settings;
    this.journal = journal;
    this.languages = languages;
    this.identity = identity;
    this.clock = clock;
  }

  /** See {@link Rooms#create}. */
  Result<Rooms.Created> create(String title, Optional<String> language, List<Rooms.NewFile> files) {
    Optional<Refusal> tooLong = Nameplate.tooLong(title, settings);
    if (tooLong.isPresent()) {
      return Result.no(tooLong.get());
    }
    return switch (new Beginning(settings, languages, identity).of(language, files)) {
      case Result.No<List<RoomEvent.FileCreated>>(Refusal refusal) -> Result.no(refusal);
      case Result.Yes<List<RoomEvent.FileCreated>>(List<RoomEvent.FileCreated> first) ->
          enterInBooks(
              People.presentable(title, settings.title(), UNTITLED),
              first.getFirst().language(),
              first);
    };
  }

  /** See {@link Rooms#fork}. */
  Result<Rooms.Created> fork(
      RoomEvent.Forked from, String title, String language, List<Rooms.FirstFile> files) {
    String room = title.substring(0, Math.min(title.length(), settings.title() - FORK.length()));
    List<RoomEvent> first = new ArrayList<>(List.of(from));
    for (Rooms.FirstFile file : files) {
      first.add(
          new RoomEvent.FileCreated(file.file(), file.language(), identity.shortId(), file.text()));
    }
    return enterInBooks(
        People.presentable(room + FORK, settings.title(), UNTITLED), language, first);
  }

  private Result<Rooms.Created> enterInBooks(
      String title, String language, List<? extends RoomEvent> first) {
    String capability = identity.capability();
    RoomRecord record =
        new RoomRecord(
            identity.room(),
            identity.code(),
            Capability.fingerprint(capability),
            title,
            language,
            RoomState.LIVE,
            clock.instant());
    List<JournalEntry> entries = new ArrayList<>();
    entries.add(
        new JournalEntry(1, 0, Optional.empty(), new RoomEvent.RoomCreated(title, language)));
    for (RoomEvent event : first) {
      entries.add(new JournalEntry(entries.size() + 1L, 0, Optional.empty(), event));
    }
    try {
      journal.create(record, entries);
    } catch (Journal.JournalException e) {
      log.error("a room could not be stored", e);
      return Result.no(
          Refusal.forNow(Refusal.Code.NOT_SAVED, "The room could not be stored. Try again."));
    }
    return Result.yes(new Rooms.Created(record, capability));
  }
}

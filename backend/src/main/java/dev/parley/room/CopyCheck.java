package dev.parley.room;

import dev.parley.room.Refusal.Code;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the copies that pages have of a room's texts with the room's own. A page says every few
 * seconds which revision it has and that text's length and hash; the room knows what the text was
 * then. A wrong copy means a fault of ours: it is counted, logged with the entries around it, and
 * the page gets the text to repair itself, after which it tells where its copy was wrong. Lives on
 * the room's lane.
 */
final class CopyCheck {

  private static final Logger log = LoggerFactory.getLogger(CopyCheck.class);
  private static final int LOGGED_ENTRIES = 5;

  private final UUID room;
  private final Cabinet cabinet;
  private final Runnable differed;

  /**
   * A room's checks.
   *
   * @param differed counts a wrong copy
   */
  CopyCheck(UUID room, Cabinet cabinet, Runnable differed) {
    this.room = room;
    this.cabinet = cabinet;
    this.differed = differed;
  }

  void check(Seat seat, Command.Check check, Reply<Answer.Checked> reply) {
    Optional<SharedFile> named =
        cabinet.find(check.file(), check.epoch()).filter(cabinet.visible()::contains);
    Optional<Refusal> no =
        Cabinet.unknown(named)
            .or(
                () ->
                    named.get().epoch().equals(check.epoch())
                        ? Optional.empty()
                        : Optional.of(
                            Refusal.of(
                                Code.STALE_EPOCH, "The server has another history of this file.")));
    if (no.isPresent()) {
      reply.refuse(no.get());
      return;
    }
    SharedFile file = named.get();
    check.differed().ifPresent(what -> logRepaired(file, seat, what));
    reply.accept(answer(file, seat, check));
  }

  private Answer.Checked answer(SharedFile file, Seat seat, Command.Check check) {
    if (check.revision() <= file.revision()) {
      Optional<String> then = file.textAt(check.revision());
      if (then.isEmpty()) {
        return new Answer.Checked.Unknown();
      }
      if (then.get().length() == check.length() && then.get().hashCode() == check.hash()) {
        return new Answer.Checked.Equal(true);
      }
    }
    differed.run();
    logDiffering(file, seat, check);
    return new Answer.Checked.Different(
        file.epoch(), file.revision(), file.text(), seat.client().flatMap(file::accepted));
  }

  /** Whose entries the room's log has around that revision; what they say is nobody's business. */
  private void logDiffering(SharedFile file, Seat seat, Command.Check check) {
    List<String> around =
        file.since(Math.max(0, check.revision() - LOGGED_ENTRIES)).orElse(List.of()).stream()
            .limit(2L * LOGGED_ENTRIES)
            .map(c -> c.revision() + ":" + c.client() + "#" + c.number() + "/" + c.source())
            .toList();
    log.warn(
        "room {}: client {} has a wrong copy of {} at revision {} of {}: length {}; log around: {}",
        room,
        seat.client().orElse("?"),
        file.name(),
        check.revision(),
        file.revision(),
        check.length(),
        around);
  }

  /** Where and how much, never what: a log holds nobody's text. */
  private void logRepaired(SharedFile file, Seat seat, Command.Check.Differed what) {
    log.warn(
        "room {}: client {} repaired its copy of {}, which was wrong from position {}:"
            + " {} units, not {}",
        room,
        seat.client().orElse("?"),
        file.name(),
        what.at(),
        what.had().length(),
        what.has().length());
  }
}

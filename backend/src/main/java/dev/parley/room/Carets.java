package dev.parley.room;

import dev.parley.auth.Permission;
import dev.parley.text.Selection;
import java.util.Optional;

/**
 * Where people's carets are, of which everybody hears and which nobody waits for. A caret is kept
 * as it was sent and carried over what was typed since. Lives on the room's lane.
 */
final class Carets {

  private final Floor floor;
  private final Cabinet cabinet;
  private final RoomSettings settings;

  Carets(Floor floor, Cabinet cabinet, RoomSettings settings) {
    this.floor = floor;
    this.cabinet = cabinet;
    this.settings = settings;
  }

  /**
   * Shows the others where a caret is. A place that makes no sense is dropped, never the sender.
   */
  void point(Seat seat, Command.Point point) {
    Optional<SharedFile> named = cabinet.find(point.file()).filter(cabinet.visible()::contains);
    if (named.isEmpty()
        || seat.client().isEmpty()
        || floor.refuses(seat, Permission.POINT).isPresent()
        || point.selection().ranges().size() > settings.ranges()) {
      return;
    }
    SharedFile file = named.get();
    file.carry(point.selection(), point.revision())
        .map(selection -> selection.clamp(file.text().length()))
        .ifPresent(selection -> place(seat, file, selection, point.follows()));
  }

  private void place(Seat seat, SharedFile file, Selection selection, Optional<String> follows) {
    seat.caret(
        new Seat.Caret(
            file,
            file.revision(),
            selection,
            follows.filter(id -> floor.people().find(id).isPresent())));
    of(seat)
        .ifPresent(
            message -> {
              for (Seat other : floor.people().seats()) {
                if (other != seat && other.form() == Seat.Form.OPS && other.isListening()) {
                  other.connection().glimpse(message);
                }
              }
              if (seat.recordsCaret(floor.now(), settings.presenceEvery().toMillis())) {
                floor.note(
                    Optional.of(message.by()),
                    new RoomEvent.Pointed(
                        message.client(),
                        file.label().name(),
                        message.revision(),
                        message.ranges()));
              }
            });
  }

  /** Where a seat's caret is by now. */
  Optional<ServerMessage.PresenceUpdated> of(Seat seat) {
    return seat.caret()
        .flatMap(
            caret ->
                caret
                    .file()
                    .carry(caret.selection(), caret.revision())
                    .map(selection -> presence(seat, caret.file(), selection, caret.follows())));
  }

  private static ServerMessage.PresenceUpdated presence(
      Seat seat, SharedFile file, Selection selection, Optional<String> follows) {
    return new ServerMessage.PresenceUpdated(
        seat.client().orElse(""),
        seat.participant().id(),
        file.name(),
        file.revision(),
        Seat.Caret.pairs(selection),
        follows);
  }
}

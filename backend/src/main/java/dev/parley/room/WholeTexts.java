package dev.parley.room;

import dev.parley.session.Identity;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A room's dealings with clients that know nothing of changes: each is sent whole texts and sends
 * whole texts. Lives on the room's lane.
 *
 * <p>The simplest of them do not know of files either. They take every text they are sent for the
 * one they edit, so they hear of one file only, the main one when they came, until they show that
 * they know better: by naming another.
 */
final class WholeTexts {

  private final Floor floor;
  private final Cabinet cabinet;
  private final RoomSettings settings;
  private final Identity identity;

  WholeTexts(Floor floor, Cabinet cabinet, RoomSettings settings, Identity identity) {
    this.floor = floor;
    this.cabinet = cabinet;
    this.settings = settings;
    this.identity = identity;
  }

  /** The file that a text is of; the sender may not have heard yet that it is gone. */
  Optional<SharedFile> meant(Seat seat, Command.WholeText text) {
    if (text.file().isPresent()) {
      Optional<SharedFile> named = cabinet.find(text.file());
      named.ifPresent(file -> named(seat, file));
      return named;
    }
    SharedFile home = seat.home().orElseGet(cabinet::main);
    return cabinet.has(home) && !seat.isStray(text.code(), view(seat, home).branch())
        ? Optional.of(home)
        : Optional.empty();
  }

  WholeTextBranch.Typed type(Seat seat, SharedFile file, Command.WholeText text) {
    return view(seat, file)
        .branch()
        .type(
            file.head(),
            text.code(),
            text.revision().map(OptionalLong::of).orElseGet(OptionalLong::empty));
  }

  private WholeTextView view(Seat seat, SharedFile file) {
    return seat.view(
        file,
        () ->
            new WholeTextView(
                new WholeTextBranch(
                    "whole-" + identity.shortId(), seat.participant().id(), settings.document())));
  }

  /** Whether a client is to hear of a file at all. */
  static boolean hears(Seat seat, SharedFile file) {
    return seat.form() == Seat.Form.OPS
        || seat.knowsFiles()
        || seat.home().equals(Optional.of(file));
  }

  /** A client named a file: if it is not the one it began with, it hears of all from now on. */
  void named(Seat seat, SharedFile file) {
    if (seat.form() == Seat.Form.WHOLE_TEXT && !hears(seat, file)) {
      seat.learnFiles();
      for (SharedFile other : cabinet.visible()) {
        if (!view(seat, other).isCurrent(other)) {
          owe(seat, other, seat.participant());
        }
      }
    }
  }

  /** Gives a newcomer the text it starts from; the others it has seen in the answer to its join. */
  void welcome(Seat seat) {
    cabinet.visible().stream().skip(1).forEach(file -> view(seat, file).know(file));
    sync(seat);
  }

  /** A client gets to know a file's text otherwise than by a message of ours. */
  void showed(Seat seat, SharedFile file) {
    if (seat.form() == Seat.Form.WHOLE_TEXT) {
      view(seat, file).know(file);
    }
  }

  /** A new file is being told of, with its text. */
  void introduce(SharedFile file) {
    for (Seat seat : floor.people().seats()) {
      if (seat.form() == Seat.Form.WHOLE_TEXT && seat.isListening()) {
        view(seat, file).know(file);
      }
    }
  }

  /** A file is gone: who edited that one gets the main file instead. */
  void dismiss(SharedFile file) {
    for (Seat seat : floor.people().seats()) {
      boolean athome = seat.home().equals(Optional.of(file));
      seat.forget(file);
      if (athome && seat.isListening()) {
        sync(seat);
      }
    }
  }

  private void sync(Seat seat) {
    SharedFile file = cabinet.visible().getFirst();
    seat.settle(file);
    send(
        seat,
        file,
        new ServerMessage.SyncCode(
            file.text(), file.language(), file.revision(), floor.people().participants()));
  }

  /**
   * A file's text is another now.
   *
   * @param knowing the seat that has it already, as it sent it
   */
  void changed(SharedFile file, Participant author, Optional<Seat> knowing) {
    for (Seat seat : floor.people().seats()) {
      if (seat.form() == Seat.Form.WHOLE_TEXT
          && hears(seat, file)
          && !knowing.equals(Optional.of(seat))
          && seat.isListening()) {
        owe(seat, file, author);
      }
    }
  }

  /** Whole texts are heavy and each outdates the one before: at most one per interval and file. */
  private void owe(Seat seat, SharedFile file, Participant author) {
    WholeTextView view = view(seat, file);
    if (!view.owe()) {
      return;
    }
    long wait = view.wait(floor.now(), settings.wholeTextEvery().toMillis());
    if (wait <= 0) {
      pay(seat, file, author);
    } else {
      floor.later(Duration.ofMillis(wait), () -> pay(seat, file, author));
    }
  }

  /** The author's own text became another than the one sent. */
  void repay(Seat author, SharedFile file) {
    if (author.form() == Seat.Form.WHOLE_TEXT) {
      owe(author, file, author.participant());
    }
  }

  private void pay(Seat seat, SharedFile file, Participant author) {
    if (!seat.isOpen() || !cabinet.visible().contains(file) || !view(seat, file).isOwed()) {
      return;
    }
    send(
        seat,
        file,
        new ServerMessage.TextUpdated(
            file.text(), file.revision(), author.id(), author.username(), file.name()));
  }

  /** Sends a file's text between two pings, whose pongs tell the branch whether it has come. */
  private void send(Seat seat, SharedFile file, ServerMessage message) {
    WholeTextView view = view(seat, file);
    view.send(file, floor.now());
    long sent = view.sent();
    seat.connection().whenRead(() -> floor.hop(() -> view.branch().mayHave(sent)));
    seat.connection().hear(message);
    seat.connection().whenRead(() -> floor.hop(() -> view.branch().has(sent)));
  }
}

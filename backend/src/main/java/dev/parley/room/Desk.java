package dev.parley.room;

import dev.parley.auth.Permission;
import dev.parley.failpoint.Failpoint;
import dev.parley.failpoint.Failpoints;
import dev.parley.room.Refusal.Code;
import dev.parley.session.Identity;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A room's shared text: who changed what. Changes are judged against a file's head and shown from
 * what is committed ({@link SharedFile}). Lives on the room's lane.
 */
final class Desk {

  private final Floor floor;
  private final RoomSettings settings;
  private final Identity identity;
  private final Failpoints failpoints;
  private final Cabinet cabinet;
  private final WholeTexts wholeTexts;
  private final Snapshots snapshots;

  Desk(
      Floor floor,
      RoomSettings settings,
      Identity identity,
      Failpoints failpoints,
      Cabinet cabinet,
      WholeTexts wholeTexts,
      Snapshots snapshots) {
    this.floor = floor;
    this.settings = settings;
    this.identity = identity;
    this.failpoints = failpoints;
    this.cabinet = cabinet;
    this.wholeTexts = wholeTexts;
    this.snapshots = snapshots;
  }

  void push(Seat seat, Command.Push push, Reply<Answer.Pushed> reply) {
    Optional<SharedFile> file = cabinet.find(push.file(), push.epoch());
    Optional<Refusal> no =
        floor
            .refuses(seat, Permission.EDIT)
            .or(() -> Cabinet.unknown(file))
            .or(() -> foreign(seat, push))
            .or(() -> stale(file.get(), push))
            .or(() -> cabinet.refusesGrowth(growth(push)));
    if (no.isPresent()) {
      reply.refuse(no.get());
      return;
    }
    Document.Outcome outcome =
        file.get()
            .head()
            .accept(
                new Submission(
                    push.client(),
                    seat.participant().id(),
                    push.revision(),
                    push.first(),
                    push.changes(),
                    push.source()));
    settle(file.get(), outcome, seat, revision -> reply.accept(new Answer.Pushed(revision)), reply);
  }

  void wholeText(Seat seat, Command.WholeText text, Reply<Answer.TextTaken> reply) {
    Optional<SharedFile> named = wholeTexts.meant(seat, text);
    Optional<Refusal> no =
        floor
            .refuses(seat, Permission.EDIT)
            .or(() -> Cabinet.unknown(named))
            .or(() -> tooLarge(named.get(), text.code()));
    if (no.isPresent()) {
      reply.refuse(no.get());
      return;
    }
    SharedFile file = named.get();
    WholeTextBranch.Typed typed = wholeTexts.type(seat, file, text);
    settle(
        file,
        typed.outcome(),
        seat,
        revision -> {
          reply.accept(new Answer.TextTaken(revision, typed.merged()));
          if (typed.merged()) {
            wholeTexts.repay(seat, file);
          }
        },
        reply);
  }

  /** One answer for each outcome; what was accepted before is answered once it is committed. */
  void settle(
      SharedFile file, Document.Outcome outcome, Seat seat, Consumer<Long> answer, Reply<?> reply) {
    switch (outcome) {
      case Document.Accepted done ->
          publish(file, done.fresh(), seat, () -> answer.accept(done.revision()), reply::refuse);
      case Document.Recognised again ->
          floor.afterAll(() -> answer.accept(again.revision()), reply::refuse);
      case Document.Refused refused -> reply.refuse(refusal(refused));
      case Document.TooFarBehind behind ->
          reply.refuse(
              Refusal.of(Code.TOO_FAR_BEHIND, "Too much has happened since: take the text anew."));
    }
  }

  /**
   * Gives a file an earlier text again, as an ordinary edit made of what differs.
   *
   * @param who answers for it; need not be in the room
   */
  void restore(Participant who, String name, String text, Reply<Answer.Pushed> reply) {
    Optional<SharedFile> named = cabinet.find(Optional.of(name));
    Optional<Refusal> no =
        floor
            .refuses(who.role(), Permission.DIRECT)
            .or(() -> Cabinet.unknown(named))
            .or(() -> tooLarge(named.get(), text));
    if (no.isPresent()) {
      reply.refuse(no.get());
      return;
    }
    SharedFile file = named.get();
    Document.Outcome outcome = replace(file, text, who.id(), RoomEvent.Changed.RESTORED);
    if (outcome instanceof Document.Accepted done) {
      publish(
          file,
          done.fresh(),
          who,
          Optional.empty(),
          () -> reply.accept(new Answer.Pushed(done.revision())),
          reply::refuse);
    } else {
      floor.afterAll(() -> reply.accept(new Answer.Pushed(file.revision())), reply::refuse);
    }
  }

  /** Gives the head of a file another text, by a change of nobody's page. */
  Document.Outcome replace(SharedFile file, String text, String by, String source) {
    return file.head().replaceBy(text, source + "-" + identity.shortId(), 0, by, source);
  }

  private void publish(
      SharedFile file,
      List<AcceptedChange> fresh,
      Seat author,
      Runnable answer,
      Consumer<Refusal> lost) {
    publish(file, fresh, author.participant(), Optional.of(author), answer, lost);
  }

  /**
   * Makes accepted changes durable, then visible, then answers whoever made them.
   *
   * @param knowing the seat that has the text already, as it sent it
   */
  void publish(
      SharedFile file,
      List<AcceptedChange> fresh,
      Participant author,
      Optional<Seat> knowing,
      Runnable answer,
      Consumer<Refusal> lost) {
    String name = file.label().name();
    snapshots.record(
        author.id(),
        fresh.stream().map(change -> Recovery.event(name, change)).toList(),
        () -> {
          show(file, fresh, author, knowing);
          failpoints.reach(Failpoint.BEFORE_ACKNOWLEDGEMENT);
          answer.run();
        },
        lost);
  }

  /** Shows everybody what is committed. */
  void show(
      SharedFile file, List<AcceptedChange> fresh, Participant author, Optional<Seat> knowing) {
    fresh.forEach(file::show);
    floor.tell(
        seat -> seat.form() == Seat.Form.OPS,
        new ServerMessage.CodeUpdated(
            file.name(), fresh.getFirst().revision() - 1, floor.now(), entries(fresh)));
    wholeTexts.changed(file, author, knowing);
  }

  void pull(Seat seat, Command.Pull pull, Reply<Answer.Pulled> reply) {
    Optional<SharedFile> file = cabinet.find(pull.file()).filter(cabinet.visible()::contains);
    Optional<Refusal> no = Cabinet.unknown(file);
    if (no.isPresent()) {
      reply.refuse(no.get());
      return;
    }
    wholeTexts.named(seat, file.get());
    wholeTexts.showed(seat, file.get());
    reply.accept(
        file.get()
            .since(pull.from())
            .<Answer.Pulled>map(changes -> new Answer.Pulled.Changes(pull.from(), entries(changes)))
            .orElseGet(
                () ->
                    new Answer.Pulled.Whole(
                        file.get().epoch(),
                        file.get().revision(),
                        file.get().text(),
                        seat.client().flatMap(file.get()::accepted))));
  }

  /** A file for a newcomer: what changed, where that is known, and otherwise the whole. */
  Answer.FileState state(
      SharedFile file, Optional<String> client, Collection<Command.Join.Known> known) {
    // By its history: what the newcomer has may be called otherwise by now.
    return known.stream()
        .filter(k -> k.epoch().equals(file.epoch()))
        .findFirst()
        .flatMap(
            k ->
                file.since(k.revision())
                    .<Answer.FileState>map(
                        changes ->
                            new Answer.FileState.Changes(
                                file.name(),
                                file.language(),
                                file.epoch(),
                                k.revision(),
                                entries(changes))))
        .orElseGet(
            () ->
                new Answer.FileState.Whole(
                    file.name(),
                    file.language(),
                    file.epoch(),
                    file.revision(),
                    file.text(),
                    client.flatMap(file::accepted)));
  }

  // ---- refusals ---------------------------------------------------------------------------------

  /** Said before anything is compared: the difference to a huge text takes its time. */
  Optional<Refusal> tooLarge(SharedFile file, String code) {
    int most = Math.max(settings.document().maxLength(), file.head().length());
    return code.length() > most
        ? Optional.of(Refusal.of(Code.TOO_LARGE, "A file has at most " + most + " characters."))
        : cabinet.refusesGrowth(code.length() - file.head().length());
  }

  private static long growth(Command.Push push) {
    return push.changes().stream().mapToLong(c -> (long) c.newLength() - c.length()).sum();
  }

  private static Optional<Refusal> foreign(Seat seat, Command.Push push) {
    return seat.client().equals(Optional.of(push.client()))
        ? Optional.empty()
        : Optional.of(
            Refusal.of(Code.FOREIGN_CLIENT, "This client id was not given at your join."));
  }

  private static Optional<Refusal> stale(SharedFile file, Command.Push push) {
    return file.epoch().equals(push.epoch())
        ? Optional.empty()
        : Optional.of(Refusal.of(Code.STALE_EPOCH, "The server has another history of this file."));
  }

  private static Refusal refusal(Document.Refused refused) {
    Code code =
        switch (refused.reason()) {
          case INVALID_CHANGE -> Code.INVALID_CHANGE;
          case TOO_LARGE -> Code.TOO_LARGE;
          case FUTURE_REVISION -> Code.INVALID_REVISION;
          case CONFLICT -> Code.CONFLICT;
          case GAP -> Code.GAP;
        };
    return Refusal.of(code, refused.message());
  }

  private static List<ServerMessage.CodeUpdated.Entry> entries(List<AcceptedChange> changes) {
    return changes.stream()
        .map(
            change ->
                new ServerMessage.CodeUpdated.Entry(
                    change.client(), Optional.of(change.by()), change.change()))
        .toList();
  }
}

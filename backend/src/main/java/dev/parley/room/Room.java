package dev.parley.room;

import dev.parley.auth.Capability;
import dev.parley.auth.Claims;
import dev.parley.auth.Permission;
import dev.parley.auth.Role;
import dev.parley.failpoint.Failpoints;
import dev.parley.files.FileName;
import dev.parley.language.Languages;
import dev.parley.room.Refusal.Code;
import dev.parley.session.Identity;
import dev.parley.session.RoomRecord;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One live interview.
 *
 * <p>A room is the fold of its events. A command is judged against the state in memory and, where
 * it succeeds, becomes events; the {@link Chronicle} numbers them and hands them to the journal;
 * their effects (the answer, the broadcast) leave through its outbox after the commit, in the order
 * of the events. So nobody ever sees an edit that a crash could take back, and everybody sees one
 * order. What a running program prints is the exception: see {@link Terminal}.
 *
 * <p>Its parts do the work: people come through the {@link Door}, the {@link Desk} has the shared
 * text, {@link Carets} the places in it, {@link Filing} the files it is in, the {@link Terminal}
 * the runs, {@link Typing} their input, the {@link Nameplate} title and state. They stand on one
 * {@link Floor} around one {@link Cabinet}; this class puts them together and takes them apart.
 *
 * <p>Everything here runs on the room's {@link Lane}; nothing blocks. Should the journal fail,
 * memory is ahead of what is stored and not to be believed: the room tells its people, closes, and
 * is opened again from the journal by whoever comes next.
 */
public final class Room {

  /** Hears when a room may leave memory and when it must. */
  interface Custodian {

    /** Somebody is in it. */
    void occupied(Room room);

    /** Nobody is in it and nothing is under way. */
    void vacant(Room room);

    /** Its journal failed. */
    void broken(Room room);

    /** A page's copy of a text was wrong. */
    void differed();
  }

  private final RoomRecord record;
  private final Lane lane;
  private final Custodian custodian;
  private final Floor floor;
  private final Cabinet cabinet;
  private final WholeTexts wholeTexts;
  private final Desk desk;
  private final Carets carets;
  private final Filing filing;
  private final Intake intake;
  private final Callers callers;
  private final Terminal terminal;
  private final Typing typing;
  private final CopyCheck copyCheck;
  private final Nameplate nameplate;
  private final Door door;

  /** Rebuilds a room from the journal. To be called before the lane runs anything of it. */
  Room(
      Journal.Opened stored,
      Lane lane,
      RoomSettings settings,
      Languages languages,
      Runs runs,
      Identity identity,
      Clock clock,
      Failpoints failpoints,
      Custodian custodian) {
    Recovery recovered = Recovery.of(stored, settings.document());
    this.record = stored.room();
    this.lane = lane;
    this.custodian = custodian;
    this.floor =
        new Floor(
            lane,
            new Chronicle(
                stored.log(),
                lane,
                clock,
                record.createdAt(),
                recovered.seq(),
                recovered.at(),
                settings.slowCommit(),
                this::tell,
                this::fail),
            recovered.state());
    this.cabinet = new Cabinet(settings, recovered.files());
    Snapshots snapshots =
        new Snapshots(floor, cabinet, settings, this::snapshot, recovered.changesSinceSnapshot());
    this.wholeTexts = new WholeTexts(floor, cabinet, settings, identity);
    this.desk = new Desk(floor, settings, identity, failpoints, cabinet, wholeTexts, snapshots);
    this.carets = new Carets(floor, cabinet, settings);
    this.terminal =
        new Terminal(
            floor,
            cabinet,
            settings,
            new Programs(record.id(), cabinet, languages, settings.sessions()),
            runs,
            identity,
            this::rest);
    this.typing = new Typing(floor, terminal);
    this.filing =
        new Filing(
            floor, settings, languages, identity, cabinet, desk, wholeTexts, snapshots, terminal);
    this.intake = new Intake(floor, settings, cabinet, desk, filing, wholeTexts, snapshots);
    this.callers = new Callers(floor, settings.people());
    this.copyCheck = new CopyCheck(record.id(), cabinet, custodian::differed);
    this.nameplate = new Nameplate(record, floor, cabinet, terminal, settings, recovered.title());
    this.door =
        new Door(
            record.id(),
            floor,
            cabinet,
            desk,
            carets,
            wholeTexts,
            terminal,
            typing,
            settings,
            identity,
            nameplate,
            () -> custodian.occupied(this),
            this::rest);
    recovered.looseEnds().forEach(event -> floor.note(Optional.empty(), event));
  }

  /** The room's id; from any thread. */
  public UUID id() {
    return record.id();
  }

  /** The lane on which everything else here is to be called; from any thread. */
  public Lane lane() {
    return lane;
  }

  /** Whether this object is no longer the room: open it again. */
  boolean isClosed() {
    return floor.isClosed();
  }

  // ---- coming and going -------------------------------------------------------------------------

  /**
   * Lets somebody in. The welcome follows the commit.
   *
   * @param seated gets the seat at once, before the welcome
   */
  public void join(
      Command.Join join,
      Connection connection,
      Consumer<Seat> seated,
      Reply<Answer.Welcome> reply) {
    door.join(join, connection, seated, reply);
  }

  /** Gives a seat up: {@code graceful} when asked to, otherwise the connection was lost. */
  public void leave(Seat seat, boolean graceful, Reply<Answer.Done> reply) {
    door.leave(seat, graceful, reply);
  }

  /** A connection's round trip was measured anew; people hear of it, but not of each at once. */
  public void measured() {
    door.measured();
  }

  /** Looks, once everything recorded so far is told, whether the room may rest. */
  private void rest() {
    floor.hop(this::restIfVacant);
  }

  private void restIfVacant() {
    if (floor.people().isDeserted()
        && terminal.active().isEmpty()
        && floor.isQuiet()
        && !floor.isClosed()) {
      custodian.vacant(this);
    }
  }

  // ---- text and carets --------------------------------------------------------------------------

  /** Takes changes an op client made. */
  public void push(Seat seat, Command.Push push, Reply<Answer.Pushed> reply) {
    desk.push(seat, push, reply);
  }

  /** Takes the whole text as a simple client would have it, and merges it. */
  public void wholeText(Seat seat, Command.WholeText text, Reply<Answer.TextTaken> reply) {
    desk.wholeText(seat, text, reply);
  }

  /** Tells an op client what happened after a revision. */
  public void pull(Seat seat, Command.Pull pull, Reply<Answer.Pulled> reply) {
    desk.pull(seat, pull, reply);
  }

  /** Tells an op client whether its copy of a text is right. */
  public void check(Seat seat, Command.Check check, Reply<Answer.Checked> reply) {
    copyCheck.check(seat, check, reply);
  }

  /**
   * Gives a file an earlier text again; the answer follows the commit.
   *
   * @param who answers for it; need not be in the room
   */
  public void restore(Participant who, String file, String text, Reply<Answer.Pushed> reply) {
    desk.restore(who, file, text, reply);
  }

  /** Shows the others where a caret is. */
  public void point(Seat seat, Command.Point point) {
    carets.point(seat, point);
  }

  // ---- files ------------------------------------------------------------------------------------

  /** Makes a file. */
  public void createFile(Seat seat, Command.CreateFile command, Reply<Answer.FileTaken> reply) {
    filing.create(seat, command, reply);
  }

  /** Gives a file another name. */
  public void renameFile(Seat seat, Command.RenameFile command, Reply<Answer.FileTaken> reply) {
    filing.rename(seat, command, reply);
  }

  /** Takes a file away. */
  public void deleteFile(Seat seat, Command.DeleteFile command, Reply<Answer.FileTaken> reply) {
    filing.delete(seat, command, reply);
  }

  /**
   * The seat from which somebody acts who is not in the room.
   *
   * @param who as their token says
   */
  public Seat caller(Claims who) {
    Seat seat = callers.seat(who);
    if (floor.refuses(seat, Permission.EDIT).isEmpty()) {
      callers.introduce(seat);
    }
    return seat;
  }

  /** Somebody who is not in the room was given a file as it is visible now. */
  public void showed(Claims who, String file) {
    cabinet
        .named(file)
        .filter(cabinet.visible()::contains)
        .ifPresent(shown -> wholeTexts.showed(callers.seat(who), shown));
  }

  /**
   * Takes a file's whole text from a caller, and makes the file where there is none of that name.
   *
   * @param edit what was changed on which revision, where the caller knows
   */
  public void save(
      Seat caller,
      FileName name,
      String text,
      Optional<BasedEdit> edit,
      Reply<Answer.Saved> reply) {
    intake.save(caller, name, text, edit, reply);
  }

  /** Takes many files from a caller, all or none. */
  public void take(Seat caller, Map<FileName, String> texts, Reply<Answer.Imported> reply) {
    intake.take(caller, texts, reply);
  }

  /** Switches a file to another language. */
  public void changeLanguage(
      Seat seat, Command.ChangeLanguage command, Reply<Answer.LanguageSet> reply) {
    filing.changeLanguage(seat, command, reply);
  }

  // ---- runs -------------------------------------------------------------------------------------

  /** Runs a file for everybody to see. */
  public void execute(Seat seat, Command.Execute command, Reply<Answer.RunTaken> reply) {
    terminal.execute(seat, command, reply);
  }

  /** Types into the program. */
  public void input(Seat seat, Command.TypeInput input, Reply<Answer.Done> reply) {
    typing.input(seat, input, reply);
  }

  /** Asks who holds the program's input for it. */
  public void askInput(Seat seat, Command.AskInput ask, Reply<Answer.Done> reply) {
    typing.ask(seat, ask, reply);
  }

  /** Gives the program's input to somebody. */
  public void giveInput(Seat seat, Command.GiveInput give, Reply<Answer.Done> reply) {
    typing.give(seat, give, reply);
  }

  /** Takes the program's input. */
  public void takeInput(Seat seat, Command.TakeInput take, Reply<Answer.Done> reply) {
    typing.take(seat, take, reply);
  }

  /** Tells the program its terminal's new size. */
  public void resize(Seat seat, Command.Resize resize, Reply<Answer.Done> reply) {
    typing.resize(seat, resize, reply);
  }

  /** Stops the program. */
  public void stop(Seat seat, Command.Stop stop, Reply<Answer.Done> reply) {
    terminal.stop(seat, stop, reply);
  }

  /** Ends the program's input. */
  public void endInput(Seat seat, Command.EndInput end, Reply<Answer.Done> reply) {
    typing.end(seat, end, reply);
  }

  // ---- the room itself --------------------------------------------------------------------------

  /** Notes something of the sender's page; the sender and the interviewers see it. */
  public void signal(Seat seat, Command.Signal signal, Reply<Answer.Done> reply) {
    String by = seat.participant().id();
    long at = floor.now();
    floor.record(
        Optional.of(by),
        List.of(new RoomEvent.Signalled(signal.kind(), signal.detail())),
        () -> {
          floor.tell(
              s -> s.participant().role() == Role.INTERVIEWER || s == seat,
              new ServerMessage.SignalShown(by, signal.kind(), signal.detail(), at));
          reply.accept(new Answer.Done());
        },
        reply::refuse);
  }

  /** Changes title or state; ended is for good. */
  public void update(Seat seat, Command.Update update, Reply<Answer.Done> reply) {
    nameplate.update(seat, update, reply);
  }

  /** The room as the REST interface shows it: what is committed. */
  public RoomView view() {
    return nameplate.view();
  }

  /** Whether a secret is the interviewer link's. */
  public boolean admitsInterviewer(String secret) {
    return Capability.opens(secret, record.key());
  }

  private RoomSnapshot snapshot(long seq, long at) {
    return new RoomSnapshot(
        seq,
        at,
        nameplate.title(),
        cabinet.main().label().language(),
        floor.state(),
        cabinet.files().stream().map(SharedFile::snapshot).toList(),
        floor.people().ids(),
        terminal.active().map(RoomRun::id));
  }

  // ---- ends -------------------------------------------------------------------------------------

  /** Lets go of an idle room; who still holds it opens it anew. */
  void retire() {
    floor.close();
  }

  /** The server stops: everybody is told and the run ends. What waits for its commit gets it. */
  void stop() {
    terminal.end("the server, which is stopping");
    floor.tell(
        new ServerMessage.Failed(
            Code.STOPPING.wire(), "The server is restarting. Your work is saved.", true));
  }

  /** The room is no more for those inside: they are told, and their connections end. */
  void dismiss(Refusal why) {
    terminal.end("the server, which closed the room");
    empty(why, connection -> connection.close(why.message()));
  }

  private void fail(Refusal why) {
    try {
      terminal.end("the server, which opens the room again");
    } finally {
      empty(why, connection -> connection.drop("the room is opened again from its journal"));
    }
  }

  private void empty(Refusal why, Consumer<Connection> end) {
    floor.close();
    custodian.broken(this);
    try {
      tell(why);
    } finally {
      for (Seat seat : floor.people().seats()) {
        seat.close();
        end.accept(seat.connection());
      }
    }
  }

  private void tell(Refusal why) {
    floor.tell(new ServerMessage.Failed(why.code().wire(), why.message(), why.retryable()));
  }
}

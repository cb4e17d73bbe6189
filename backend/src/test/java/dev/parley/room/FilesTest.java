package dev.parley.room;

import static dev.parley.room.House.bearer;
import static dev.parley.room.House.ops;
import static dev.parley.room.House.plain;
import static dev.parley.room.Sayings.insert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Role;
import dev.parley.execution.Window;
import dev.parley.files.FileName;
import dev.parley.replay.Moment;
import dev.parley.replay.Replay;
import dev.parley.replay.ReplaySettings;
import dev.parley.session.RoomState;
import dev.parley.text.Change;
import dev.parley.text.Selection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several files in a room, over a real journal. */
class FilesTest extends InAHouse {

  private Rooms.Created room;
  private String code;
  private final Ear ana = new Ear();
  private final Ear ben = new Ear();
  private Answer.FileState.Whole main;

  @BeforeEach
  void twoInARoom() throws Exception {
    room = house.created();
    code = room.room().code().value();
    main = whole(ana.welcomed(house.rooms, code, ops("Ana", "a")).files().getFirst());
    ben.welcomed(house.rooms, code, ops("Ben", "b"));
  }

  private static Answer.FileState.Whole whole(Answer.FileState state) {
    return (Answer.FileState.Whole) state;
  }

  private static Ear.Saying<Answer.FileTaken> create(String name, String text) {
    return (room, seat, reply) ->
        room.createFile(
            seat,
            new Command.CreateFile(new FileName(name), Optional.empty(), Optional.of(text)),
            reply);
  }

  private static Ear.Saying<Answer.FileTaken> rename(String name, String to) {
    return (room, seat, reply) ->
        room.renameFile(seat, new Command.RenameFile(name, new FileName(to)), reply);
  }

  private static Ear.Saying<Answer.FileTaken> delete(String name) {
    return (room, seat, reply) -> room.deleteFile(seat, new Command.DeleteFile(name), reply);
  }

  private static Ear.Saying<Answer.LanguageSet> language(String file, String id) {
    return (room, seat, reply) ->
        room.changeLanguage(seat, new Command.ChangeLanguage(id, Optional.of(file)), reply);
  }

  private static Ear.Saying<Answer.Pushed> push(
      String file, String epoch, long revision, String client, long first, Change change) {
    return (room, seat, reply) ->
        room.push(
            seat,
            new Command.Push(
                Optional.of(file), epoch, revision, client, first, List.of(change), "typing"),
            reply);
  }

  private static Ear.Saying<Answer.TextTaken> text(Optional<String> file, String code) {
    return (room, seat, reply) ->
        room.wholeText(seat, new Command.WholeText(file, code, Optional.empty()), reply);
  }

  private static Ear.Saying<Answer.RunTaken> run(String file, Optional<String> language) {
    return (room, seat, reply) ->
        room.execute(
            seat,
            new Command.Execute(
                Optional.of(file), language, "", List.of(), RunMode.RUN, Window.STANDARD),
            reply);
  }

  /** The room's files as a newcomer gets them, by name. */
  private Map<String, String> files() throws Exception {
    Ear reader = new Ear();
    var files = new LinkedHashMap<String, String>();
    reader
        .welcomed(house.rooms, code, ops("reader", "r" + house.identity.shortId()))
        .files()
        .forEach(f -> files.put(whole(f).file(), whole(f).text()));
    reader.leaves();
    return files;
  }

  private List<RoomEvent> log() {
    return storage.journal().read(room.room().id(), 0, 1000, Set.of()).stream()
        .map(JournalEntry::event)
        .toList();
  }

  // ---- making -----------------------------------------------------------------------------------

  @Test
  void aNewFileReachesEverybodyWithAllThatIsNeededToEditIt() throws Exception {
    assertThat(ana.gets(create("lib/util.py", "a = 1\r\nb = 2\r")).file()).isEqualTo("lib/util.py");
    ServerMessage.FileCreated seen = ben.awaits(ServerMessage.FileCreated.class);
    assertThat(ana.heard(ServerMessage.FileCreated.class)).containsExactly(seen);
    assertThat(seen.by()).isEqualTo(ana.seat().participant().id());
    assertThat(seen.language()).isEqualTo("python");
    assertThat(seen.text()).isEqualTo("a = 1\nb = 2\n");
    assertThat(seen.revision()).isZero();
    assertThat(
            ben.gets(push("lib/util.py", seen.epoch(), 0, "b", 0, insert(12, 12, "c = 3\n")))
                .revision())
        .isEqualTo(1);
    assertThat(ana.awaits(ServerMessage.CodeUpdated.class).file()).isEqualTo("lib/util.py");
    assertThat(files())
        .containsExactly(
            Map.entry("main.py", House.PYTHON_STARTER),
            Map.entry("lib/util.py", "a = 1\nb = 2\nc = 3\n"));
    assertThat(whole(new Ear().welcomed(house.rooms, code, ops("C", "c")).files().get(0)))
        .isEqualTo(main);
  }

  @Test
  void eachFileCountsItsOwnRevisionsAndNumbers() throws Exception {
    ana.gets(create("b.sh", ""));
    String epoch = ana.awaits(ServerMessage.FileCreated.class).epoch();
    int n = main.text().length();
    assertThat(ana.gets(push("main.py", main.epoch(), 0, "a", 0, insert(n, 0, "x"))).revision())
        .isEqualTo(1);
    assertThat(ana.gets(push("b.sh", epoch, 0, "a", 0, insert(0, 0, "y"))).revision()).isEqualTo(1);
    assertThat(ana.refused(push("b.sh", main.epoch() + "?", 1, "a", 1, insert(1, 0, "y"))))
        .isEqualTo(Refusal.Code.STALE_EPOCH);
    assertThat(ana.refused(push("none.sh", epoch, 1, "a", 1, insert(1, 0, "y"))))
        .isEqualTo(Refusal.Code.UNKNOWN_FILE);
  }

  @Test
  void theLanguageIsTheNamesUnlessOneIsGiven() throws Exception {
    ana.gets(create("run.sh", ""));
    ana.gets(create("notes.md", ""));
    ana.gets(create("Makefile", ""));
    ana.gets(
        (Room r, Seat seat, Reply<Answer.FileTaken> reply) ->
            r.createFile(
                seat,
                new Command.CreateFile(
                    new FileName("odd.txt"), Optional.of("python"), Optional.empty()),
                reply));
    assertThat(ana.heard(ServerMessage.FileCreated.class))
        .extracting(ServerMessage.FileCreated::language)
        .containsExactly("bash", "text", "text", "python");
    assertThat(
            ana.refused(
                (Room r, Seat seat, Reply<Answer.FileTaken> reply) ->
                    r.createFile(
                        seat,
                        new Command.CreateFile(
                            new FileName("x"), Optional.of("klingon"), Optional.empty()),
                        reply)))
        .isEqualTo(Refusal.Code.UNKNOWN_LANGUAGE);
  }

  @Test
  void namesThatClashAreRefused() throws Exception {
    ana.gets(create("src/Cafe\u0301.py", ""));
    for (String name :
        List.of("main.py", "MAIN.py", "src/Caf\u00e9.py", "src/café.py", "src", "SRC/x.py")) {
      assertThat(ben.refused(create(name, ""))).as(name).isEqualTo(Refusal.Code.NAME_TAKEN);
      if (!name.equals("MAIN.py") && !name.equals("main.py")) {
        assertThat(ben.refused(rename("main.py", name)))
            .as(name)
            .isEqualTo(Refusal.Code.NAME_TAKEN);
      }
    }
    ben.gets(rename("main.py", "MAIN.py"));
  }

  @Test
  void filesAndTextAreBounded() throws Exception {
    assertThat(ana.refused(create("big.py", "x".repeat(10_001)))).isEqualTo(Refusal.Code.TOO_LARGE);
    assertThat(ana.refused(create("half.py", "\ud83d"))).isEqualTo(Refusal.Code.INVALID_CHANGE);
    ana.gets(create("1.py", "x".repeat(10_000)));
    ana.gets(create("2.py", "x".repeat(10_000)));
    assertThat(ana.refused(create("3.py", "x".repeat(10_000)))).isEqualTo(Refusal.Code.TOO_LARGE);
    ana.gets(create("3.py", "x".repeat(4_000)));
    int n = main.text().length();
    assertThat(
            ana.refused(push("main.py", main.epoch(), 0, "a", 0, insert(n, 0, "y".repeat(2000)))))
        .isEqualTo(Refusal.Code.TOO_LARGE);
    assertThat(ana.refused(text(Optional.of("main.py"), "y".repeat(2000))))
        .isEqualTo(Refusal.Code.TOO_LARGE);
    ana.gets(create("4.py", ""));
    ana.gets(create("5.py", ""));
    assertThat(ana.refused(create("6.py", ""))).isEqualTo(Refusal.Code.TOO_LARGE);
    ana.gets(delete("5.py"));
    ana.gets(create("6.py", ""));
  }

  @Test
  void halvesOfCharactersAreRefusedByEveryWay() throws Exception {
    for (String half : List.of("\ud83d", "\ude00", "\ude00\ud83d", "a\ud83db")) {
      assertThat(ana.refused(create("half.py", half))).isEqualTo(Refusal.Code.INVALID_CHANGE);
      assertThat(
              ana.refused(
                  push("main.py", main.epoch(), 0, "a", 0, insert(main.text().length(), 0, half))))
          .isEqualTo(Refusal.Code.INVALID_CHANGE);
      assertThat(ana.refused(text(Optional.of("main.py"), half + main.text())))
          .isEqualTo(Refusal.Code.INVALID_CHANGE);
    }
    ana.gets(text(Optional.of("main.py"), "\ud83d\ude00" + main.text()));
    assertThat(files()).isEqualTo(Map.of("main.py", "\ud83d\ude00" + main.text()));
  }

  // ---- naming -----------------------------------------------------------------------------------

  @Test
  void aRenamedFileKeepsItsHistoryAndItsPlace() throws Exception {
    ana.gets(create("other.sh", "echo\n"));
    int n = main.text().length();
    ana.gets(push("main.py", main.epoch(), 0, "a", 0, insert(n, 0, "1")));
    ben.onLane(
        (r, seat) ->
            r.point(
                seat,
                new Command.Point(
                    Optional.of("main.py"), 1, Selection.caret(3), Optional.empty())));
    assertThat(ana.gets(rename("main.py", "app.py")).file()).isEqualTo("app.py");
    assertThat(ben.awaits(ServerMessage.FileRenamed.class).to()).isEqualTo("app.py");
    // What was under way under the old name still arrives, also as somebody takes that name.
    ben.gets(push("main.py", main.epoch(), 1, "b", 0, insert(n + 1, 0, "2")));
    ana.gets(create("main.py", "new\n"));
    ben.gets(push("main.py", main.epoch(), 2, "b", 1, insert(n + 2, 0, "3")));
    assertThat(ana.heard(ServerMessage.CodeUpdated.class))
        .extracting(ServerMessage.CodeUpdated::file)
        .containsExactly("main.py", "app.py", "app.py");
    String text = "321" + main.text();
    Map<String, String> all = Map.of("app.py", text, "other.sh", "echo\n", "main.py", "new\n");
    assertThat(files()).isEqualTo(all);
    assertThat(files().keySet()).containsExactly("app.py", "other.sh", "main.py");
    Ear late = new Ear();
    Answer.Welcome welcome = late.welcomed(house.rooms, code, ops("Late", "l"));
    assertThat(welcome.presence())
        .extracting(ServerMessage.PresenceUpdated::file, ServerMessage.PresenceUpdated::ranges)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("app.py", List.of(List.of(5, 5))));
    reopen();
    assertThat(files()).isEqualTo(all);
    assertThat(files().keySet()).containsExactly("app.py", "other.sh", "main.py");
    // A page that was away meanwhile knows the file by its old name.
    Command.Join have =
        new Command.Join(
            Optional.empty(),
            "Ana",
            Seat.Form.OPS,
            Optional.of("a"),
            Map.of("main.py", new Command.Join.Known(main.epoch(), 1)));
    assertThat(new Ear().welcomed(house.rooms, code, have).files().getFirst())
        .isInstanceOfSatisfying(
            Answer.FileState.Changes.class,
            changes -> {
              assertThat(changes.file()).isEqualTo("app.py");
              assertThat(changes.changes()).hasSize(2);
            });
  }

  /** Two files once exchanged their names, and the room could not be opened any more. */
  @Test
  void filesThatExchangeNamesKeepTheirOwnHistories() throws Exception {
    ana.gets(create("b.py", ""));
    String other = ana.awaits(ServerMessage.FileCreated.class).epoch();
    int n = main.text().length();
    for (int i = 0; i < 4; i++) {
      ana.gets(push("main.py", main.epoch(), i, "a", i, insert(n + i, 0, "m")));
      ana.gets(push("b.py", other, i, "a", i, insert(i, 0, "b")));
    }
    ana.gets(rename("main.py", "tmp.py"));
    ana.gets(rename("b.py", "main.py"));
    ana.gets(rename("tmp.py", "b.py"));
    for (int i = 4; i < 8; i++) {
      ana.gets(push("b.py", main.epoch(), i, "a", i, insert(n + i, 0, "M")));
      ana.gets(push("main.py", other, i, "a", i, insert(i, 0, "B")));
    }
    Map<String, String> all = Map.of("b.py", "MMMMmmmm" + main.text(), "main.py", "BBBBbbbb");
    assertThat(files()).isEqualTo(all);
    reopen();
    assertThat(files()).isEqualTo(all);
    Ear again = new Ear();
    again.welcomed(house.rooms, code, ops("Ana", "a"));
    assertThat(again.gets(push("main.py", other, 7, "a", 7, insert(7, 0, "B"))).revision())
        .as("a resend is recognised in the history it belongs to")
        .isEqualTo(8);
  }

  @Test
  void anotherExtensionIsAnotherLanguage() throws Exception {
    ana.gets(rename("main.py", "run.sh"));
    assertThat(ben.awaits(ServerMessage.LanguageUpdated.class))
        .isEqualTo(
            new ServerMessage.LanguageUpdated("bash", "run.sh", ana.seat().participant().id()));
    assertThat(new Ear().welcomed(house.rooms, code, plain("C")).room().language())
        .isEqualTo("bash");
    assertThat(log())
        .contains(
            new RoomEvent.FileRenamed("main.py", "run.sh"),
            new RoomEvent.LanguageChanged("bash", "run.sh"));
    ana.gets(rename("run.sh", "run.sh"));
    ana.gets(language("run.sh", "python"));
    ana.gets(rename("run.sh", "walk.sh"));
    assertThat(ana.heard(ServerMessage.LanguageUpdated.class))
        .as("the same extension says nothing new")
        .hasSize(2);
  }

  @Test
  void aStandardNameFollowsTheLanguage() throws Exception {
    ana.gets(language("main.py", "bash"));
    assertThat(ben.awaits(ServerMessage.FileRenamed.class).to()).isEqualTo("main.sh");
    assertThat(ben.awaits(ServerMessage.LanguageUpdated.class).file()).isEqualTo("main.sh");
    assertThat(ben.awaits(ServerMessage.CodeUpdated.class).file()).isEqualTo("main.sh");
    assertThat(files()).containsExactly(Map.entry("main.sh", House.BASH_STARTER));
    ana.gets(rename("main.sh", "mine.sh"));
    ana.gets(language("mine.sh", "python"));
    assertThat(files()).containsExactly(Map.entry("mine.sh", House.PYTHON_STARTER));
    // Nor does it take a name that another file has.
    ana.gets(create("main.sh", "echo\n"));
    ana.gets(create("main.py", ""));
    ana.gets(language("main.sh", "python"));
    assertThat(files()).containsOnlyKeys("mine.sh", "main.sh", "main.py");
  }

  /** Files come, change, are renamed and go, the server is killed: what was told is there again. */
  @Test
  void whateverHappensToFilesTheJournalTellsItAgain() throws Exception {
    long seed = Long.getLong("parley.seed", System.nanoTime());
    System.out.println("files at random: -Dparley.seed=" + seed);
    Random random = new Random(seed);
    Map<String, String> model = new LinkedHashMap<>(files());
    List<String> names = List.of("main.py", "a.py", "b.sh", "c.txt", "d/e.py", "d/f.py", "g.py");
    Ear typist = ana;
    for (int step = 0; step < 300; step++) {
      List<String> there = List.copyOf(model.keySet());
      String file = there.get(random.nextInt(there.size()));
      String free = names.get(random.nextInt(names.size()));
      boolean isFree = !model.containsKey(free);
      switch (random.nextInt(6)) {
        case 0 -> {
          if (isFree && model.size() < 6) {
            typist.gets(create(free, "made " + step));
            model.put(free, "made " + step);
          } else {
            assertThat(typist.refused(create(free, "")))
                .isIn(Refusal.Code.NAME_TAKEN, Refusal.Code.TOO_LARGE);
          }
        }
        case 1 -> {
          if (isFree) {
            typist.gets(rename(file, free));
            Map<String, String> renamed = new LinkedHashMap<>();
            model.forEach((name, text) -> renamed.put(name.equals(file) ? free : name, text));
            model = renamed;
          }
        }
        case 2 -> {
          if (model.size() > 1) {
            typist.gets(delete(file));
            model.remove(file);
          } else {
            assertThat(typist.refused(delete(file))).isEqualTo(Refusal.Code.LAST_FILE);
          }
        }
        default -> {
          String text = model.get(file) + "\n" + step;
          typist.gets(text(Optional.of(file), text));
          model.put(file, text);
        }
      }
      if (random.nextInt(25) == 0) {
        reopen();
        typist = new Ear();
        typist.welcomed(house.rooms, code, ops("Ana", "a" + step));
      }
    }
    reopen();
    Map<String, String> again = files();
    assertThat(again).as("seed %s", seed).isEqualTo(model);
    assertThat(again.keySet()).as("seed %s", seed).containsExactlyElementsOf(model.keySet());
    // The past is folded by other code, from snapshots and without.
    Replay replay = new Replay(storage.journal(), ReplaySettings.STANDARD);
    assertThat(replay.atEnd(room.room().id()).files())
        .extracting(Moment.FileMoment::file)
        .containsExactlyElementsOf(model.keySet());
  }

  // ---- taking away ------------------------------------------------------------------------------

  @Test
  void aNameThatIsUsedAgainIsAnotherHistory() throws Exception {
    ana.gets(create("b.py", "first\n"));
    String first = ana.awaits(ServerMessage.FileCreated.class).epoch();
    ana.gets(push("b.py", first, 0, "a", 0, insert(6, 0, "x")));
    ben.onLane(
        (r, seat) ->
            r.point(
                seat,
                new Command.Point(Optional.of("b.py"), 1, Selection.caret(1), Optional.empty())));
    ana.gets(delete("b.py"));
    assertThat(ben.awaits(ServerMessage.FileDeleted.class).file()).isEqualTo("b.py");
    assertThat(ben.refused(push("b.py", first, 1, "b", 0, insert(7, 0, "y"))))
        .isEqualTo(Refusal.Code.UNKNOWN_FILE);
    ana.gets(create("b.py", "second\n"));
    assertThat(ben.refused(push("b.py", first, 1, "b", 0, insert(7, 0, "y"))))
        .isEqualTo(Refusal.Code.STALE_EPOCH);
    assertThat(files()).containsEntry("b.py", "second\n");
    assertThat(new Ear().welcomed(house.rooms, code, ops("C", "c")).presence()).isEmpty();
    reopen();
    assertThat(files()).containsEntry("b.py", "second\n");
  }

  @Test
  void theLastFileStays() throws Exception {
    assertThat(ana.refused(delete("main.py"))).isEqualTo(Refusal.Code.LAST_FILE);
    assertThat(ana.refused(delete("none.py"))).isEqualTo(Refusal.Code.UNKNOWN_FILE);
    ana.gets(create("b.sh", ""));
    ana.gets(delete("main.py"));
    assertThat(ana.refused(delete("b.sh"))).isEqualTo(Refusal.Code.LAST_FILE);
  }

  @Test
  void theOldestFileIsTheMainOneAndSpeaksForTheRoom() throws Exception {
    ana.gets(create("b.sh", ""));
    ana.gets(create("c.py", ""));
    ana.gets(language("c.py", "bash"));
    assertThat(storage.sessions().find(room.room().id()).orElseThrow().language())
        .isEqualTo("python");
    ana.gets(delete("main.py"));
    assertThat(ben.awaits(ServerMessage.LanguageUpdated.class, m -> m.file().equals("b.sh")))
        .extracting(ServerMessage.LanguageUpdated::language)
        .isEqualTo("bash");
    assertThat(new Ear().welcomed(house.rooms, code, plain("C")).room().language())
        .isEqualTo("bash");
    assertThat(storage.sessions().find(room.room().id()).orElseThrow().language())
        .isEqualTo("bash");
    reopen();
    assertThat(new Ear().welcomed(house.rooms, code, plain("C")).room().language())
        .isEqualTo("bash");
  }

  // ---- durable before visible, rights -----------------------------------------------------------

  @Test
  void nobodyHearsOfAFileBeforeItIsCommitted() throws Exception {
    house.holding.set(true);
    var made = ana.says(create("b.py", "text"));
    var named = ana.says(rename("main.py", "app.py"));
    Awaitility.await().until(() -> house.held.size() == 2);
    assertThat(ana.refused(create("b.py", ""))).isEqualTo(Refusal.Code.NAME_TAKEN);
    ana.onLane(
        (r, seat) ->
            assertThat(r.view().files())
                .extracting(RoomView.FileView::file)
                .containsExactly("main.py"));
    assertThat(ben.heard(ServerMessage.FileCreated.class)).isEmpty();
    assertThat(made).isNotDone();
    house.release();
    assertThat(named.get(5, TimeUnit.SECONDS)).isInstanceOf(Result.Yes.class);
    assertThat(files()).containsOnlyKeys("app.py", "b.py");
  }

  @Test
  void observersAndEndedRoomsChangeNoFiles() throws Exception {
    Ear eye = new Ear();
    eye.welcomed(house.rooms, code, bearer(room, "o", "Olga", Role.OBSERVER, "o"));
    Ear host = new Ear();
    host.welcomed(house.rooms, code, bearer(room, "h", "Hana", Role.INTERVIEWER, "h"));
    List<Ear.Saying<Answer.FileTaken>> all =
        List.of(create("x.py", ""), rename("main.py", "y.py"), delete("main.py"));
    for (var saying : all) {
      assertThat(eye.refused(saying)).isEqualTo(Refusal.Code.READ_ONLY);
    }
    host.gets(
        (Room r, Seat seat, Reply<Answer.Done> reply) ->
            r.update(
                seat, new Command.Update(Optional.of(RoomState.ENDED), Optional.empty()), reply));
    for (var saying : all) {
      assertThat(host.refused(saying)).isEqualTo(Refusal.Code.ENDED);
    }
    host.onLane(
        (r, seat) ->
            assertThat(r.view().files())
                .extracting(RoomView.FileView::file)
                .containsExactly("main.py"));
  }

  // ---- runs -------------------------------------------------------------------------------------

  @Test
  void aRunTakesEveryFileAndStartsWithTheOneNamed() throws Exception {
    ana.gets(create("lib/util.py", "x = 1\n"));
    ana.gets(create("go.sh", "echo\n"));
    ana.gets(run("go.sh", Optional.empty()));
    var request = house.plays.getFirst().request();
    assertThat(request.files()).containsOnlyKeys("main.py", "lib/util.py", "go.sh");
    assertThat(request.entry()).isEqualTo("go.sh");
    assertThat(request.language().id()).isEqualTo("bash");
    assertThat(log())
        .anySatisfy(
            e ->
                assertThat(e)
                    .isInstanceOfSatisfying(
                        RoomEvent.RunRequested.class,
                        r -> assertThat(r.file()).isEqualTo("go.sh")));
  }

  @Test
  void aFileRunsUnderANameItsLanguageTakesAndCoversNoOther() throws Exception {
    ana.gets(create("notes.txt", "print(2)\n"));
    assertThat(ana.refused(run("notes.txt", Optional.empty())))
        .isEqualTo(Refusal.Code.UNKNOWN_LANGUAGE);
    ana.gets(run("notes.txt", Optional.of("python")));
    var request = house.plays.getFirst().request();
    assertThat(request.entry()).isEqualTo("notes.py");
    assertThat(request.files())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("main.py", House.PYTHON_STARTER, "notes.py", "print(2)\n"));
  }

  // ---- whole-text clients -----------------------------------------------------------------------

  @Test
  void thePlainestClientHearsOfTheMainFileOnly() throws Exception {
    ana.gets(create("b.py", "b\n"));
    String other = ana.awaits(ServerMessage.FileCreated.class).epoch();
    Ear simple = new Ear();
    simple.welcomed(house.rooms, code, plain("Sim"));
    assertThat(simple.awaits(ServerMessage.SyncCode.class).code()).isEqualTo(main.text());
    ana.gets(push("b.py", other, 0, "a", 0, insert(2, 0, "# ")));
    ana.gets(language("b.py", "bash"));
    int n = main.text().length();
    ana.gets(push("main.py", main.epoch(), 0, "a", 0, insert(n, 0, "# ")));
    ServerMessage.TextUpdated seen = simple.awaits(ServerMessage.TextUpdated.class);
    assertThat(seen.file()).isEqualTo("main.py");
    simple.gets(text(Optional.empty(), "# " + main.text() + "# Sim\n"));
    ana.gets(rename("main.py", "app.py"));
    simple.gets(text(Optional.empty(), "# " + main.text() + "# Sim!\n"));
    assertThat(files())
        .isEqualTo(Map.of("app.py", "# " + main.text() + "# Sim!\n", "b.py", "# b\n"));
    assertThat(simple.heard(ServerMessage.TextUpdated.class)).hasSize(1);
    assertThat(simple.heard(ServerMessage.LanguageUpdated.class)).isEmpty();
  }

  @Test
  void whoNamesAnotherFileHearsOfAll() throws Exception {
    ana.gets(create("b.py", "b\n"));
    Ear simple = new Ear();
    simple.welcomed(house.rooms, code, plain("Sim"));
    String other = ana.awaits(ServerMessage.FileCreated.class).epoch();
    ana.gets(push("b.py", other, 0, "a", 0, insert(2, 0, "# ")));
    // Its text of b.py is that of the welcome: what came since is merged, not undone.
    assertThat(simple.gets(text(Optional.of("b.py"), "b\nmine\n")).merged()).isTrue();
    assertThat(
            simple
                .awaits(ServerMessage.TextUpdated.class, m -> m.code().equals("# b\nmine\n"))
                .file())
        .isEqualTo("b.py");
    ana.gets(create("c.py", "c\n"));
    String third = ana.heard(ServerMessage.FileCreated.class).getLast().epoch();
    ana.gets(push("c.py", third, 0, "a", 0, insert(2, 0, "# ")));
    simple.awaits(ServerMessage.TextUpdated.class, m -> m.file().equals("c.py"));
    // Both files changed within one interval: both are told, neither for the other.
    int n = main.text().length();
    ana.gets(push("main.py", main.epoch(), 0, "a", 0, insert(n, 0, "1")));
    ana.gets(push("c.py", third, 1, "a", 1, insert(4, 0, "1")));
    ana.gets(push("main.py", main.epoch(), 1, "a", 1, insert(n + 1, 0, "2")));
    ana.gets(push("c.py", third, 2, "a", 2, insert(5, 0, "2")));
    simple.awaits(ServerMessage.TextUpdated.class, m -> m.code().equals("21" + main.text()));
    simple.awaits(ServerMessage.TextUpdated.class, m -> m.code().equals("21# c\n"));
  }

  @Test
  void whatIsTypedIntoAFileThatIsGoneDoesNotReplaceTheNext() throws Exception {
    String heir = "def solve():\n    return 42\n";
    ana.gets(create("b.py", heir));
    Ear simple = new Ear();
    simple.welcomed(house.rooms, code, plain("Sim"));
    simple.gets(text(Optional.empty(), main.text() + "# Sim\n"));
    ana.gets(delete("main.py"));
    assertThat(simple.awaits(ServerMessage.SyncCode.class, m -> m.code().equals(heir)).language())
        .isEqualTo("python");
    // Sent before it heard of that.
    assertThat(simple.refused(text(Optional.empty(), main.text() + "# Sim!\n")))
        .isEqualTo(Refusal.Code.UNKNOWN_FILE);
    simple.gets(text(Optional.empty(), heir + "# Sim\n"));
    assertThat(files()).isEqualTo(Map.of("b.py", heir + "# Sim\n"));
  }
}

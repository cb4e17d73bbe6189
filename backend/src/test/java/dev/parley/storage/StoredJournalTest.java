package dev.parley.storage;

import static dev.parley.storage.Rooms.FILE;
import static dev.parley.storage.Rooms.change;
import static dev.parley.storage.Rooms.changed;
import static dev.parley.storage.Rooms.entry;
import static dev.parley.storage.Rooms.room;
import static dev.parley.storage.Rooms.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.json.EventJson;
import dev.parley.json.HashChain;
import dev.parley.room.Journal;
import dev.parley.room.Journal.JournalException;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.session.RoomRecord;
import dev.parley.session.RoomState;
import dev.parley.session.SessionCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredJournalTest {

  private static final UUID NOBODY = new UUID(0, 0);
  private static final RoomEvent TOO_LONG = new RoomEvent.TitleChanged("x".repeat(2000));

  @TempDir private Path folder;
  @AutoClose private Storage storage;
  private final RoomRecord room = room(1);

  @BeforeEach
  void open() {
    storage = Storage.open(StorageSettings.of(folder, false));
  }

  private void reopen() {
    storage.close();
    open();
  }

  private Journal journal() {
    return storage.journal();
  }

  private Journal.Opened create() {
    journal().create(room, Rooms.first());
    return journal().open(room.id(), 100);
  }

  private static void append(Journal.Log log, JournalEntry... entries) {
    tried(log, entries).join();
  }

  private static CompletableFuture<Void> tried(Journal.Log log, JournalEntry... entries) {
    return log.append(List.of(entries), Optional.empty()).toCompletableFuture();
  }

  private static List<JournalEntry> unhashed(List<JournalEntry> entries) {
    return entries.stream().map(JournalEntry::unhashed).toList();
  }

  private static void refused(CompletableFuture<Void> appended) {
    assertThatThrownBy(appended::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(JournalException.class);
  }

  @Test
  void aRoomComesBackAsItWasStored() {
    append(create().log(), change(3, 1), change(4, 2));
    reopen();
    Journal.Opened again = journal().open(room.id(), 100);
    assertThat(again.room()).isEqualTo(room);
    assertThat(again.snapshot()).isEmpty();
    assertThat(again.history()).isEmpty();
    List<JournalEntry> all = new ArrayList<>(Rooms.first());
    all.add(change(3, 1));
    all.add(change(4, 2));
    assertThat(unhashed(again.tail())).isEqualTo(all);
    append(again.log(), change(5, 3));
    assertThat(unhashed(journal().read(room.id(), 4, 10, Set.of()))).containsExactly(change(5, 3));
  }

  @Test
  void everyEntryIsTiedToTheOneBefore() {
    List<JournalEntry> all = new ArrayList<>(Rooms.first());
    all.addAll(List.of(change(3, 1), change(4, 2), change(5, 3)));
    append(create().log(), all.get(2), all.get(3));
    reopen();
    append(journal().open(room.id(), 0).log(), all.get(4));
    HashChain chain = new HashChain(HashChain.START);
    EventJson json = new EventJson();
    assertThat(journal().read(room.id(), 0, 10, Set.of()))
        .extracting(JournalEntry::hash)
        .isEqualTo(all.stream().map(json::text).map(chain::add).map(Optional::of).toList());
  }

  @Test
  void theBooksFindARoomByCodeAndById() {
    create();
    assertThat(storage.sessions().find(room.code())).contains(room);
    assertThat(storage.sessions().find(room.id())).contains(room);
    assertThat(storage.sessions().find(SessionCode.generate(new Random(99)))).isEmpty();
    assertThat(storage.sessions().find(NOBODY)).isEmpty();
  }

  @Test
  void theBooksFollowTheRoom() {
    append(
        create().log(),
        entry(3, new RoomEvent.TitleChanged("Zweite Runde 😀")),
        entry(4, new RoomEvent.LanguageChanged("java", FILE)),
        entry(5, new RoomEvent.StateChanged(RoomState.LOBBY)),
        entry(6, new RoomEvent.StateChanged(RoomState.ENDED)));
    assertThat(storage.sessions().find(room.id()))
        .contains(
            new RoomRecord(
                room.id(),
                room.code(),
                room.key(),
                "Zweite Runde 😀",
                "java",
                RoomState.ENDED,
                room.createdAt()));
  }

  @Test
  void aRoomIsCreatedWhollyOrNotAtAll() {
    create();
    RoomRecord sameCode =
        new RoomRecord(
            NOBODY, room.code(), "k", "Other", "python", RoomState.LIVE, room.createdAt());
    assertThatThrownBy(() -> journal().create(sameCode, Rooms.first()))
        .isInstanceOf(JournalException.class);
    assertThat(storage.sessions().find(NOBODY)).isEmpty();
    assertThat(journal().read(NOBODY, 0, 10, Set.of())).isEmpty();
    assertThat(storage.sessions().find(room.code())).contains(room);
  }

  @Test
  void aRoomThatIsNotThereDoesNotOpen() {
    assertThatThrownBy(() -> journal().open(NOBODY, 1))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("no such room");
  }

  @Test
  void anAppendIsCommittedWhollyOrNotAtAll() {
    Journal.Log log = create().log();
    // The second change has the revision of the first.
    refused(tried(log, entry(3, changed(FILE, 1, "c1", 0)), entry(4, changed(FILE, 1, "c2", 0))));
    assertThat(unhashed(journal().read(room.id(), 0, 10, Set.of()))).isEqualTo(Rooms.first());
  }

  @Test
  void afterAFailedAppendEveryLaterOneFails() {
    Journal.Log log = create().log();
    refused(tried(log, entry(4, changed(FILE, 1, "c1", 0))));
    refused(tried(log, change(3, 1)));
    append(journal().open(room.id(), 0).log(), change(3, 1));
    assertThat(unhashed(journal().read(room.id(), 2, 10, Set.of()))).containsExactly(change(3, 1));
  }

  @Test
  void whatIsAlreadyWithTheWriterFailsWithTheAppendBefore() {
    Journal.Log log = create().log();
    CompletableFuture<Void> bad = tried(log, entry(3, TOO_LONG));
    CompletableFuture<Void> behind = tried(log, change(4, 1));
    refused(bad);
    refused(behind);
    assertThat(journal().read(room.id(), 2, 10, Set.of())).isEmpty();
  }

  @Test
  void oneBadRoomFailsNoOther() {
    int rooms = 10;
    int rounds = 20;
    int bad = 4;
    List<Journal.Log> logs = new ArrayList<>();
    for (int i = 0; i < rooms; i++) {
      journal().create(room(10 + i), Rooms.first());
      logs.add(journal().open(room(10 + i).id(), 0).log());
    }
    List<CompletableFuture<Void>> good = new ArrayList<>();
    List<CompletableFuture<Void>> maybe = new ArrayList<>();
    List<CompletableFuture<Void>> broken = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < rooms; i++) {
        if (i != bad) {
          good.add(tried(logs.get(i), change(3 + round, 1 + round)));
        } else if (round < 10) {
          maybe.add(tried(logs.get(i), change(3 + round, 1 + round)));
        } else {
          broken.add(tried(logs.get(i), entry(3 + round, TOO_LONG)));
        }
      }
    }
    good.forEach(CompletableFuture::join);
    broken.forEach(StoredJournalTest::refused);
    long kept = maybe.stream().filter(appended -> !appended.isCompletedExceptionally()).count();
    for (int i = 0; i < rooms; i++) {
      int size = journal().open(room(10 + i).id(), 0).tail().size();
      assertThat(size).isEqualTo(2 + (i == bad ? kept : rounds));
    }
  }

  @Test
  void aNumberIsNeverAppliedTwice() {
    Journal.Log log = create().log();
    append(log, entry(3, changed(FILE, 1, "c1", 0)));
    refused(tried(log, entry(4, changed(FILE, 2, "c1", 0))));
  }

  @Test
  void ofTwoOpeningsOnlyOneGoesOn() {
    Journal.Log stale = create().log();
    Journal.Log current = journal().open(room.id(), 0).log();
    append(current, change(3, 1));
    refused(tried(stale, change(3, 1)));
    append(current, change(4, 2));
    assertThat(journal().open(room.id(), 0).tail()).hasSize(4);
  }

  @Test
  void openingSeesWhatTheEarlierOpeningLeftWithTheWriter() {
    Journal.Log log = create().log();
    List<CompletableFuture<Void>> left = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      left.add(tried(log, change(3 + i, 1 + i)));
    }
    assertThat(journal().open(room.id(), 0).tail()).hasSize(202);
    assertThat(left).allMatch(CompletableFuture::isDone);
  }

  private void thirtyEntriesWithASnapshotAtEveryTenth() {
    Journal.Log log = create().log();
    for (long seq = 3; seq <= 30; seq++) {
      log.append(
              List.of(change(seq, seq - 2)),
              seq % 10 == 0 ? Optional.of(snapshot(seq)) : Optional.empty())
          .toCompletableFuture()
          .join();
    }
  }

  @Test
  void aRoomOpensFromSnapshotHistoryAndTail() {
    thirtyEntriesWithASnapshotAtEveryTenth();
    append(journal().open(room.id(), 0).log(), change(31, 29), change(32, 30));
    Journal.Opened again = journal().open(room.id(), 5);
    assertThat(again.snapshot()).contains(snapshot(30));
    assertThat(again.history().get("e1"))
        .extracting(JournalEntry::seq)
        .containsExactly(26L, 27L, 28L, 29L, 30L);
    assertThat(unhashed(again.tail())).containsExactly(change(31, 29), change(32, 30));
    assertThat(journal().open(room.id(), 0).history()).isEmpty();
    assertThat(journal().open(room.id(), 1000).history().get("e1")).hasSize(28);
  }

  @Test
  void theNewestSnapshotThatIsNotNewerIsChosen() {
    thirtyEntriesWithASnapshotAtEveryTenth();
    assertThat(journal().snapshot(room.id(), 9)).isEmpty();
    assertThat(journal().snapshot(room.id(), 10)).contains(snapshot(10));
    assertThat(journal().snapshot(room.id(), 29)).contains(snapshot(20));
    assertThat(journal().snapshot(room.id(), Long.MAX_VALUE)).contains(snapshot(30));
    assertThat(journal().snapshot(NOBODY, 30)).isEmpty();
  }

  @Test
  void aSnapshotOfWhatIsNotStoredIsRefused() {
    Journal.Log log = create().log();
    refused(log.append(List.of(change(3, 1)), Optional.of(snapshot(4))).toCompletableFuture());
    assertThat(journal().snapshot(room.id(), 9)).isEmpty();
    assertThat(journal().read(room.id(), 2, 9, Set.of())).isEmpty();
  }

  @Test
  void readingGoesPageByPageAndByKind() {
    List<JournalEntry> all = new ArrayList<>(Rooms.first());
    for (long seq = 3; seq <= 40; seq++) {
      all.add(
          seq % 2 == 0
              ? change(seq, seq / 2 - 1)
              : entry(seq, new RoomEvent.Signalled("blur", Optional.empty())));
    }
    append(create().log(), all.subList(2, all.size()).toArray(JournalEntry[]::new));
    List<JournalEntry> read = new ArrayList<>();
    for (List<JournalEntry> page = journal().read(room.id(), 0, 7, Set.of());
        !page.isEmpty();
        page = journal().read(room.id(), read.getLast().seq(), 7, Set.of())) {
      read.addAll(page);
    }
    assertThat(unhashed(read)).isEqualTo(all);
    Set<RoomEvent.Kind> kinds = Set.of(RoomEvent.Kind.SIGNAL, RoomEvent.Kind.ROOM_CREATED);
    assertThat(journal().read(room.id(), 5, 3, kinds))
        .extracting(JournalEntry::seq)
        .containsExactly(7L, 9L, 11L);
    assertThat(journal().read(room.id(), 40, 7, Set.of())).isEmpty();
    assertThat(journal().read(NOBODY, 0, 7, Set.of())).isEmpty();
  }

  @Test
  void aMomentAndARevisionLeadToAnEntry() {
    append(create().log(), change(3, 1), change(4, 2));
    assertThat(journal().seqAt(room.id(), 99)).isZero();
    assertThat(journal().seqAt(room.id(), 100)).isEqualTo(1);
    assertThat(journal().seqAt(room.id(), 399)).isEqualTo(3);
    assertThat(journal().seqAt(room.id(), Long.MAX_VALUE)).isEqualTo(4);
    assertThat(journal().seqAt(NOBODY, 100)).isZero();
    assertThat(journal().seqOf(room.id(), FILE, 0)).contains(2L);
    assertThat(journal().seqOf(room.id(), FILE, 2)).contains(4L);
    assertThat(journal().seqOf(room.id(), FILE, 3)).isEmpty();
    assertThat(journal().seqOf(room.id(), "other.py", 1)).isEmpty();
    assertThat(journal().seqOf(NOBODY, FILE, 1)).isEmpty();
  }

  @Test
  void namesChangeHandsAndHistoriesDoNot() {
    append(
        create().log(),
        entry(3, changed(FILE, 1, "c1", 0)),
        entry(4, new RoomEvent.FileRenamed(FILE, "old.py")),
        entry(5, new RoomEvent.FileCreated(FILE, "python", "e2", "")),
        entry(6, changed(FILE, 1, "c1", 0)),
        entry(7, changed("old.py", 2, "c1", 1)),
        entry(8, new RoomEvent.FileDeleted(FILE)),
        entry(9, new RoomEvent.FileCreated(FILE, "python", "e3", "")));
    assertThat(journal().seqOf(room.id(), "old.py", 1)).contains(3L);
    assertThat(journal().seqOf(room.id(), "old.py", 2)).contains(7L);
    assertThat(journal().seqOf(room.id(), FILE, 0)).contains(9L);
    reopen();
    Journal.Log again = journal().open(room.id(), 0).log();
    append(again, entry(10, changed(FILE, 1, "c1", 0)), entry(11, changed("old.py", 3, "c1", 2)));
    refused(tried(again, entry(12, changed("gone.py", 1, "c1", 9))));
  }

  @Test
  void longTextsAreStoredWhole() {
    Journal.Log log = create().log();
    String text = "ab\"ü😀\n".repeat(150_000);
    JournalEntry created = entry(3, new RoomEvent.FileCreated("long.txt", "text", "e", text));
    append(log, created);
    assertThat(unhashed(journal().read(room.id(), 2, 1, Set.of()))).containsExactly(created);
    assertThat(journal().open(room.id(), 0).tail()).hasSize(3);
  }

  @Test
  void anInterruptedCallerHarmsNobody() {
    Journal.Log log = create().log();
    Thread.currentThread().interrupt();
    List<JournalEntry> read = journal().read(room.id(), 0, 10, Set.of());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(read).hasSize(2);
    append(log, change(3, 1));
    assertThat(journal().read(room.id(), 0, 10, Set.of())).hasSize(3);
  }

  @Test
  void afterTheCloseEverythingIsRefused() {
    Journal.Log log = create().log();
    Journal journal = journal();
    CompletableFuture<Void> last = tried(log, change(3, 1));
    storage.close();
    last.join();
    refused(tried(log, change(4, 2)));
    assertThatThrownBy(() -> journal.read(room.id(), 0, 1, Set.of()))
        .isInstanceOf(JournalException.class);
    assertThatThrownBy(() -> journal.create(room(2), Rooms.first()))
        .isInstanceOf(JournalException.class);
    open();
    assertThat(journal().open(room.id(), 0).tail()).hasSize(3);
  }
}

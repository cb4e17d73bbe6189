package dev.parley.room;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.parley.failpoint.Failpoints;
import dev.parley.files.FileName;
import dev.parley.language.Languages;
import dev.parley.session.Identity;
import dev.parley.session.RoomRecord;
import dev.parley.session.SessionCode;
import dev.parley.session.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a code to a living room. Rooms are opened from the journal when somebody asks for them, stay
 * while anybody is in them, and leave memory when they have been idle. Safe for use by many
 * threads.
 */
public final class Rooms implements AutoCloseable, Room.Custodian {

  private static final Logger log = LoggerFactory.getLogger(Rooms.class);
  private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  private final RoomSettings settings;
  private final Sessions sessions;
  private final Journal journal;
  private final Languages languages;
  private final Runs runs;
  private final Identity identity;
  private final Clock clock;
  private final Failpoints failpoints;
  private final Executor pool;
  private final ScheduledExecutorService timer;
  private final NewRooms making;
  private final AsyncLoadingCache<UUID, Room> live;

  /** Rooms found damaged; as many as were looked at. */
  private final Set<UUID> shut = ConcurrentHashMap.newKeySet();

  private final LongAdder wrongCopies = new LongAdder();

  /**
   * Makes the house.
   *
   * @param pool runs lanes and loads rooms; its threads may block
   */
  public Rooms(
      RoomSettings settings,
      Sessions sessions,
      Journal journal,
      Languages languages,
      Runs runs,
      Identity identity,
      Clock clock,
      Failpoints failpoints,
      Executor pool,
      ScheduledExecutorService timer) {
    this.settings = settings;
    this.sessions = sessions;
    this.journal = journal;
    this.languages = languages;
    this.runs = runs;
    this.identity = identity;
    this.clock = clock;
    this.failpoints = failpoints;
    this.pool = pool;
    this.timer = timer;
    this.making = new NewRooms(settings, journal, languages, identity, clock);
    // An occupied room never expires: who is in it holds it, not who asked for it last.
    this.live =
        Caffeine.newBuilder()
            .executor(pool)
            .expireAfter(new Occupancy(settings.idle().toNanos()))
            .scheduler(Scheduler.forScheduledExecutorService(timer))
            .removalListener(
                (UUID id, Room room, RemovalCause cause) -> {
                  if (room != null) {
                    room.lane().execute(room::retire);
                  }
                })
            .buildAsync(this::load);
  }

  /** A room as its maker gets it; the capability is said here once and stored nowhere. */
  public record Created(RoomRecord room, String capability) {}

  /**
   * A file that somebody wants a room to begin with.
   *
   * @param file its name; without one it is called as its language's files are
   * @param language without one that of its name, or the room's
   */
  public record NewFile(Optional<FileName> file, Optional<String> language, String text) {}

  /** A file that a room begins with. */
  public record FirstFile(String file, String language, String text) {}

  /**
   * Makes a room, in the books before this returns. Blocks.
   *
   * @return the room, or why not
   */
  public Result<Created> create(String title, Optional<String> language, List<NewFile> files) {
    return making.create(title, language, files);
  }

  /**
   * Makes a room that begins as another stood once, in the books before this returns. Blocks.
   *
   * @param title the other room's then
   * @param language the other room's then
   * @param files those of the other room, with the texts they had then; at least one
   * @return the room, or why not
   */
  public Result<Created> fork(
      RoomEvent.Forked from, String title, String language, List<FirstFile> files) {
    return making.fork(from, title, language, files);
  }

  /**
   * Erases a room: nobody finds it from the return on, and whoever is inside is told and sent out.
   * Blocks.
   */
  public void erase(UUID id) {
    sessions.erase(id, clock.instant());
    dismiss(id, Refusal.of(Refusal.Code.UNKNOWN_ROOM, "This room was deleted."));
  }

  /** Lets nobody into a room until the next start; whoever is inside is told and sent out. */
  public void shut(UUID id) {
    shut.add(id);
    dismiss(id, damaged());
  }

  private void dismiss(UUID id, Refusal why) {
    CompletableFuture<Room> living = live.getIfPresent(id);
    if (living != null) {
      var unused =
          living.thenAcceptAsync(room -> room.lane().execute(() -> room.dismiss(why)), pool);
    }
  }

  /** Whether a room is in memory: somebody is inside, or was a moment ago. */
  public boolean isLive(UUID id) {
    return live.getIfPresent(id) != null;
  }

  /** The room's entry in the books. Blocks. */
  public Optional<RoomRecord> find(String code) {
    return SessionCode.read(code).flatMap(sessions::find);
  }

  /**
   * Brings a caller into the room behind a code: {@code inside} runs on the room's lane. Never
   * blocks.
   */
  public void enter(String code, Consumer<Room> inside, Consumer<Refusal> refused) {
    pool.execute(
        () -> {
          Optional<RoomRecord> record;
          try {
            record = find(code);
          } catch (RuntimeException e) {
            log.error("the book of rooms could not be read", e);
            refused.accept(unavailable());
            return;
          }
          record.ifPresentOrElse(
              r -> enter(r.id(), inside, refused), () -> refused.accept(unknown()));
        });
  }

  /** As {@link #enter(String, Consumer, Consumer)}, for those who know the room's id. */
  public void enter(UUID id, Consumer<Room> inside, Consumer<Refusal> refused) {
    if (shut.contains(id)) {
      refused.accept(damaged());
      return;
    }
    if (count() >= settings.rooms() && live.getIfPresent(id) == null) {
      refused.accept(
          Refusal.forNow(
              Refusal.Code.UNAVAILABLE, "This server has as many rooms open as it may."));
      return;
    }
    var unused =
        live.get(id)
            .whenCompleteAsync(
                (room, error) -> {
                  if (error != null) {
                    log.error("room {} is unavailable", id, error);
                    refused.accept(unavailable());
                  } else if (!room.lane().offer(() -> step(room, inside, refused))) {
                    refused.accept(busy());
                  }
                },
                pool);
  }

  private void step(Room room, Consumer<Room> inside, Consumer<Refusal> refused) {
    if (room.isClosed()) {
      enter(room.id(), inside, refused);
    } else {
      inside.accept(room);
    }
  }

  /** How many rooms are in memory. */
  public long count() {
    return live.synchronous().estimatedSize();
  }

  /** How many wrong copies of a text pages have had since the server's start: each is a fault. */
  public long wrongCopies() {
    return wrongCopies.sum();
  }

  private Room load(UUID id) {
    Lane lane = new Lane(pool, timer, settings.waiting());
    return new Room(
        journal.open(id, settings.document().tail()),
        lane,
        settings,
        languages,
        runs,
        identity,
        clock,
        failpoints,
        this);
  }

  @Override
  public void occupied(Room room) {
    expire(room, FOREVER);
  }

  @Override
  public void vacant(Room room) {
    expire(room, settings.idle());
    // Caffeine looks for expired entries when it is used; an idle house is not.
    var unused =
        timer.schedule(
            () -> pool.execute(live.synchronous()::cleanUp),
            settings.idle().toMillis() + 1,
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void broken(Room room) {
    live.synchronous().asMap().remove(room.id(), room);
  }

  @Override
  public void differed() {
    wrongCopies.increment();
  }

  private void expire(Room room, Duration after) {
    live.synchronous()
        .policy()
        .expireVariably()
        .ifPresent(policy -> policy.setExpiresAfter(room.id(), after));
  }

  /** Ends every run and tells everybody; returns once each room has done so. */
  @Override
  public void close() {
    onEveryLane(Room::stop);
  }

  /** Waits until every room has done what it was given so far. */
  public void settle() {
    onEveryLane(room -> {});
  }

  private void onEveryLane(Consumer<Room> step) {
    CompletableFuture.allOf(
            live.synchronous().asMap().values().stream()
                .map(room -> CompletableFuture.runAsync(() -> step.accept(room), room.lane()))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  /** Whoever asks for a room has it for as long as an idle one stays, so that it can be entered. */
  private record Occupancy(long idle) implements Expiry<UUID, Room> {

    @Override
    public long expireAfterCreate(UUID id, Room room, long now) {
      return idle;
    }

    @Override
    public long expireAfterUpdate(UUID id, Room room, long now, long left) {
      return left;
    }

    @Override
    public long expireAfterRead(UUID id, Room room, long now, long left) {
      return Math.max(left, idle);
    }
  }

  private static Refusal unknown() {
    return Refusal.of(Refusal.Code.UNKNOWN_ROOM, "No room has this code.");
  }

  private static Refusal unavailable() {
    return Refusal.forNow(
        Refusal.Code.UNAVAILABLE, "This room cannot be opened now. Nothing in it is lost.");
  }

  private static Refusal damaged() {
    return Refusal.of(
        Refusal.Code.UNAVAILABLE,
        "What is stored of this room is damaged, so it stays closed. The host's log says more.");
  }

  private static Refusal busy() {
    return Refusal.forNow(Refusal.Code.BUSY, "This room has more to do than it can. Try again.");
  }
}

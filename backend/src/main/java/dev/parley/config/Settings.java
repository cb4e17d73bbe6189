package dev.parley.config;

import static java.util.Objects.requireNonNull;

import dev.parley.api.ApiSettings;
import dev.parley.container.PoolSettings;
import dev.parley.container.docker.DockerSettings;
import dev.parley.container.docker.ImageSettings;
import dev.parley.execution.ExecutionSettings;
import dev.parley.execution.ExecutionsSettings;
import dev.parley.execution.ExecutionsSettings.Access;
import dev.parley.language.LimitCeiling;
import dev.parley.room.RoomSettings;
import dev.parley.socket.SocketSettings;
import dev.parley.socketio.OriginPolicy;
import dev.parley.socketio.SocketIoSettings;
import dev.parley.storage.StorageSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything a server is told at its start. {@code .env.example} describes each variable.
 *
 * @param port the public port; 0 chooses a free one
 * @param bind the address it listens on
 * @param prove whether programs may run only where a sandbox has proven its limits: asked for, or
 *     because the server listens to others than this machine
 * @param home the folder that has {@code runtimes} and {@code scripts}
 * @param secret signs tokens; where it is empty the data folder keeps one
 * @param languages the ids on offer; empty for all there are
 * @param executions running without a room
 * @param limits what no run may exceed, whatever its language allows
 */
public record Settings(
    int port,
    String bind,
    boolean prove,
    Path home,
    Optional<String> secret,
    Set<String> languages,
    RoomSettings room,
    StorageSettings storage,
    UpkeepSettings upkeep,
    SocketIoSettings socketIo,
    SocketSettings socket,
    ApiSettings api,
    ExecutionSettings execution,
    ExecutionsSettings executions,
    LimitCeiling limits,
    PoolSettings pool,
    DockerSettings docker,
    ImageSettings images) {

  private static final int SECRET = 32;

  /** The languages a server makes ready at its start, unless told otherwise. */
  public static final Set<String> FIRST_IMAGES =
      Set.of("python", "javascript", "java", "cpp", "bash");

  public Settings {
    requireNonNull(bind, "bind");
    requireNonNull(home, "home");
    requireNonNull(secret, "secret");
    languages = Set.copyOf(languages);
    requireNonNull(room, "room");
    requireNonNull(storage, "storage");
    requireNonNull(upkeep, "upkeep");
    requireNonNull(socketIo, "socketIo");
    requireNonNull(socket, "socket");
    requireNonNull(api, "api");
    requireNonNull(execution, "execution");
    requireNonNull(executions, "executions");
    requireNonNull(limits, "limits");
    requireNonNull(pool, "pool");
    requireNonNull(docker, "docker");
    requireNonNull(images, "images");
  }

  /**
   * What an environment says, for a machine of so many cores and bytes of memory.
   *
   * @throws InvalidSettings naming everything that is unknown or malformed
   */
  public static Settings read(Map<String, String> variables, int cores, long memory) {
    Environment in = new Environment(variables);
    Path data = in.read("PARLEY_DATA", Path.of("data"), "a folder", Path::of);
    boolean powerSafe =
        in.oneOf("PARLEY_DURABILITY", "process", List.of("process", "power")).equals("power");
    String bind = in.text("PARLEY_BIND").orElse("127.0.0.1");
    ExecutionSettings execution = ExecutionSettings.standard(cores, memory);
    RoomSettings room =
        RoomSettings.STANDARD.withFiles(
            in.whole("PARLEY_FILES", RoomSettings.STANDARD.files(), 1, 256),
            in.whole(
                "PARLEY_FILE_LENGTH",
                RoomSettings.STANDARD.document().maxLength(),
                1 << 10,
                1 << 20));
    LimitCeiling limits = limits(in);
    Settings settings =
        new Settings(
            in.whole("PARLEY_PORT", 8080, 0, 65_535),
            bind,
            proves(in.oneOf("PARLEY_PROBE", "auto", List.of("auto", "always", "never")), bind),
            in.read("PARLEY_HOME", Path.of("."), "a folder", Path::of),
            in.read(
                "PARLEY_SECRET",
                Optional.empty(),
                SECRET + " characters or more",
                Settings::long32),
            in.read("PARLEY_LANGUAGES", Set.of(), "ids separated by commas", Settings::words),
            room.withSessions(room.sessions().within(limits)),
            StorageSettings.of(data, powerSafe),
            upkeep(in),
            origins(
                in.read(
                    "PARLEY_ORIGINS",
                    Set.of(),
                    "origins such as https://example.org, separated by commas",
                    Settings::origins)),
            SocketSettings.STANDARD,
            ApiSettings.STANDARD.forRooms(room),
            slots(execution, room.files(), in.whole("PARLEY_SLOTS", execution.slots(), 1, 1_000)),
            executions(in),
            limits,
            PoolSettings.standard(cores),
            DockerSettings.standard(
                    in.text("PARLEY_ENGINE")
                        .or(() -> in.text("DOCKER_HOST"))
                        .orElse("unix:///var/run/docker.sock"))
                .withRuntime(in.text("PARLEY_RUNTIME")),
            ImageSettings.standard(
                    in.read(
                        "PARLEY_IMAGES", FIRST_IMAGES, "ids separated by commas", Settings::words),
                    in.oneOf("PARLEY_BUILD_ON_DEMAND", "yes", List.of("yes", "no")).equals("yes"))
                .withRest(Duration.ofSeconds(in.whole("PARLEY_BUILD_REST", 30, 1, 1_800))));
    in.finish();
    return settings;
  }

  private static UpkeepSettings upkeep(Environment in) {
    return new UpkeepSettings(
        Duration.ofDays(in.whole("PARLEY_RETENTION", 30, 0, 36_500)),
        in.read("PARLEY_BACKUPS", Optional.empty(), "a folder", v -> Optional.of(Path.of(v))),
        in.whole("PARLEY_BACKUPS_KEPT", 24, 1, 100_000),
        in.whole("PARLEY_CHECKED_ROOMS", 100, 0, 1_000_000),
        Duration.ofMinutes(1),
        Duration.ofHours(1));
  }

  /** The data folder. */
  public Path data() {
    return storage.folder();
  }

  private static boolean proves(String when, String bind) {
    boolean isLocal = bind.equals("localhost") || bind.startsWith("127.") || bind.equals("::1");
    return when.equals("always") || (when.equals("auto") && !isLocal);
  }

  private static Optional<String> long32(String value) {
    if (value.length() < SECRET) {
      throw new IllegalArgumentException();
    }
    return Optional.of(value);
  }

  private static Set<String> words(String value) {
    return Arrays.stream(value.split(","))
        .map(word -> word.strip().toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> origins(String value) {
    Set<String> origins = words(value);
    if (!origins.stream().allMatch(o -> o.matches("https?://[^/\\s]+"))) {
      throw new IllegalArgumentException();
    }
    return origins;
  }

  private static SocketIoSettings origins(Set<String> also) {
    SocketIoSettings standard = SocketIoSettings.defaults();
    return standard.withAccess(standard.access().withOrigins(new OriginPolicy(false, also)));
  }

  private static ExecutionsSettings executions(Environment in) {
    Optional<String> token =
        in.read(
            "PARLEY_EXECUTIONS_TOKEN",
            Optional.empty(),
            SECRET + " characters or more",
            Settings::long32);
    String access = in.oneOf("PARLEY_EXECUTIONS", "open", List.of("open", "token", "off"));
    // Asked for a token and given none, a server does not open itself to everybody.
    Access asked = Access.valueOf(access.toUpperCase(Locale.ROOT));
    return ExecutionsSettings.standard(
        asked == Access.TOKEN && token.isEmpty() ? Access.OFF : asked, token);
  }

  private static LimitCeiling limits(Environment in) {
    return new LimitCeiling(
        seconds(in, "PARLEY_LIMIT_WALL_SECONDS"),
        seconds(in, "PARLEY_LIMIT_IDLE_SECONDS"),
        seconds(in, "PARLEY_LIMIT_CPU_SECONDS"),
        seconds(in, "PARLEY_LIMIT_COMPILE_SECONDS"),
        some(in, "PARLEY_LIMIT_MEMORY_MB", 65_536).map(mb -> (long) mb << 20),
        some(in, "PARLEY_LIMIT_PROCESSES", 4_096),
        some(in, "PARLEY_LIMIT_OUTPUT_KB", 65_536).map(kb -> (long) kb << 10));
  }

  private static Optional<Duration> seconds(Environment in, String name) {
    return some(in, name, 86_400).map(Duration::ofSeconds);
  }

  /** 0 stands for none. */
  private static Optional<Integer> some(Environment in, String name, int most) {
    return Optional.of(in.whole(name, 0, 0, most)).filter(number -> number > 0);
  }

  private static ExecutionSettings slots(ExecutionSettings standard, int files, int slots) {
    return new ExecutionSettings(
        slots,
        standard.queue(),
        Math.max(files, standard.files()),
        standard.source(),
        standard.arguments(),
        standard.input(),
        standard.output(),
        standard.start(),
        standard.grace(),
        standard.kill(),
        standard.surrender(),
        standard.closing());
  }
}

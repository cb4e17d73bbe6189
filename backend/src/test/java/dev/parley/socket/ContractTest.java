package dev.parley.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.auth.Role;
import dev.parley.execution.OutputKind;
import dev.parley.execution.Verdict;
import dev.parley.room.Answer;
import dev.parley.room.RunMode;
import dev.parley.room.ServerMessage;
import dev.parley.session.RoomState;
import dev.parley.text.ChangeJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The server writes what the page reads: both are held to the same file of example messages, one of
 * every event.
 */
class ContractTest {

  private static final Map<String, JsonNode> GOLDEN = new HashMap<>();
  private static final Map<String, JsonNode> ANSWERS = new HashMap<>();

  /** What whole-text clients get and the page, which speaks in changes, does not. */
  private static final Set<Class<?>> NOT_FOR_PAGES =
      Set.of(ServerMessage.SyncCode.class, ServerMessage.TextUpdated.class);

  private final MessageWriter writer = new MessageWriter();

  @BeforeAll
  static void read() throws IOException {
    read("messages.ndjson", "event", GOLDEN);
    read("answers.ndjson", "to", ANSWERS);
  }

  private static void read(String file, String key, Map<String, JsonNode> examples)
      throws IOException {
    Path testing = Path.of(System.getProperty("parley.root"), "frontend/src/core/testing");
    ObjectMapper mapper = new ObjectMapper();
    for (String line : Files.readAllLines(testing.resolve(file))) {
      JsonNode message = mapper.readTree(line);
      examples.put(message.get(key).textValue(), withoutNulls(message.get("payload")));
    }
    assertThat(examples).isNotEmpty();
  }

  static Stream<ServerMessage> messages() {
    return Stream.of(
        new ServerMessage.CodeUpdated(
            "main.py",
            4,
            1200,
            List.of(
                new ServerMessage.CodeUpdated.Entry(
                    "c1", Optional.of("u1"), ChangeJson.parse("[3,[0,\"a\",\"b\"],[2],7]")),
                new ServerMessage.CodeUpdated.Entry(
                    "server", Optional.empty(), ChangeJson.parse("[12]")))),
        new ServerMessage.LanguageUpdated("java", "main.py", "u1"),
        new ServerMessage.FileCreated("util.py", "python", "e1", 0, "", "u1"),
        new ServerMessage.FileRenamed("util.py", "tools.py", "u1"),
        new ServerMessage.FileDeleted("tools.py", "u1"),
        new ServerMessage.UserJoined("u2", "Ben", Role.INTERVIEWER, "#be185d"),
        new ServerMessage.UserLeft("u2", "Ben", Role.INTERVIEWER, "#be185d"),
        new ServerMessage.Participants(
            List.of(
                new ServerMessage.Participants.Present(
                    "u1", "Ana", Role.CANDIDATE, "#1d4ed8", true, Optional.of(23L)),
                new ServerMessage.Participants.Present(
                    "u2", "Ben", Role.OBSERVER, "#be185d", false, Optional.empty()))),
        new ServerMessage.PresenceUpdated(
            "c2", "u2", "main.py", 5, List.of(List.of(0, 0), List.of(3, 9)), Optional.of("u1")),
        new ServerMessage.ExecutionQueued("x1", "python", "u1", RunMode.RUN, 2, Optional.of(4200L)),
        new ServerMessage.ExecutionStarted("x1", 12, true),
        new ServerMessage.ExecutionWaiting("x1", true),
        new ServerMessage.ExecutionOutput(
            "x1", 0, OutputKind.TERMINAL, "\u001b[32mok\u001b[0m\r\n", 2000),
        new ServerMessage.ExecutionInputShown("x1", "u1", "7\n"),
        new ServerMessage.ExecutionInputHolder("x1", Optional.of("u1"), List.of("u2")),
        new ServerMessage.ExecutionFinished(
            "x1",
            new Verdict(
                Verdict.State.FAILED,
                Verdict.Reason.MEMORY,
                OptionalInt.empty(),
                "stopped: used 256 MB of 256 MB",
                Duration.ofMillis(812),
                Duration.ofMillis(790),
                268_435_456,
                120,
                false,
                new Verdict.Phases(
                    Duration.ofMillis(1),
                    Duration.ofMillis(4),
                    Duration.ZERO,
                    Duration.ofMillis(30),
                    Duration.ofMillis(812)))),
        new ServerMessage.RoomUpdated(RoomState.ENDED, "Loops", Optional.of("u2")),
        new ServerMessage.SignalShown("u1", "paste", Optional.of("900 characters"), 5000),
        new ServerMessage.Failed("rate_limited", "Slow down.", true));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void theServerWritesTheExample(ServerMessage message) throws IOException {
    // Trees built in memory hold longs where parsed ones hold ints: compare what was parsed.
    JsonNode written = new ObjectMapper().readTree(writer.payload(message).toString());
    assertThat(written).isEqualTo(GOLDEN.get(message.event()));
  }

  @Test
  void theServerWritesTheExampleOfAWelcome() throws IOException {
    Answer.Welcome welcome =
        new Answer.Welcome(
            new Answer.Welcome.Self(
                "u1", "Ana", Role.CANDIDATE, "#1d4ed8", false, Optional.of("c1")),
            new Answer.Welcome.RoomFacts(
                new UUID(1, 2), "abc-defg-hij", "Loops", RoomState.LIVE, "python"),
            List.of(
                new Answer.FileState.Whole("main.py", "python", "e1", 2, "x\n", Optional.of(1L)),
                new Answer.FileState.Changes(
                    "util.py",
                    "python",
                    "e2",
                    4,
                    List.of(
                        new ServerMessage.CodeUpdated.Entry(
                            "c2", Optional.of("u2"), ChangeJson.parse("[3,[0,\"a\"]]"))))),
            List.of(
                new ServerMessage.Participants.Present(
                    "u1", "Ana", Role.CANDIDATE, "#1d4ed8", true, Optional.of(23L))),
            List.of(
                new ServerMessage.PresenceUpdated(
                    "c2", "u2", "main.py", 2, List.of(List.of(0, 2)), Optional.of("u1"))),
            Optional.of(
                new Answer.RunSoFar(
                    "x1",
                    "RUNNING",
                    "python",
                    "u1",
                    RunMode.RUN,
                    Optional.of("u1"),
                    List.of("u2"),
                    0,
                    Optional.empty(),
                    true,
                    List.of(new Answer.RunSoFar.Chunk(0, OutputKind.STDOUT, "hi\n", 900)),
                    Optional.empty())),
            new Answer.Welcome.Limits(2000, 3, 8000),
            1200);
    assertThat(withoutNulls(new ObjectMapper().readTree(writer.answer(welcome).toString())))
        .isEqualTo(ANSWERS.get("join"));
  }

  @Test
  void everyMessageHasItsExample() {
    Set<Class<?>> shown =
        messages().<Class<?>>map(ServerMessage::getClass).collect(Collectors.toSet());
    shown.addAll(NOT_FOR_PAGES);
    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.asList(ServerMessage.class.getPermittedSubclasses()));
  }

  @Test
  void wholeTextMessagesHaveTheNamesThatPlainClientsKnow() {
    assertThat(writer.payload(new ServerMessage.SyncCode("x", "python", 3, List.of())).toString())
        .isEqualTo("{\"code\":\"x\",\"language\":\"python\",\"revision\":3,\"users\":[]}");
    assertThat(
            writer
                .payload(new ServerMessage.TextUpdated("x", 3, "u1", "Ana", "main.py"))
                .toString())
        .isEqualTo(
            "{\"code\":\"x\",\"revision\":3,\"user_id\":\"u1\",\"username\":\"Ana\",\"file\":\"main.py\"}");
  }

  /** The page reads null and nothing alike; the server writes nothing. */
  private static JsonNode withoutNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      List<String> nulls = new ArrayList<>();
      object
          .properties()
          .forEach(
              p -> {
                if (p.getValue().isNull()) {
                  nulls.add(p.getKey());
                }
              });
      object.remove(nulls);
    }
    node.forEach(ContractTest::withoutNulls);
    return node;
  }
}

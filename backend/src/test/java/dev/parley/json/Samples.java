package dev.parley.json;

import dev.parley.auth.Role;
import dev.parley.execution.OutputKind;
import dev.parley.execution.Verdict;
import dev.parley.room.JournalEntry;
import dev.parley.room.RoomEvent;
import dev.parley.session.RoomState;
import dev.parley.text.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One event of every kind, the same as in {@code events.ndjson}. */
final class Samples {

  private Samples() {}

  static List<JournalEntry> everyKind() {
    Verdict verdict =
        new Verdict(
            Verdict.State.FAILED,
            Verdict.Reason.EXIT_CODE,
            OptionalInt.of(3),
            "The program ended with exit code 3.",
            Duration.ofMillis(412),
            Duration.ofMillis(87),
            9_437_184,
            12_345,
            false,
            new Verdict.Phases(
                Duration.ofMillis(5),
                Duration.ofMillis(31),
                Duration.ZERO,
                Duration.ofMillis(60),
                Duration.ofMillis(412)));
    Change change =
        Change.builder().keep(5).replace(2, "").replace(0, "über\n\t\"x\" 😀").keep(3).build();
    List<RoomEvent> events =
        List.of(
            new RoomEvent.RoomCreated("Interview", "python"),
            new RoomEvent.Joined("p1", "Ada", Role.INTERVIEWER, "#7c3aed"),
            new RoomEvent.FileCreated("main.py", "python", "e1", "print(1)\n"),
            new RoomEvent.Changed("main.py", 1, "c-7f", 0, change, "typing"),
            new RoomEvent.FileRenamed("main.py", "app.py"),
            new RoomEvent.LanguageChanged("java", "app.py"),
            new RoomEvent.RunRequested("r1", "java", "app.py", Optional.empty()),
            new RoomEvent.RunStarted("r1", 36, true),
            new RoomEvent.Input("r1", "42\n"),
            new RoomEvent.Output("r1", 0, OutputKind.STDOUT, "half \ud83d of a pair\n"),
            new RoomEvent.RunFinished("r1", verdict),
            new RoomEvent.Signalled("paste", Optional.of("900")),
            new RoomEvent.StateChanged(RoomState.LIVE),
            new RoomEvent.TitleChanged("Second round"),
            new RoomEvent.Pointed("c-7f", "app.py", 1, List.of(List.of(0, 4), List.of(9, 9))),
            new RoomEvent.FileDeleted("app.py"),
            new RoomEvent.Left("p1"),
            new RoomEvent.Forked("kqv-x7mp-2tw", 812, 754_000),
            new RoomEvent.InputHeld("r1", Optional.of("p2")));
    List<JournalEntry> entries = new ArrayList<>();
    EventJson json = new EventJson();
    HashChain chain = new HashChain(HashChain.START);
    for (RoomEvent event : events) {
      long seq = entries.size() + 1L;
      Optional<String> by = seq == 1 ? Optional.empty() : Optional.of("p1");
      JournalEntry entry = new JournalEntry(seq, 250 * seq, by, event);
      Optional<String> hash = Optional.of(chain.add(json.text(entry)));
      entries.add(new JournalEntry(seq, 250 * seq, by, event, hash));
    }
    return entries;
  }
}

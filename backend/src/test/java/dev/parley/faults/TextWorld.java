package dev.parley.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.e2e.Rest;
import dev.parley.room.AcceptedChange;
import dev.parley.room.Document;
import dev.parley.room.DocumentLimits;
import dev.parley.room.OpClient;
import dev.parley.room.WholeTextBranch;
import dev.parley.text.Change;
import dev.parley.text.ChangeJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;

/**
 * A room in virtual time, some of whose people know whole texts alone. The server's side is the
 * product's: the document, and a branch for each whole-text client, with texts sent at most every
 * 100 ms.
 */
final class TextWorld {

  private static final String START = "start\n";
  private static final int THROTTLE = 100;

  private final Random random;
  private final VirtualTime time = new VirtualTime();
  private final Document document = Document.restore(START, 0, List.of(), DocumentLimits.STANDARD);
  private final List<JsonNode> log = new ArrayList<>();
  private final List<Op> ops = new ArrayList<>();
  private final List<Whole> wholes = new ArrayList<>();
  private long texts;

  /**
   * @param edits strokes of each
   */
  TextWorld(Random random, int opClients, List<Habit> habits, int edits) {
    this.random = random;
    for (int i = 0; i < opClients; i++) {
      ops.add(new Op("o" + i));
    }
    for (int i = 0; i < habits.size(); i++) {
      wholes.add(new Whole("w" + i, habits.get(i)));
    }
    ops.forEach(op -> plan(edits, op::stroke));
    wholes.forEach(whole -> plan(edits, whole::stroke));
  }

  /** Lets everybody type to the end. */
  Verdict run() {
    time.run();
    Map<String, String> copies = new HashMap<>();
    ops.forEach(op -> copies.put(op.hand.name(), op.client.text()));
    wholes.forEach(whole -> copies.put(whole.hand.name(), whole.text));
    List<History> histories = new ArrayList<>();
    ops.forEach(op -> histories.add(op.hand.history()));
    wholes.forEach(whole -> histories.add(whole.hand.history()));
    return Judge.judge(
        new Evidence("room", START, document.text(), copies, Map.of("the log", log), histories));
  }

  /** Whole texts that came to the server. */
  long texts() {
    return texts;
  }

  private void plan(int edits, Runnable stroke) {
    long at = 0;
    for (int i = 0; i < edits; i++) {
      at += 25 + random.nextInt(random.nextInt(4) == 0 ? 1_000 : 200);
      time.at(at, stroke);
    }
  }

  private VirtualTime.Line line() {
    return time.new Line(random, 5, 150);
  }

  private void spread(Document.Outcome outcome, Whole author) {
    switch (outcome) {
      case Document.Accepted accepted -> {
        for (AcceptedChange entry : accepted.fresh()) {
          log.add(Rest.parse(ChangeJson.write(entry.change())));
          ops.forEach(op -> op.in.send(() -> op.client.receive(entry)));
        }
        wholes.stream().filter(whole -> whole != author).forEach(Whole::owe);
      }
      case Document.Recognised again -> {}
      // Beyond the limit: what unsound clients come to when they double all there is.
      case Document.Refused refused -> {}
      case Document.Outcome other -> throw new AssertionError(other);
    }
  }

  /** Somebody with the page's protocol, pushing every stroke by itself. */
  private final class Op {
    private final Hand hand;
    private final OpClient client;
    private final VirtualTime.Line in = line();
    private final VirtualTime.Line out = line();

    Op(String name) {
      this.hand = new Hand(name, random);
      this.client = new OpClient(name, 0, START);
    }

    void stroke() {
      String before = client.text();
      Hand.Edit edit = hand.next(before);
      client.edit(Change.of(before.length(), edit.from(), edit.to(), edit.insert()));
      var push = client.push();
      int strokes = hand.history().size();
      out.send(
          () -> {
            spread(document.accept(push), null);
            hand.history().acknowledgedBefore(strokes);
          });
    }
  }

  /** Somebody with a whole-text client, and the server's branch of it. */
  private final class Whole {
    private final Hand hand;
    private final Habit habit;
    private final WholeTextBranch branch;
    private final VirtualTime.Line in = line();
    private final VirtualTime.Line out = line();
    private final VirtualTime.Line lag;
    private final VirtualTime.Line pings = time.new Line(random, 0, 1);
    private String text = START;
    private long revision;
    private boolean unsent;
    private int strokesSeen;
    private boolean owed;
    private long sentAt = -THROTTLE;

    Whole(String name, Habit habit) {
      this.hand = new Hand(name, random);
      this.habit = habit;
      this.lag = time.new Line(random, 0, habit.lag());
      this.branch = new WholeTextBranch(name, "p-" + name, DocumentLimits.STANDARD);
      long first = branch.sent(0, START);
      if (habit.pongs()) {
        branch.has(first);
      }
    }

    // ---- the client -----------------------------------------------------------------------------

    void stroke() {
      text = hand.next(text).apply(text);
      unsent = true;
      if (habit.debounce() == 0) {
        send();
        return;
      }
      int strokes = ++strokesSeen;
      time.after(
          habit.debounce(),
          () -> {
            if (unsent && strokes == strokesSeen) {
              send();
            }
          });
    }

    private void send() {
      unsent = false;
      String code = text;
      OptionalLong echo = habit.echoes() ? OptionalLong.of(revision) : OptionalLong.empty();
      int strokes = hand.history().size();
      out.send(() -> arrive(code, echo, strokes));
    }

    private void hear(long number, long newRevision, String newText) {
      if (habit.pongs()) {
        out.send(() -> branch.mayHave(number));
      }
      if (habit.lag() > 0) {
        lag.send(() -> show(newRevision, newText));
      } else {
        show(newRevision, newText);
      }
      if (habit.pongs()) {
        // The second ping is a message of its own: a stroke may come in between.
        pings.send(() -> out.send(() -> branch.has(number)));
      }
    }

    private void show(long newRevision, String newText) {
      if (unsent && habit.leavesAside()) {
        return;
      }
      if (unsent) {
        send();
      }
      text = newText;
      revision = newRevision;
    }

    // ---- the server -----------------------------------------------------------------------------

    private void arrive(String code, OptionalLong echo, int strokes) {
      texts++;
      WholeTextBranch.Typed typed = branch.type(document, code, echo);
      spread(typed.outcome(), this);
      hand.history().acknowledgedBefore(strokes);
      if (typed.merged()) {
        owe();
      }
    }

    void owe() {
      if (!owed) {
        owed = true;
        time.at(sentAt + THROTTLE, this::pay);
      }
    }

    private void pay() {
      owed = false;
      sentAt = time.now();
      String current = document.text();
      long at = document.revision();
      long number = branch.sent(at, current);
      in.send(() -> hear(number, at, current));
    }
  }
}

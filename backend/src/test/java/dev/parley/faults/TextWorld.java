package dev.parley.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.e2e.Rest;
import dev.parley.faults.Habit.Unsent;
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
import java.util.function.IntSupplier;

/**
 * A room in virtual time, some of whose people know whole texts alone. The server's side is the
 * product's: the document, and a branch for each whole-text client, with texts sent at most every
 * 100 ms.
 */
final class TextWorld {

  private static final String START = "start\n";
  private static final int THROTTLE = 100;

  /** Strokes beyond the plan that somebody may need to finish a line. */
  private static final int MORE = 200;

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
      ops.add(new Op("o" + i, random.nextBoolean()));
    }
    for (int i = 0; i < habits.size(); i++) {
      wholes.add(new Whole("w" + i, habits.get(i), random.nextBoolean()));
    }
    ops.forEach(op -> plan(edits, op.hand, op::stroke));
    wholes.forEach(whole -> plan(edits, whole.hand, whole::stroke));
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

  /** Strokes at a person's pace; who is in the middle of a line then finishes it. */
  private void plan(int edits, Hand hand, Runnable stroke) {
    if (edits <= -MORE || (edits <= 0 && !hand.isSpelling())) {
      return;
    }
    time.after(
        25 + random.nextInt(random.nextInt(4) == 0 ? 1_000 : 200),
        () -> {
          stroke.run();
          plan(edits - 1, hand, stroke);
        });
  }

  /** In the same house, in the same country, or on a train. */
  private IntSupplier distance() {
    return switch (random.nextInt(4)) {
      case 0 -> () -> random.nextInt(3);
      case 1 -> () -> random.nextInt(20) == 0 ? random.nextInt(1_500) : 20 + random.nextInt(100);
      default -> () -> 5 + random.nextInt(146);
    };
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
    private final IntSupplier distance = distance();
    private final VirtualTime.Line in = time.new Line(distance);
    private final VirtualTime.Line out = time.new Line(distance);

    Op(String name, boolean spells) {
      this.hand = new Hand(name, spells, random);
      this.client = new OpClient(name, 0, START);
    }

    void stroke() {
      hand.next(client.text()).ifPresent(this::type);
    }

    private void type(Hand.Edit edit) {
      String before = client.text();
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
    private final IntSupplier distance = distance();
    private final VirtualTime.Line in = time.new Line(distance);
    private final VirtualTime.Line out = time.new Line(distance);
    private final VirtualTime.Line hearing;
    private final VirtualTime.Line sending;
    private final VirtualTime.Line pings = time.new Line(random, 1);
    private String text = START;
    private long revision;
    private boolean unsent;
    private int strokesSeen;
    private boolean owed;
    private long sentAt = -THROTTLE;

    Whole(String name, Habit habit, boolean spells) {
      // What is overwritten in the middle of a line cannot be told from what was never typed.
      this.hand = new Hand(name, spells && habit.unsent() != Unsent.OVERWRITTEN, random);
      this.habit = habit;
      this.hearing = time.new Line(random, habit.hearing());
      this.sending = time.new Line(random, habit.sending());
      this.branch = new WholeTextBranch(name, "p-" + name, DocumentLimits.STANDARD);
      long first = branch.sent(0, START);
      if (habit.pongs()) {
        branch.has(first, 0);
      }
    }

    // ---- the client -----------------------------------------------------------------------------

    void stroke() {
      hand.next(text).ifPresent(this::type);
    }

    private void type(Hand.Edit edit) {
      text = edit.apply(text);
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
      Runnable sent = () -> out.send(() -> arrive(code, echo, strokes));
      if (habit.sending() > 0) {
        sending.send(sent);
      } else {
        sent.run();
      }
    }

    private void hear(long number, long newRevision, String newText) {
      if (habit.pongs()) {
        out.send(() -> branch.mayHave(number));
      }
      if (habit.hearing() > 0) {
        hearing.send(() -> show(newRevision, newText));
      } else {
        show(newRevision, newText);
      }
      if (habit.pongs()) {
        // The second ping is a message of its own: a stroke may come in between.
        pings.send(() -> out.send(() -> branch.has(number, time.now())));
      }
    }

    private void show(long newRevision, String newText) {
      if (unsent) {
        switch (habit.unsent()) {
          case SENT_FIRST -> send();
          case KEPT -> {
            return;
          }
          case OVERWRITTEN -> {
            hand.history().givenUp();
            unsent = false;
          }
        }
      }
      boolean other = !text.equals(newText);
      text = newText;
      revision = newRevision;
      if (other && habit.reflects()) {
        send();
      }
    }

    // ---- the server -----------------------------------------------------------------------------

    private void arrive(String code, OptionalLong echo, int strokes) {
      texts++;
      WholeTextBranch.Typed typed = branch.type(document, code, echo, time.now());
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

package dev.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.Document.Accepted;
import dev.parley.room.Document.Recognised;
import dev.parley.text.Change;
import dev.parley.text.Seed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One client of changes and two of whole texts, 40 to 150 ms away in virtual time, everybody typing
 * every 100 to 500 ms. Every piece they type can be told from every other: at the end each is there
 * exactly once, what was deleted is gone, and everybody looks at the same text.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholeTextSimulationTest {
  private static final int ROOMS = Integer.getInteger("parley.rooms", 500) / 50;
  private static final int EDITS = 60;
  private static final char FIRST_LETTER = '\u4e00';

  private final Random random = Seed.random(WholeTextSimulationTest.class);

  @ParameterizedTest
  @CsvSource({
    "true, true, 0",
    "true, false, 0",
    "false, true, 0",
    "false, false, 0",
    "true, true, 100",
    "true, false, 100",
    "false, true, 100",
    "false, false, 100"
  })
  void nothingIsLostAndNothingDoubled(boolean echo, boolean words, int throttle) {
    for (int i = 0; i < ROOMS; i++) {
      Room room = new Room(echo, words, throttle);
      room.run();
      room.check();
    }
  }

  /** The measure itself: last writer wins, as most editors have it, does lose. */
  @Test
  void lastWriterWinsWouldLose() {
    Room room = new Room(false, true, 0);
    room.lastWriterWins = true;
    room.run();

    assertThat(room.typed.stream().filter(piece -> !room.document.text().contains(piece)))
        .isNotEmpty();
  }

  private final class Room {
    private final boolean echo;
    private final boolean words;
    private final int throttle;
    private final Document document = Document.restore("", 0, List.of(), DocumentLimits.STANDARD);
    private final OpClient op = new OpClient("op", 0, "");
    private final Line opIn = new Line();
    private final Line opOut = new Line();
    private final List<WholeTextClient> wholes = new ArrayList<>();
    private final Set<String> typed = new LinkedHashSet<>();
    private final Set<String> deleted = new HashSet<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private boolean lastWriterWins;
    private long now;
    private long count;

    private record Event(long at, long number, Runnable what) implements Comparable<Event> {
      @Override
      public int compareTo(Event other) {
        return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
      }
    }

    /** One direction of a connection: late, but in order. */
    private final class Line {
      private long last;

      void send(Runnable arrival) {
        last = Math.max(last, now + 40 + random.nextInt(111));
        at(last, arrival);
      }
    }

    private final class WholeTextClient {
      private final WholeTextBranch branch;
      private final Line in = new Line();
      private final Line out = new Line();
      private String text = "";
      private long revision;
      private boolean waiting;
      private long sentAt = -1_000;

      WholeTextClient(String name) {
        branch = new WholeTextBranch(name, "p-" + name, DocumentLimits.STANDARD);
        branch.sent(0, "");
      }

      void edit(String newText) {
        text = newText;
        OptionalLong shown = echo ? OptionalLong.of(revision) : OptionalLong.empty();
        out.send(() -> codeChange(this, newText, shown));
      }

      /** The server's side: newest text wins within the throttle. */
      void update() {
        if (!waiting) {
          waiting = true;
          at(Math.max(now, sentAt + throttle), this::send);
        }
      }

      private void send() {
        waiting = false;
        sentAt = now;
        String sent = document.text();
        long sentRevision = document.revision();
        branch.sent(sentRevision, sent);
        in.send(
            () -> {
              text = sent;
              revision = sentRevision;
            });
      }
    }

    Room(boolean echo, boolean words, int throttle) {
      this.echo = echo;
      this.words = words;
      this.throttle = throttle;
      wholes.add(new WholeTextClient("w1"));
      wholes.add(new WholeTextClient("w2"));
    }

    void run() {
      plan(EDITS, left -> editByOp());
      wholes.forEach(
          client -> plan(EDITS, left -> client.edit(edited(client.text, echo && !words))));
      while (!events.isEmpty()) {
        Event event = events.poll();
        now = event.at();
        event.what().run();
      }
    }

    private void plan(int edits, Consumer<Integer> edit) {
      long at = 0;
      for (int i = 0; i < edits; i++) {
        at += 100 + random.nextInt(401);
        int left = edits - i;
        at(at, () -> edit.accept(left));
      }
    }

    private void at(long time, Runnable what) {
      events.add(new Event(time, count++, what));
    }

    /**
     * Words grow at each other's borders and look alike; letters are all different and may go. Who
     * is guessed at only types: a guess about deletions may be wrong.
     */
    private String edited(String text, boolean deletes) {
      int at = random.nextInt(text.length() + 1);
      if (deletes && at < text.length() && random.nextInt(4) == 0) {
        deleted.add(text.substring(at, at + 1));
        return text.substring(0, at) + text.substring(at + 1);
      }
      String piece =
          words ? "v" + typed.size() + ";" : Character.toString(FIRST_LETTER + typed.size());
      typed.add(piece);
      if (words) {
        at = text.lastIndexOf(';', at - 1) + 1;
      }
      return text.substring(0, at) + piece + text.substring(at);
    }

    private void editByOp() {
      String before = op.text();
      String after = edited(before, !words);
      int from = 0;
      while (from < Math.min(before.length(), after.length())
          && before.charAt(from) == after.charAt(from)) {
        from++;
      }
      int grown = after.length() - before.length();
      op.edit(
          Change.of(
              before.length(),
              from,
              from + Math.max(0, -grown),
              after.substring(from, from + Math.max(0, grown))));
      pushByOp();
    }

    private void pushByOp() {
      Submission push = op.push();
      opOut.send(() -> spread(document.accept(push), null));
    }

    private void codeChange(WholeTextClient sender, String text, OptionalLong shown) {
      if (lastWriterWins) {
        spread(document.replaceBy(text, "lww", document.revision(), "p", "whole_text"), sender);
        return;
      }
      WholeTextBranch.Typed result = sender.branch.type(document, text, shown);
      spread(result.outcome(), sender);
      if (result.merged()) {
        sender.update();
      }
    }

    private void spread(Document.Outcome outcome, WholeTextClient sender) {
      switch (outcome) {
        case Accepted accepted -> {
          accepted.fresh().forEach(entry -> opIn.send(() -> op.receive(entry)));
          wholes.stream().filter(client -> client != sender).forEach(WholeTextClient::update);
        }
        case Recognised again -> assertThat(again.revision()).isPositive();
        case Document.Outcome other -> throw new AssertionError(other);
      }
    }

    void check() {
      String text = document.text();
      assertThat(op.text()).isEqualTo(text);
      assertThat(wholes).allMatch(client -> client.text.equals(text));
      Set<String> there = new HashSet<>(typed);
      there.removeAll(deleted);
      for (String piece : there) {
        int first = text.indexOf(piece);
        assertThat(first).as("%s in %s", piece, text).isNotNegative();
        assertThat(text.indexOf(piece, first + 1)).as("second %s", piece).isNegative();
      }
      assertThat(text.length()).isEqualTo(there.stream().mapToInt(String::length).sum());
    }
  }
}

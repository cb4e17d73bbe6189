package dev.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.Document.Accepted;
import dev.parley.room.Document.Recognised;
import dev.parley.text.RandomEdit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Rooms of one to three files and 2 to 4 clients on a bad network: everything is late, pushes are
 * lost, doubled and overtaken, connections break, the server restarts. In the end all texts are
 * one, nothing of a client's is missing from the log or in it twice, and the log replays to the
 * text; anything else is an {@link AssertionError}.
 */
public final class Convergence {
  private static final int STEPS_PER_ROOM = 120;

  private final Random random;

  private Convergence(Random random) {
    this.random = random;
  }

  /** What happened on the way. */
  public record Outcome(long steps, long rooms, long accepted, long recognised) {}

  /** Runs rooms until so many steps are done. */
  public static Outcome run(Random random, long steps) {
    long rooms = 0;
    long accepted = 0;
    long recognised = 0;
    for (; rooms * STEPS_PER_ROOM < steps; rooms++) {
      List<Simulation> files = new Convergence(random).room();
      for (Simulation file : files) {
        accepted += file.log.size();
        recognised += file.recognised;
      }
    }
    return new Outcome(rooms * STEPS_PER_ROOM, rooms, accepted, recognised);
  }

  private List<Simulation> room() {
    int clients = 2 + random.nextInt(3);
    List<Simulation> files =
        IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(i -> new Simulation(clients)).toList();
    for (int step = 0; step < STEPS_PER_ROOM; step++) {
      if (random.nextInt(12) == 0) {
        files.forEach(Simulation::restart);
      } else {
        files.get(random.nextInt(files.size())).step();
      }
    }
    files.forEach(Simulation::settle);
    return files;
  }

  private final class Simulation {
    private final String start = RandomEdit.text(random, 10);
    private final List<Seat> seats = new ArrayList<>();
    private final List<AcceptedChange> log = new ArrayList<>();
    private Document document = Document.restore(start, 0, List.of(), DocumentLimits.STANDARD);
    private int recognised;

    /** A client and what is under way from and to it. */
    private static final class Seat {
      private final OpClient client;
      private final List<Submission> pushes = new ArrayList<>();
      private final Deque<AcceptedChange> entries = new ArrayDeque<>();
      private Submission inFlight;
      private int edits;

      Seat(OpClient client) {
        this.client = client;
      }
    }

    Simulation(int clients) {
      for (int i = clients; i > 0; i--) {
        seats.add(new Seat(new OpClient("client-" + i, 0, start)));
      }
    }

    void step() {
      Seat seat = seats.get(random.nextInt(seats.size()));
      switch (random.nextInt(11)) {
        case 0, 1, 2 -> edit(seat);
        case 3, 4 -> push(seat);
        case 5, 6 -> deliverPush(seat, random.nextInt(4) == 0);
        case 7, 8, 9 -> hear(seat);
        default -> loseOrReconnect(seat);
      }
    }

    private void edit(Seat seat) {
      RandomEdit edit = RandomEdit.of(random, seat.client.text());
      seat.client.edit(edit.change());
      assertThat(seat.client.text()).isEqualTo(edit.after());
      seat.edits++;
    }

    /** A push in flight is frozen: it is sent again as it was, until it is heard of. */
    private void push(Seat seat) {
      if (seat.inFlight == null && seat.client.hasUnconfirmed()) {
        seat.inFlight = seat.client.push();
      }
      if (seat.inFlight != null) {
        seat.pushes.add(seat.inFlight);
      }
    }

    private void deliverPush(Seat seat, boolean stays) {
      if (seat.pushes.isEmpty()) {
        return;
      }
      int which = random.nextInt(seat.pushes.size());
      Submission push = stays ? seat.pushes.get(which) : seat.pushes.remove(which);
      switch (document.accept(push)) {
        case Accepted accepted -> {
          log.addAll(accepted.fresh());
          seats.forEach(other -> other.entries.addAll(accepted.fresh()));
        }
        case Recognised again -> {
          AcceptedChange entry = log.get((int) again.revision() - 1);
          assertThat(entry.client()).isEqualTo(push.client());
          assertThat(entry.number()).isEqualTo(push.first() + push.changes().size() - 1);
          recognised++;
        }
        case Document.Outcome other -> throw new AssertionError(other + " to " + push);
      }
    }

    private void hear(Seat seat) {
      AcceptedChange entry = seat.entries.poll();
      if (entry != null) {
        seat.client.receive(entry);
        if (!seat.client.hasUnconfirmed() || entry.client().equals(seat.client.name())) {
          settled(seat);
        }
      }
    }

    /** The push in flight is confirmed once its last change was heard of. */
    private void settled(Seat seat) {
      Submission push = seat.inFlight;
      if (push != null && seat.client.push().first() >= push.first() + push.changes().size()) {
        seat.inFlight = null;
      }
    }

    /** After a reconnect the client hears what it missed; it pushes anew, from where it is then. */
    private void loseOrReconnect(Seat seat) {
      if (random.nextBoolean()) {
        seat.pushes.clear();
        return;
      }
      seat.entries.clear();
      document.since(seat.client.version()).orElseThrow().forEach(seat.entries::add);
      for (int i = random.nextInt(seat.entries.size() + 1); i > 0; i--) {
        hear(seat);
      }
      seat.inFlight = null;
    }

    private void restart() {
      long from = Math.max(0, document.revision() - 60 - random.nextInt(60));
      document =
          Document.restore(
              document.text(),
              document.revision(),
              log.subList((int) from, log.size()),
              DocumentLimits.STANDARD);
    }

    private boolean behind(Seat seat) {
      return seat.client.hasUnconfirmed() || seat.client.version() < document.revision();
    }

    void settle() {
      while (seats.stream().anyMatch(this::behind)) {
        for (Seat seat : seats) {
          seat.inFlight = null;
          push(seat);
          while (!seat.pushes.isEmpty()) {
            deliverPush(seat, false);
          }
          while (!seat.entries.isEmpty()) {
            hear(seat);
          }
        }
      }
      Document replayed = Document.restore(start, 0, List.of(), DocumentLimits.STANDARD);
      log.forEach(replayed::apply);
      assertThat(replayed.text()).isEqualTo(document.text());
      for (Seat seat : seats) {
        assertThat(seat.client.text()).isEqualTo(document.text());
        assertThat(log.stream().filter(e -> e.client().equals(seat.client.name())))
            .extracting(AcceptedChange::number)
            .isEqualTo(LongStream.range(0, seat.edits).boxed().toList());
      }
    }
  }
}

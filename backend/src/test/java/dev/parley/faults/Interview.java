package dev.parley.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.e2e.Rest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One room, the people in it, and in the end the evidence of what happened there. */
final class Interview implements AutoCloseable {

  static final String START = "start\n";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Rest rest;
  private final Rest.Room room;
  private final Random random;
  private final List<Participant> people = new ArrayList<>();

  Interview(Rest rest, String title, Random random) {
    this.rest = rest;
    this.room = rest.create(title, "python", START);
    this.random = random;
  }

  String code() {
    return room.code();
  }

  List<Participant> people() {
    return people;
  }

  /** Somebody with the page's protocol comes in by an address. */
  OpTypist opTypist(String name, String url, int mostUnconfirmed) {
    OpTypist typist =
        new OpTypist(
            name, url, rest.token(room, name), new Random(random.nextLong()), mostUnconfirmed);
    people.add(typist);
    return typist;
  }

  /** Somebody who knows whole texts alone comes in by an address. */
  WholeTextTypist wholeTextTypist(String name, String url, boolean echoes) {
    WholeTextTypist typist =
        new WholeTextTypist(name, url, room.code(), new Random(random.nextLong()), echoes);
    people.add(typist);
    return typist;
  }

  void awaitEverybody() {
    await("everybody is inside")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> people.stream().allMatch(Participant::isInside));
  }

  /** Strokes of everybody together. */
  long acknowledged() {
    return people.stream().mapToLong(p -> p.history().acknowledged()).sum();
  }

  void awaitAcknowledged(long strokes) {
    await("so much is acknowledged")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> acknowledged() >= strokes);
  }

  /** Waits until nothing is under way and everybody looks at the server's text, if they ever do. */
  void settle() {
    await("everybody is answered")
        .atMost(PATIENCE)
        .until(
            () ->
                people.stream().allMatch(p -> p.isInside() && p.isSettled())
                    || people.stream().anyMatch(p -> !p.faults().isEmpty()));
    people.forEach(p -> assertThat(p.faults()).as(p.name()).isEmpty());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    await("everybody sees one text, or never will")
        .atMost(PATIENCE.plusSeconds(5))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              String text = rest.text(room.code());
              return people.stream().allMatch(p -> p.text().equals(text))
                  || System.nanoTime() > deadline;
            });
  }

  /** What is to be judged; the room is settled and the server up. */
  Evidence evidence() {
    JsonNode file = rest.file(room.code());
    Map<String, String> copies = new HashMap<>();
    people.forEach(p -> copies.put(p.name(), p.text()));
    copies.put(
        "the text at its revision",
        rest.get(
                "/api/rooms/"
                    + room.code()
                    + "/files/"
                    + file.get("file").textValue()
                    + "?revision="
                    + file.get("revision").longValue())
            .get("text")
            .textValue());
    return new Evidence(
        room.code(),
        START,
        file.get("text").textValue(),
        copies,
        Map.of(
            "the replay",
            rest.events(room.code(), "change").stream().map(e -> e.get("change")).toList()),
        people.stream().map(Participant::history).toList());
  }

  @Override
  public void close() {
    people.forEach(Participant::close);
  }
}

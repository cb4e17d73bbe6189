package dev.parley.room;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is in a room. A participant may sit on several seats (two tabs), and the bearer of a token
 * may for a while sit on none: the page is reconnecting. Lives on the room's lane.
 */
final class People {

  /** Eight colours that keep AA contrast against white labels and differ for colour-blind eyes. */
  private static final List<String> PALETTE =
      List.of(
          "#1d4ed8", "#be185d", "#047857", "#b45309", "#6d28d9", "#0e7490", "#b91c1c", "#4d7c0f");

  private static final class Person {
    final Participant participant;
    final List<Seat> seats = new ArrayList<>();
    long departures;

    Person(Participant participant) {
      this.participant = participant;
    }
  }

  private final Map<String, Person> present = new LinkedHashMap<>();

  /** The participant under an id, if present. */
  Optional<Participant> find(String id) {
    return Optional.ofNullable(present.get(id)).map(person -> person.participant);
  }

  /** The next free colour; once all are taken, the one taken longest ago is given again. */
  String color() {
    Set<String> taken =
        present.values().stream().map(p -> p.participant.color()).collect(Collectors.toSet());
    return PALETTE.stream()
        .filter(color -> !taken.contains(color))
        .findFirst()
        .orElse(PALETTE.get(present.size() % PALETTE.size()));
  }

  /** Adds a seat; true when its participant was not present before. */
  boolean seat(Seat seat) {
    boolean fresh = !present.containsKey(seat.participant().id());
    Person person =
        present.computeIfAbsent(seat.participant().id(), id -> new Person(seat.participant()));
    person.seats.add(seat);
    person.departures++;
    return fresh;
  }

  /**
   * Takes a seat away.
   *
   * @return when it was the participant's last, a ticket for {@link #departed}
   */
  Optional<Long> unseat(Seat seat) {
    Person person = present.get(seat.participant().id());
    if (person == null || !person.seats.remove(seat) || !person.seats.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(++person.departures);
  }

  /** Lets a participant go for good, unless they came back since the ticket was given. */
  boolean departed(String id, long ticket) {
    Person person = present.get(id);
    if (person == null || !person.seats.isEmpty() || person.departures != ticket) {
      return false;
    }
    present.remove(id);
    return true;
  }

  /** Every seat, in the order of coming; also those that are not welcomed yet. */
  List<Seat> seats() {
    return present.values().stream().flatMap(p -> p.seats.stream()).toList();
  }

  int seatCount() {
    return present.values().stream().mapToInt(p -> p.seats.size()).sum();
  }

  /** Whether nobody is connected. */
  boolean isEmpty() {
    return seatCount() == 0;
  }

  /** Whether nobody is even expected back. */
  boolean isDeserted() {
    return present.isEmpty();
  }

  List<String> ids() {
    return List.copyOf(present.keySet());
  }

  List<Participant> participants() {
    return present.values().stream().map(p -> p.participant).toList();
  }

  ServerMessage.Participants list() {
    return new ServerMessage.Participants(
        present.values().stream()
            .map(
                p ->
                    new ServerMessage.Participants.Present(
                        p.participant.id(),
                        p.participant.username(),
                        p.participant.role(),
                        p.participant.color(),
                        !p.seats.isEmpty(),
                        p.seats.stream()
                            .flatMap(s -> s.connection().roundTrip().stream())
                            .findFirst()))
            .toList());
  }

  /**
   * A name or title as it may be shown: no control or direction-changing characters, single spaces,
   * at most {@code longest} UTF-16 units without half a character.
   *
   * @param otherwise what stands for one of which nothing is left
   */
  static String presentable(String name, int longest, String otherwise) {
    StringBuilder clean = new StringBuilder();
    name.codePoints()
        .limit(4L * longest)
        .map(c -> Character.isWhitespace(c) ? ' ' : c)
        .filter(
            c ->
                c == ' '
                    || !(Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE
                        || Character.getType(c) == Character.PRIVATE_USE
                        || Character.getType(c) == Character.UNASSIGNED))
        .filter(c -> c != ' ' || (!clean.isEmpty() && clean.charAt(clean.length() - 1) != ' '))
        .forEach(
            c -> {
              if (clean.length() + Character.charCount(c) <= longest) {
                clean.appendCodePoint(c);
              }
            });
    String stripped = clean.toString().strip();
    return stripped.isEmpty() ? otherwise : stripped;
  }
}

package dev.parley.room;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may type into a room's program, and who would like to. Several people typing into one program
 * at once is nobody's input: so it is one person's, at first of who pressed Run. Lives on the
 * room's lane.
 */
final class InputHolder {

  private Optional<String> holder;
  private final Set<String> asking = new LinkedHashSet<>();

  InputHolder(String first) {
    this.holder = Optional.of(first);
  }

  /** Empty only after everybody who could hold it has gone. */
  Optional<String> holder() {
    return holder;
  }

  /** Who asked, first come first. */
  List<String> asking() {
    return List.copyOf(asking);
  }

  boolean isHeldBy(String participant) {
    return holder.equals(Optional.of(participant));
  }

  /** Notes a wish; false when there is nothing new in it. */
  boolean ask(String participant) {
    return !isHeldBy(participant) && asking.add(participant);
  }

  void give(Optional<String> participant) {
    holder = participant;
    participant.ifPresent(asking::remove);
  }

  /** Somebody is gone; true when that changes anything. */
  boolean forget(String participant) {
    boolean asked = asking.remove(participant);
    return isHeldBy(participant) || asked;
  }
}

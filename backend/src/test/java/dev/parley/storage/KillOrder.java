package dev.parley.storage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a process that is to be killed does with one of its databases; an argument of its command
 * line.
 *
 * @param number of the database, which begins everything that is said of it
 * @param all whether everything is looked at, and not the end of every room alone
 * @param once whether that is all
 * @param upkeep with what the upkeep begins; empty without any
 * @param acknowledged room to the last seq that was ever acknowledged in it
 */
record KillOrder(
    int number,
    Path folder,
    boolean powerSafe,
    boolean all,
    boolean once,
    Optional<Integer> upkeep,
    Map<Long, Long> acknowledged) {

  static KillOrder parse(String argument) {
    List<String> words = List.of(argument.split(";", -1));
    Optional<Integer> upkeep = Optional.empty();
    Map<Long, Long> acknowledged = new TreeMap<>();
    for (String word : words.subList(3, words.size())) {
      if (word.startsWith("upkeep")) {
        upkeep = Optional.of(Integer.valueOf(word.substring("upkeep".length())));
      } else if (word.contains(":")) {
        String[] known = word.split(":", -1);
        acknowledged.put(Long.valueOf(known[0]), Long.valueOf(known[1]));
      }
    }
    return new KillOrder(
        Integer.parseInt(words.get(0)),
        Path.of(words.get(1)),
        Boolean.parseBoolean(words.get(2)),
        words.contains("all"),
        words.contains("once"),
        upkeep,
        acknowledged);
  }

  /** As {@link #parse} reads it. */
  String argument() {
    List<String> words = new ArrayList<>();
    words.add(Integer.toString(number));
    words.add(folder.toString());
    words.add(Boolean.toString(powerSafe));
    if (all) {
      words.add("all");
    }
    if (once) {
      words.add("once");
    }
    upkeep.ifPresent(first -> words.add("upkeep" + first));
    acknowledged.forEach((room, seq) -> words.add(room + ":" + seq));
    return String.join(";", words);
  }
}

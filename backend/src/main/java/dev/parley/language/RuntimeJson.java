package dev.parley.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes one JSON object apart, strictly. What is wrong becomes a sentence in the list of faults and
 * a harmless stand-in in the result, so that one reading finds every fault.
 */
final class RuntimeJson {

  private final JsonNode object;
  private final String where;
  private final List<String> faults;

  /**
   * @param known the keys that may stand here; any other is a fault
   */
  RuntimeJson(JsonNode object, String where, Set<String> known, List<String> faults) {
    this.object = object;
    this.where = where;
    this.faults = faults;
    if (!object.isObject()) {
      fault("is not an object");
    }
    Set<String> unknown = new TreeSet<>();
    object.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(known);
    unknown.forEach(key -> fault("has an unknown key, " + key));
  }

  void fault(String sentence) {
    faults.add(where + " " + sentence);
  }

  RuntimeJson object(String key, Set<String> known) {
    return new RuntimeJson(object.path(key), where + ": " + key, known, faults);
  }

  String text(String key) {
    JsonNode node = object.path(key);
    if (!node.isTextual() || node.textValue().isBlank()) {
      fault("needs " + key + ", a text");
      return "?";
    }
    return node.textValue();
  }

  int number(String key, int least, int most) {
    JsonNode node = object.path(key);
    if (!node.canConvertToInt()
        || !node.isIntegralNumber()
        || node.intValue() < least
        || node.intValue() > most) {
      fault("needs " + key + ", a whole number from " + least + " to " + most);
      return least;
    }
    return node.intValue();
  }

  Duration time(String key) {
    JsonNode node = object.path(key);
    return Units.time(node.asText(""))
        .filter(t -> node.isTextual() && !t.isZero())
        .orElseGet(
            () -> {
              fault("needs " + key + ", a time with its unit such as \"10s\"");
              return Duration.ofSeconds(1);
            });
  }

  Duration time(String key, Duration otherwise) {
    return object.has(key) ? time(key) : otherwise;
  }

  int number(String key, int least, int most, int otherwise) {
    return object.has(key) ? number(key, least, most) : otherwise;
  }

  long size(String key) {
    JsonNode node = object.path(key);
    return Units.size(node.asText(""))
        .filter(s -> node.isTextual() && s > 0)
        .orElseGet(
            () -> {
              fault("needs " + key + ", a size with its unit such as \"64MiB\"");
              return 1L;
            });
  }

  /** A list of texts; one that is absent is empty. */
  List<String> texts(String key) {
    JsonNode node = object.path(key);
    List<String> texts = new ArrayList<>();
    if (node.isMissingNode()) {
      return texts;
    }
    if (!node.isArray()) {
      fault("has " + key + ", which is not a list of texts");
      return texts;
    }
    for (JsonNode item : node) {
      if (item.isTextual() && !item.textValue().isEmpty()) {
        texts.add(item.textValue());
      } else {
        fault("has an item in " + key + " that is not a text");
      }
    }
    return texts;
  }

  /** A map of texts; one that is absent is empty. */
  Map<String, String> map(String key) {
    JsonNode node = object.path(key);
    Map<String, String> map = new LinkedHashMap<>();
    if (node.isMissingNode()) {
      return map;
    }
    if (!node.isObject()) {
      fault("has " + key + ", which is not an object of texts");
      return map;
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (entry.getValue().isTextual() && !entry.getKey().contains("=")) {
        map.put(entry.getKey(), entry.getValue().textValue());
      } else {
        fault("has " + key + "." + entry.getKey() + ", which is not a text");
      }
    }
    return map;
  }
}

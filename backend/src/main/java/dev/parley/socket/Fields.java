package dev.parley.socket;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the fields of one payload strictly: a field has the type it should have or the message is
 * malformed. Unknown fields are ignored, so that newer clients are understood.
 */
final class Fields {

  /** A payload is not what the protocol says; the message names the field. */
  static final class Malformed extends Exception {

    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  private static final int MAX_NAME = 255;

  private final JsonNode object;

  private Fields(JsonNode object) {
    this.object = object;
  }

  /** The payload of an event: its first argument, or nothing at all where nothing is needed. */
  static Fields of(List<JsonNode> args) throws Malformed {
    if (args.isEmpty() || args.getFirst().isNull()) {
      return new Fields(com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode());
    }
    return of(args.getFirst(), "the payload");
  }

  private static Fields of(JsonNode node, String what) throws Malformed {
    if (!node.isObject()) {
      throw new Malformed(what + " must be an object");
    }
    return new Fields(node);
  }

  boolean has(String field) {
    return object.hasNonNull(field);
  }

  /** The fields of an object within this one. */
  Fields object(String field) throws Malformed {
    return of(object.get(field), field);
  }

  String text(String field) throws Malformed {
    JsonNode node = object.get(field);
    if (node == null || !node.isTextual()) {
      throw new Malformed(field + " must be a string");
    }
    return node.textValue();
  }

  String text(String field, int longest) throws Malformed {
    String text = text(field);
    if (text.length() > longest) {
      throw new Malformed(field + " is longer than " + longest + " characters");
    }
    return text;
  }

  Optional<String> optionalText(String field) throws Malformed {
    return has(field) ? Optional.of(text(field)) : Optional.empty();
  }

  /** A short name: of a file, a language, a run. */
  Optional<String> optionalName(String field) throws Malformed {
    return has(field) ? Optional.of(text(field, MAX_NAME)) : Optional.empty();
  }

  String name(String field) throws Malformed {
    return text(field, MAX_NAME);
  }

  long whole(String field) throws Malformed {
    return whole(object.get(field), field);
  }

  Optional<Long> optionalWhole(String field) throws Malformed {
    return has(field) ? Optional.of(whole(field)) : Optional.empty();
  }

  int whole(String field, int least, int most, int otherwise) throws Malformed {
    if (!has(field)) {
      return otherwise;
    }
    long value = whole(field);
    if (value < least || value > most) {
      throw new Malformed(field + " must be between " + least + " and " + most);
    }
    return (int) value;
  }

  static long whole(JsonNode node, String what) throws Malformed {
    if (node == null || !node.isIntegralNumber() || !node.canConvertToLong()) {
      throw new Malformed(what + " must be a whole number");
    }
    return node.longValue();
  }

  /** The elements of an array, each read by a reader. */
  <T> List<T> list(String field, int most, Reader<T> reader) throws Malformed {
    return list(object.get(field), field, most, reader);
  }

  <T> List<T> optionalList(String field, int most, Reader<T> reader) throws Malformed {
    return has(field) ? list(field, most, reader) : List.of();
  }

  static <T> List<T> list(JsonNode node, String what, int most, Reader<T> reader) throws Malformed {
    if (node == null || !node.isArray()) {
      throw new Malformed(what + " must be an array");
    }
    if (node.size() > most) {
      throw new Malformed(what + " has more than " + most + " elements");
    }
    List<T> elements = new ArrayList<>(node.size());
    for (JsonNode element : node) {
      elements.add(reader.read(element));
    }
    return elements;
  }

  /** The members of an object by name. */
  <T> java.util.Map<String, T> members(String field, int most, Function<Fields, Reader<T>> reader)
      throws Malformed {
    java.util.Map<String, T> members = new java.util.LinkedHashMap<>();
    if (!has(field)) {
      return members;
    }
    JsonNode node = of(object.get(field), field).object;
    if (node.size() > most) {
      throw new Malformed(field + " has more than " + most + " members");
    }
    for (var member : node.properties()) {
      Fields inner = of(member.getValue(), field + "." + member.getKey());
      members.put(member.getKey(), reader.apply(inner).read(member.getValue()));
    }
    return members;
  }

  /** Reads one value. */
  @FunctionalInterface
  interface Reader<T> {
    T read(JsonNode node) throws Malformed;
  }
}

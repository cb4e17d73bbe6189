package dev.parley.socketio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;

/** JSON as it comes from strangers, and as it goes to them. */
final class Json {

  private static final int MAX_DEPTH = 64;
  private static final int MAX_DIGITS = 100;

  /** A tree needs fifty times the memory of the text {@code [[],[],...]}. */
  private static final int MAX_TOKENS = 200_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_DIGITS)
                          .maxNameLength(1000)
                          .maxTokenCount(MAX_TOKENS)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
                  .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final ObjectReader READER = MAPPER.reader();
  private static final ObjectWriter WRITER = MAPPER.writer();

  private Json() {}

  /** Reads one whole value; empty text is malformed. */
  static JsonNode read(String text) throws MalformedPacket {
    try {
      JsonNode node = READER.readTree(text);
      if (node.isMissingNode()) {
        throw new MalformedPacket("payload missing");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new MalformedPacket("payload is not JSON");
    }
  }

  static String write(JsonNode node) {
    try {
      return escapeLoneSurrogates(WRITER.writeValueAsString(node));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** UTF-8 cannot carry half a character; as an escape inside a JSON string it survives. */
  private static String escapeLoneSurrogates(String json) {
    StringBuilder escaped = null;
    int copied = 0;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < json.length()
          && Character.isLowSurrogate(json.charAt(i + 1))) {
        i++;
        continue;
      }
      if (escaped == null) {
        escaped = new StringBuilder(json.length() + 16);
      }
      escaped.append(json, copied, i).append("\\u").append(Integer.toHexString(c));
      copied = i + 1;
    }
    return escaped == null ? json : escaped.append(json, copied, json.length()).toString();
  }
}

package dev.parley.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.parley.execution.Verdict;
import java.util.OptionalInt;

/**
 * The one way this server reads and writes JSON.
 *
 * <p>Names are in snake case, enum constants in lower case (see {@link WireNames}), durations in
 * whole milliseconds, instants as ISO-8601 in UTC, an empty optional is left out, a {@link
 * dev.parley.text.Change} is its array form. Reading is strict: an unknown property, a missing or
 * null component, a number in quotes or anything behind the value is refused.
 */
public final class Json {

  private Json() {}

  /** A mapper of one's own, configured as described above; building one takes milliseconds. */
  public static ObjectMapper mapper() {
    return JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .annotationIntrospector(
            new AnnotationIntrospectorPair(new JacksonAnnotationIntrospector(), new WireNames()))
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
        .withConfigOverride(
            OptionalInt.class,
            override ->
                override.setInclude(
                    JsonInclude.Value.construct(
                        JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS)))
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(
            LogicalType.Textual,
            text ->
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(
            DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .addModule(new OptionalForms())
        .addModule(new ValueForms())
        .addMixIn(Verdict.class, Mixins.VerdictForm.class)
        .build();
  }

  /**
   * Writes a value as JSON text that survives UTF-8: half of a surrogate pair, which UTF-8 cannot
   * carry, is written as an escape; every other character stands for itself.
   */
  public static String text(ObjectMapper mapper, Object value) {
    try {
      return escapeLoneSurrogates(mapper.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new MalformedJson("cannot be written: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * The same JSON with every unpaired surrogate as an escape. Outside of strings JSON is ASCII, so
   * the text need not be parsed for that.
   */
  public static String escapeLoneSurrogates(String json) {
    StringBuilder escaped = null;
    int from = 0;
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
      escaped.append(json, from, i).append("\\u").append(Integer.toHexString(c));
      from = i + 1;
    }
    return escaped == null ? json : escaped.append(json, from, json.length()).toString();
  }
}

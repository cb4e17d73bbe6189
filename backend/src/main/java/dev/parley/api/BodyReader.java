package dev.parley.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.parley.json.Json;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * Reads JSON bodies strictly: every field has its type, none is unknown or given twice, nothing is
 * nested without end. The refusals name the field and nothing of ours.
 */
final class BodyReader {

  /** The caller chose the names: no need to repeat all of them. */
  private static final int MAX_PATH = 100;

  private final ObjectMapper mapper;

  BodyReader(ApiSettings settings) {
    this.mapper = Json.mapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(settings.jsonDepth())
                .maxStringLength(settings.bodyBytes())
                .build());
  }

  /**
   * Reads a body.
   *
   * @throws Refused when it is not exactly that
   */
  <T> T read(byte[] body, Class<T> type) throws Refused {
    try {
      T value = mapper.readValue(body, type);
      if (value == null) {
        throw new Refused(Problem.malformed("The body must be an object."));
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw new Refused(Problem.malformed("The body is nested too deep or has too long numbers."));
    } catch (UnrecognizedPropertyException e) {
      throw new Refused(Problem.malformed("There is no field " + where(e) + "."));
    } catch (JsonMappingException e) {
      throw new Refused(
          Problem.malformed(
              e.getPath().isEmpty()
                  ? "The body is not what it should be."
                  : where(e) + " is missing or not of its type."));
    } catch (JsonProcessingException e) {
      throw new Refused(
          Problem.malformed(
              "The body is not JSON as it is taken here, at line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr()
                  + "."));
    } catch (IOException e) {
      throw new Refused(Problem.malformed("The body could not be read."));
    }
  }

  private static String where(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
            .collect(Collectors.joining("."))
            .replace(".[", "[");
    return path.length() <= MAX_PATH ? path : path.substring(0, MAX_PATH) + "...";
  }
}

package dev.parley.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.parley.text.Change;
import dev.parley.text.ChangeJson;
import dev.parley.text.InvalidChange;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A change as an array: a number keeps, {@code [n]} deletes n, {@code [n, "line", ...]} replaces n
 * by the lines.
 */
final class ChangeForm {

  private ChangeForm() {}

  /** Writes. */
  static final class Writer extends StdSerializer<Change> {

    private static final long serialVersionUID = 1L;

    Writer() {
      super(Change.class);
    }

    @Override
    public void serialize(Change change, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartArray();
      try {
        change.forEach(new Sections(out));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      out.writeEndArray();
    }
  }

  private record Sections(JsonGenerator out) implements Change.Sections {

    @Override
    public void keep(int length) {
      try {
        out.writeNumber(length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void replace(int length, String insert) {
      try {
        out.writeStartArray();
        out.writeNumber(length);
        if (!insert.isEmpty()) {
          int from = 0;
          for (int to = insert.indexOf('\n'); to >= 0; to = insert.indexOf('\n', from)) {
            out.writeString(insert.substring(from, to));
            from = to + 1;
          }
          out.writeString(insert.substring(from));
        }
        out.writeEndArray();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Reads; everything but the canonical form is refused, as {@link ChangeJson} has it. */
  static final class Reader extends StdDeserializer<Change> {

    private static final long serialVersionUID = 1L;

    Reader() {
      super(Change.class);
    }

    @Override
    public Change deserialize(JsonParser in, DeserializationContext context) throws IOException {
      try {
        return ChangeJson.parse(context.readTree(in).toString());
      } catch (InvalidChange e) {
        return context.reportInputMismatch(this, "%s", e.getMessage());
      }
    }
  }
}

package dev.parley.api;

import dev.parley.room.Refusal;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** A request as the routes see it: what is read from it is checked or refused. */
final class Request {

  /** How many bodies' worth of one that is too large is read and thrown away. */
  private static final int DRAINED = 8;

  private final Context context;
  private final BodyReader bodies;
  private final ApiSettings settings;

  Request(Context context, BodyReader bodies, ApiSettings settings) {
    this.context = context;
    this.bodies = bodies;
    this.settings = settings;
  }

  /** A parameter of the path. */
  String path(String name) {
    return context.pathParam(name);
  }

  /** A parameter of the query; given twice, it is refused. */
  Optional<String> query(String name) throws Refused {
    var values = context.queryParams(name);
    if (values.size() > 1) {
      throw new Refused(Problem.malformed(name + " may be given once."));
    }
    return values.stream().findFirst();
  }

  /** A whole number of the query within bounds. */
  Optional<Long> number(String name, long least, long most) throws Refused {
    Optional<String> text = query(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (text.get().matches("[0-9]{1,15}")) {
      long value = Long.parseLong(text.get());
      if (value >= least && value <= most) {
        return Optional.of(value);
      }
    }
    throw new Refused(
        Problem.malformed(name + " must be a whole number from " + least + " to " + most + "."));
  }

  /** Whether the query has a word, alone or as 1 or true. */
  boolean flag(String name) throws Refused {
    Optional<String> value = query(name);
    if (value.isEmpty()) {
      return false;
    }
    return switch (value.get()) {
      case "", "1", "true" -> true;
      case "0", "false" -> false;
      default -> throw new Refused(Problem.malformed(name + " must be true or false."));
    };
  }

  /** Whether the caller would rather have a type than the one that is sent otherwise. */
  boolean prefers(String type, String standard) {
    String accept = context.header("Accept");
    return accept != null && Accept.quality(accept, type) > Accept.quality(accept, standard);
  }

  /** The token shown, if one was. */
  Optional<String> bearer() {
    String header = context.header("Authorization");
    return header != null && header.toLowerCase(Locale.ROOT).startsWith("bearer ")
        ? Optional.of(header.substring("bearer ".length()).strip())
        : Optional.empty();
  }

  /**
   * The network address of the caller. The public port writes the header itself and lets none
   * through from outside; a call that comes past it is from this machine.
   */
  String address() {
    String forwarded = context.header("X-Forwarded-For");
    return forwarded == null || forwarded.isBlank() ? context.ip() : forwarded.strip();
  }

  /** The number behind which a follower of events goes on; 0 for all of them. */
  long lastEvent() throws Refused {
    String header = context.header("Last-Event-ID");
    if (header != null && header.matches("[0-9]{1,15}")) {
      return Long.parseLong(header);
    }
    return number("after", 0, Long.MAX_VALUE).orElse(0L);
  }

  /** The body as one of our records. */
  <T> T body(Class<T> type) throws Refused {
    return body(type, settings.bodyBytes());
  }

  /** As {@link #body(Class)}, of a body that may have so many bytes. */
  <T> T body(Class<T> type, int most) throws Refused {
    byte[] body = bytes(most);
    if (!type().equals("application/json")) {
      throw new Refused(Problem.notJson());
    }
    return bodies.read(body, type);
  }

  /** As {@link #body}, where a call without a body means an empty object. */
  <T> T optionalBody(Class<T> type) throws Refused {
    return context.contentType() == null && bytes(settings.bodyBytes()).length == 0
        ? bodies.read("{}".getBytes(StandardCharsets.US_ASCII), type)
        : body(type);
  }

  /** The body's type in lower case and without parameters; empty when it has none. */
  String type() {
    String contentType = context.contentType();
    return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** The body as it is. */
  byte[] bytes(int most) throws Refused {
    try {
      InputStream in = context.bodyInputStream();
      byte[] body = in.readNBytes(most + 1);
      if (body.length <= most) {
        return body;
      }
      // Whoever is still sending hears the answer only once that is done; within reason.
      var unused = in.skip((long) DRAINED * Math.max(most, settings.bodyBytes()));
    } catch (IOException e) {
      throw new Refused(Problem.malformed("The body ended early."));
    }
    throw new Refused(Refusal.Code.TOO_LARGE, "This body may have at most " + most + " bytes.");
  }
}

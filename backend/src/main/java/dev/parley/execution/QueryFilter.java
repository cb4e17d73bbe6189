package dev.parley.execution;

/**
 * Lets through of a terminal's language what draws, and drops what asks or changes modes.
 *
 * <p>Everybody in a room has a terminal of their own. A program that asks "where is the cursor?"
 * would get an answer from each of them, typed into its input; one that switches modes would leave
 * everybody's terminal switched. So colours, clearing and cursor moves pass; device queries,
 * titles, clipboards, modes, scroll regions and character sets do not.
 *
 * <p>One state machine over the characters, linear in time, with a bounded memory: a sequence that
 * does not end is given up. Sequences may be split over pieces in any way. One thread at a time.
 */
final class QueryFilter {

  /** A longer control sequence is none that draws. */
  private static final int MAX_SEQUENCE = 64;

  private static final int MAX_STRING = 4096;
  private static final String DRAWING = "@ABCDEFGHIJKLMPSTXZ`adefmsu";
  private static final char ESCAPE = '\u001b';
  private static final char BELL = '\u0007';

  private enum State {
    TEXT,
    ESCAPED,
    /** Between an escape with an intermediate, such as a character set's, and its end. */
    DESIGNATION,
    CONTROL,
    /** In a title, a device string or the like, all of which is dropped. */
    STRING
  }

  private final StringBuilder sequence = new StringBuilder();
  private State state = State.TEXT;
  private boolean draws;
  private int dropped;

  String filter(String text) {
    if (state == State.TEXT && isPlain(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      next(text.charAt(i), out);
    }
    return out.toString();
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> passesAsText((char) c));
  }

  private static boolean passesAsText(char c) {
    return (c >= ' ' && c < '\u007f') || c > '\u009f' || (c >= BELL && c <= '\r');
  }

  private void next(char c, StringBuilder out) {
    if (state != State.TEXT && endsAnything(c)) {
      state = State.TEXT;
      return;
    }
    switch (state) {
      case TEXT -> text(c, out);
      case ESCAPED -> escaped(c, out);
      case DESIGNATION -> {
        if (c >= '0') {
          state = State.TEXT;
        }
      }
      case CONTROL -> control(c, out);
      case STRING -> string(c, out);
    }
  }

  /** Cancel and substitute. */
  private static boolean endsAnything(char c) {
    return c == '\u0018' || c == '\u001a';
  }

  private void text(char c, StringBuilder out) {
    switch (c) {
      case ESCAPE -> state = State.ESCAPED;
      case '\u009b' -> begin(State.CONTROL);
      case '\u0090', '\u0098', '\u009d', '\u009e', '\u009f' -> begin(State.STRING);
      default -> {
        if (passesAsText(c)) {
          out.append(c);
        }
      }
    }
  }

  private void begin(State next) {
    state = next;
    sequence.setLength(0);
    draws = true;
    dropped = 0;
  }

  private void escaped(char c, StringBuilder out) {
    switch (c) {
      case '[' -> begin(State.CONTROL);
      case ']', 'P', 'X', '^', '_' -> begin(State.STRING);
      case ESCAPE -> state = State.ESCAPED;
      default -> {
        if (c < ' ') {
          state = State.TEXT;
          text(c, out);
        } else {
          state = c <= '/' ? State.DESIGNATION : State.TEXT;
        }
      }
    }
  }

  private void control(char c, StringBuilder out) {
    if (c >= '0' && c <= ';') {
      if (sequence.length() < MAX_SEQUENCE) {
        sequence.append(c);
      } else {
        draws = false;
      }
    } else if (c >= ' ' && c <= '?') {
      // A private mark or an intermediate: modes, queries, reports.
      draws = false;
    } else if (c >= '@' && c <= '~') {
      state = State.TEXT;
      if (draws && DRAWING.indexOf(c) >= 0) {
        out.append(ESCAPE).append('[').append(sequence).append(c);
      }
    } else {
      state = State.TEXT;
      text(c, out);
    }
  }

  private void string(char c, StringBuilder out) {
    if (c == ESCAPE) {
      state = State.ESCAPED;
    } else if (c == BELL || c == '\u009c' || ++dropped > MAX_STRING) {
      state = State.TEXT;
    } else if (c == '\n') {
      state = State.TEXT;
      out.append(c);
    }
  }
}

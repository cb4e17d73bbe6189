package dev.parley.text;

/**
 * The JSON form of a change, as CodeMirror writes it: a number keeps, {@code [n]} deletes, {@code
 * [n,"line","line"]} replaces by lines. So {@code [5,[2],[0,"a","b"],3]} fits a text of ten units.
 *
 * <p>It comes from strangers and is kept for years, so it is read by a reader that knows this form
 * and nothing else: no nesting to exhaust, no number that is not a length, no line that holds a
 * line end, no section that is empty or could have been part of the one before it (see {@link
 * Change} on why that matters). Everything else is an {@link InvalidChange}.
 */
public final class ChangeJson {
  private final String json;
  private int at;

  private ChangeJson(String json) {
    this.json = json;
  }

  /**
   * Reads a change.
   *
   * @throws InvalidChange if this is not the canonical JSON form of a change
   */
  public static Change parse(String json) {
    try {
      return new ChangeJson(json).change();
    } catch (IllegalArgumentException e) {
      throw new InvalidChange("The lengths of its sections are more than a text can have.");
    }
  }

  /** Writes a change without spaces; unpaired surrogates are escaped and survive any encoding. */
  public static String write(Change change) {
    StringBuilder out = new StringBuilder().append('[');
    change.forEach(
        new Change.Sections() {
          @Override
          public void keep(int length) {
            comma().append(length);
          }

          @Override
          public void replace(int length, String insert) {
            comma().append('[').append(length);
            if (!insert.isEmpty()) {
              for (String line : insert.split("\n", -1)) {
                writeLine(line, out.append(','));
              }
            }
            out.append(']');
          }

          private StringBuilder comma() {
            return out.length() > 1 ? out.append(',') : out;
          }
        });
    return out.append(']').toString();
  }

  private Change change() {
    ChangeBuilder change = Change.builder();
    expect('[');
    int sections = 0;
    if (!skip(']')) {
      do {
        section(change);
        if (change.size() != ++sections) {
          throw new InvalidChange(
              "Section " + sections + " is empty or belongs to the section before it.");
        }
      } while (skip(','));
      expect(']');
    }
    peek();
    if (at < json.length()) {
      throw unexpected("the end");
    }
    return change.build();
  }

  private void section(ChangeBuilder change) {
    if (!skip('[')) {
      change.keep(length());
      return;
    }
    int length = length();
    StringBuilder insert = new StringBuilder();
    boolean first = true;
    while (skip(',')) {
      if (!first) {
        insert.append('\n');
      }
      line(insert);
      first = false;
    }
    expect(']');
    change.replace(length, insert.toString());
  }

  /** A whole number from 0 to the greatest int, in JSON's spelling. */
  private int length() {
    if (!isDigit(peek())) {
      throw unexpected("a length");
    }
    int start = at;
    long value = 0;
    while (at < json.length() && isDigit(json.charAt(at))) {
      value = 10 * value + (json.charAt(at++) - '0');
      if (value > Integer.MAX_VALUE) {
        throw new InvalidChange("The length at character " + start + " is too large.");
      }
    }
    if (at - start > 1 && json.charAt(start) == '0') {
      throw new InvalidChange("The length at character " + start + " begins with a zero.");
    }
    return (int) value;
  }

  private void line(StringBuilder out) {
    expect('"');
    while (true) {
      char c = take();
      if (c == '"') {
        return;
      }
      if (c < ' ') {
        throw new InvalidChange("A control character at " + (at - 1) + " is not escaped.");
      }
      c = c == '\\' ? escaped() : c;
      if (c == '\n' || c == '\r') {
        throw new InvalidChange("A line holds a line end before character " + at + ".");
      }
      out.append(c);
    }
  }

  private char escaped() {
    char c = take();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(take(), 16);
          if (digit < 0 || json.charAt(at - 1) > 'f') {
            throw new InvalidChange("The escape before character " + at + " is not hexadecimal.");
          }
          unit = 16 * unit + digit;
        }
        yield (char) unit;
      }
      default -> throw new InvalidChange("The escape before character " + at + " is unknown.");
    };
  }

  /** The next character that is not space, left where it is; behind the last one, a space. */
  private char peek() {
    while (at < json.length() && " \t\n\r".indexOf(json.charAt(at)) >= 0) {
      at++;
    }
    return at < json.length() ? json.charAt(at) : ' ';
  }

  private boolean skip(char c) {
    boolean found = peek() == c;
    at += found ? 1 : 0;
    return found;
  }

  private void expect(char c) {
    if (!skip(c)) {
      throw unexpected("'" + c + "'");
    }
  }

  /** The next character, spaces included: for the inside of strings. */
  private char take() {
    if (at == json.length()) {
      throw unexpected("the rest of a line");
    }
    return json.charAt(at++);
  }

  private InvalidChange unexpected(String wanted) {
    return new InvalidChange("Expected " + wanted + " at character " + at + ".");
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static void writeLine(String line, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || (Character.isSurrogate(c) && !Surrogates.paired(line, i))) {
            String hex = Integer.toHexString(c);
            out.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}

package dev.parley.execution;

import static java.util.Objects.requireNonNull;

/**
 * A program's standard input as far as it is known beforehand.
 *
 * @param text what the program finds before anybody types; may be empty
 * @param open whether more may follow; otherwise the input ends there
 */
public record Stdin(String text, boolean open) {

  public Stdin {
    requireNonNull(text, "text");
  }
}

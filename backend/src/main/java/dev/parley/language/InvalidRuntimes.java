package dev.parley.language;

import java.util.List;

/** The runtimes folder cannot be used. The message holds every fault, one a line. */
public final class InvalidRuntimes extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final List<String> faults;

  InvalidRuntimes(List<String> faults) {
    super("The runtimes folder has faults:\n  " + String.join("\n  ", faults));
    this.faults = List.copyOf(faults);
  }

  /** One sentence a fault, each naming its file. */
  public List<String> faults() {
    return faults;
  }
}

package dev.parley.config;

import java.util.List;

/** The environment says something that cannot be followed; the message lists every fault. */
public final class InvalidSettings extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidSettings(List<String> faults) {
    super(String.join(System.lineSeparator(), faults));
  }
}

package dev.parley.doctor;

import java.util.List;
import java.util.stream.Collectors;

/** A server must not start here as it is set; the message says why and what to do. */
public final class UnfitMachine extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnfitMachine(String message) {
    super(message);
  }

  static UnfitMachine unsafe(List<Finding> findings) {
    return new UnfitMachine(
        findings.stream()
            .filter(Finding::isWrong)
            .map(Finding::lines)
            .collect(
                Collectors.joining(
                    "",
                    "The sandboxes of this machine do not hold, and this server is open to others"
                        + " (PARLEY_BIND, PARLEY_PROBE):"
                        + System.lineSeparator(),
                    "./start.sh --doctor tells more. PARLEY_PROBE=never starts all the same.")));
  }
}

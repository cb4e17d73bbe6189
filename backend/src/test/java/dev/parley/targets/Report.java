package dev.parley.targets;

import java.io.PrintStream;
import java.util.Locale;

/** The table of targets, printed as it grows. */
final class Report {

  private final PrintStream out;
  private int missed;

  Report(PrintStream out) {
    this.out = out;
  }

  /** A figure that should be at most another. */
  void atMost(String what, double measured, double wanted, String unit, String detail) {
    judge(what, measured <= wanted, number(measured) + unit, "<= " + number(wanted) + unit, detail);
  }

  /** A figure that should be at least another. */
  void atLeast(String what, double measured, double wanted, String unit, String detail) {
    judge(what, measured >= wanted, number(measured) + unit, ">= " + number(wanted) + unit, detail);
  }

  /** Something that should be so. */
  void holds(String what, boolean so, String measured, String wanted) {
    judge(what, so, measured, wanted, "");
  }

  private void judge(String what, boolean met, String measured, String wanted, String detail) {
    missed += met ? 0 : 1;
    out.printf(
        "%-6s %-52s %-14s %-14s %s%n", met ? "met" : "MISSED", what, measured, wanted, detail);
  }

  void heading(String text) {
    out.println(System.lineSeparator() + text);
  }

  void note(String text) {
    out.println("       " + text);
  }

  int missed() {
    return missed;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
  }
}

package dev.parley.api;

import java.util.Locale;

/** Reads what a caller says it takes: the headers Accept and Accept-Encoding. */
final class Accept {

  private Accept() {}

  /**
   * How much a type is wanted, from 0 (not at all) to 1. Of the ranges that cover it the most exact
   * one counts.
   */
  static double quality(String header, String type) {
    String wide = type.contains("/") ? type.substring(0, type.indexOf('/') + 1) + "*" : type;
    double quality = 0;
    int exactness = 0;
    for (String range : header.split(",", -1)) {
      String[] parts = range.split(";", -1);
      String name = parts[0].strip().toLowerCase(Locale.ROOT);
      int exact = name.equals(type) ? 3 : name.equals(wide) ? 2 : isAny(name) ? 1 : 0;
      if (exact > exactness) {
        exactness = exact;
        quality = weight(parts);
      }
    }
    return quality;
  }

  /** Whether a gzipped body is welcome. */
  static boolean gzip(String header) {
    return header != null && quality(header, "gzip") > 0;
  }

  private static boolean isAny(String name) {
    return name.equals("*/*") || name.equals("*");
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
      if (parameter.matches("q=[01](\\.[0-9]{0,3})?")) {
        return Double.parseDouble(parameter.substring(2));
      }
    }
    return 1;
  }
}

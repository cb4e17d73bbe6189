package dev.parley.api;

import java.util.Locale;

/**
 * Whether a page may change something here: only those that this server sent. Programs that are no
 * browsers name no origin.
 */
final class Origins {

  private Origins() {}

  /**
   * Compares a request's headers.
   *
   * @param origin the header Origin, or null
   * @param host the header Host, or null
   */
  static boolean same(String origin, String host) {
    if (origin == null) {
      return true;
    }
    int scheme = origin.indexOf("://");
    if (scheme < 0 || host == null) {
      return false;
    }
    String port = origin.substring(0, scheme).equalsIgnoreCase("https") ? ":443" : ":80";
    return plain(origin.substring(scheme + 3), port).equals(plain(host, port));
  }

  private static String plain(String authority, String port) {
    String lower = authority.strip().toLowerCase(Locale.ROOT);
    return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
  }
}

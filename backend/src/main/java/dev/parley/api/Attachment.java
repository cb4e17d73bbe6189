package dev.parley.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The header that has browsers keep what they get in a file (RFC 6266). */
final class Attachment {

  private Attachment() {}

  /** For a file of that name; old readers get it in ASCII. */
  static String named(String name) {
    String own = name.substring(name.lastIndexOf('/') + 1);
    String plain = own.replaceAll("[^A-Za-z0-9._ -]", "_");
    String header = "attachment; filename=\"" + plain + "\"";
    return plain.equals(own) ? header : header + "; filename*=UTF-8''" + encoded(own);
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}

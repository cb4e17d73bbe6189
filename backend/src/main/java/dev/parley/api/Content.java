package dev.parley.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** The bytes of a page, gzipped once where that makes them fewer. Immutable. */
final class Content {

  private final byte[] plain;
  private final byte[] gzip;
  private final String tag;

  /** Keeps the array; nobody else may. */
  Content(byte[] plain) throws IOException {
    this.plain = plain;
    this.gzip = gzip(plain);
    this.tag = '"' + fingerprint(plain) + '"';
  }

  /** Changes when the bytes do; with its quotes. */
  String tag() {
    return tag;
  }

  boolean shrinks() {
    return gzip.length < plain.length;
  }

  int length(boolean gzipped) {
    return gzipped ? gzip.length : plain.length;
  }

  void writeTo(OutputStream out, boolean gzipped) throws IOException {
    out.write(gzipped ? gzip : plain);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2 + 32);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static String fingerprint(byte[] bytes) {
    try {
      byte[] sha = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(sha, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

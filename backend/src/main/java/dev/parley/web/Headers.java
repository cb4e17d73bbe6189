package dev.parley.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Locale;

/** What a relay changes in the heads of messages, and nothing else. */
final class Headers {

  private static final List<CharSequence> HOP_BY_HOP =
      List.of(
          HttpHeaderNames.CONNECTION,
          "keep-alive",
          "proxy-connection",
          HttpHeaderNames.PROXY_AUTHENTICATE,
          HttpHeaderNames.PROXY_AUTHORIZATION,
          HttpHeaderNames.TE,
          HttpHeaderNames.TRAILER,
          HttpHeaderNames.UPGRADE);

  private Headers() {}

  /** Whatever the client claims about where it comes from is replaced by what is known. */
  static void forBackend(HttpRequest request, String clientAddress, String ownAuthority) {
    HttpHeaders headers = request.headers();
    removeHopByHop(headers);
    for (String name : List.copyOf(headers.names())) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.startsWith("x-forwarded")
          || lower.equals("forwarded")
          || lower.equals("x-real-ip")) {
        headers.remove(name);
      }
    }
    headers.set("X-Forwarded-For", clientAddress);
    if (!headers.contains(HttpHeaderNames.HOST)) {
      headers.set(HttpHeaderNames.HOST, ownAuthority);
    }
    request.setProtocolVersion(HttpVersion.HTTP_1_1);
  }

  /**
   * Frames the response for a client: what has neither length nor end is chunked, or, for a client
   * that does not know chunks, ended by closing. Returns whether the connection stays open.
   */
  static boolean forClient(
      HttpResponse response, boolean bodiless, HttpVersion client, boolean keepAlive) {
    HttpHeaders headers = response.headers();
    removeHopByHop(headers);
    boolean open = keepAlive;
    if (!bodiless && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
      boolean chunks = client.isKeepAliveDefault();
      HttpUtil.setTransferEncodingChunked(response, chunks);
      open = keepAlive && chunks;
    }
    response.setProtocolVersion(HttpVersion.HTTP_1_1);
    HttpUtil.setKeepAlive(headers, client, open);
    if (!open) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    return open;
  }

  private static void removeHopByHop(HttpHeaders headers) {
    for (String named : headers.getAllAsString(HttpHeaderNames.CONNECTION)) {
      for (String name : named.split(",", -1)) {
        String trimmed = name.trim();
        if (!trimmed.isEmpty()
            && !trimmed.equalsIgnoreCase("content-length")
            && !trimmed.equalsIgnoreCase("transfer-encoding")
            && !trimmed.equalsIgnoreCase("host")) {
          headers.remove(trimmed);
        }
      }
    }
    HOP_BY_HOP.forEach(headers::remove);
  }
}

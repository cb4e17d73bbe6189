package dev.parley.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.api.Reply.Freshness;
import dev.parley.json.Json;
import io.javalin.http.Context;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes replies. */
final class Sender {

  private static final Logger log = LoggerFactory.getLogger(Sender.class);

  /** Below this, a packet holds the body as it is. */
  private static final int WORTH_GZIP = 1_400;

  private static final int BUFFER = 32 * 1024;

  private final ObjectMapper mapper = Json.mapper();

  void send(Context context, Reply reply) throws IOException {
    switch (reply) {
      case Reply.Json json ->
          body(context, json.status(), "application/json", json(json.value()), json.freshness());
      case Reply.Text text ->
          body(
              context,
              200,
              "text/plain; charset=utf-8",
              text.text().getBytes(StandardCharsets.UTF_8),
              text.freshness());
      case Reply.Page page -> page(context, page);
      case Reply.Stream stream -> stream(context, stream);
      case Reply.Live live -> live(context, live);
      case Reply.Download download -> download(context, download);
      case Reply.Nothing nothing -> {
        context.status(204);
        context.header("Cache-Control", Freshness.NEVER_STORED.header());
      }
    }
  }

  void send(Context context, Problem problem) throws IOException {
    switch (problem.status()) {
      case 401 -> context.header("WWW-Authenticate", "Bearer");
      case 429 -> context.header("Retry-After", "60");
      case 503 -> context.header("Retry-After", "5");
      default -> {}
    }
    body(
        context,
        problem.status(),
        "application/problem+json",
        json(problem.body()),
        Freshness.NEVER_STORED);
  }

  private byte[] json(Object value) {
    return Json.text(mapper, value).getBytes(StandardCharsets.UTF_8);
  }

  private static void body(
      Context context, int status, String type, byte[] bytes, Freshness freshness)
      throws IOException {
    head(context, status, type, freshness);
    if (bytes.length >= WORTH_GZIP && takesGzip(context)) {
      try (OutputStream out = gzipped(context)) {
        out.write(bytes);
      }
    } else {
      context.res().setContentLength(bytes.length);
      if (!isHead(context)) {
        context.res().getOutputStream().write(bytes);
      }
    }
  }

  private static void page(Context context, Reply.Page page) throws IOException {
    Content content = page.content();
    context.header("ETag", content.tag());
    String known = context.header("If-None-Match");
    if (page.status() == 200 && known != null && known.contains(content.tag())) {
      head(context, 304, page.type(), page.freshness());
      return;
    }
    head(context, page.status(), page.type(), page.freshness());
    boolean gzipped = content.shrinks() && takesGzip(context);
    if (gzipped) {
      context.header("Content-Encoding", "gzip");
    }
    context.res().setContentLength(content.length(gzipped));
    if (!isHead(context)) {
      content.writeTo(context.res().getOutputStream(), gzipped);
    }
  }

  /**
   * A stream that breaks off must not look complete: the connection is cut, so that the caller sees
   * the missing end.
   */
  private static void stream(Context context, Reply.Stream stream) throws IOException {
    stream(context, stream.type(), stream.source(), takesGzip(context));
  }

  /** Browsers keep it in a file of that name and never show it as a page of ours. */
  private static void download(Context context, Reply.Download download) throws IOException {
    context.header("Content-Disposition", Attachment.named(download.name()));
    stream(context, download.type(), download.source(), !download.packed() && takesGzip(context));
  }

  private static void stream(Context context, String type, Reply.Source source, boolean gzip)
      throws IOException {
    head(context, 200, type, Freshness.NEVER_STORED);
    if (isHead(context)) {
      return;
    }
    OutputStream raw = context.res().getOutputStream();
    OutputStream out = new BufferedOutputStream(gzip ? gzipped(context) : raw, BUFFER);
    try {
      source.writeTo(out);
    } catch (RuntimeException e) {
      if (context.res().isCommitted()) {
        log.error("a log was cut off while it was sent", e);
        ServletContextRequest.getServletContextRequest(context.req())
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint()
            .close();
        return;
      }
      context.res().resetBuffer();
      context.res().setHeader("Content-Encoding", null);
      throw e;
    }
    out.close();
  }

  private static void live(Context context, Reply.Live live) throws IOException {
    head(context, 200, live.type(), Freshness.NEVER_STORED);
    // A proxy that gathers before it passes on would make it late.
    context.header("X-Accel-Buffering", "no");
    if (!isHead(context)) {
      OutputStream out = context.res().getOutputStream();
      out.flush();
      live.source().writeTo(out);
    }
  }

  private static void head(Context context, int status, String type, Freshness freshness) {
    context.status(status);
    context.contentType(type);
    context.header("Cache-Control", freshness.header());
    context.header("Vary", "Accept, Accept-Encoding");
  }

  private static OutputStream gzipped(Context context) throws IOException {
    context.header("Content-Encoding", "gzip");
    return new GZIPOutputStream(context.res().getOutputStream(), BUFFER);
  }

  private static boolean takesGzip(Context context) {
    return Accept.gzip(context.header("Accept-Encoding"));
  }

  private static boolean isHead(Context context) {
    return context.req().getMethod().equals("HEAD");
  }
}

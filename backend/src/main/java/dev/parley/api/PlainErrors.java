package dev.parley.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What the web server refuses before any route is asked, an address with a {@code %00} or a {@code
 * %5C} in it for example, is a problem like any other: no page of the web server's own.
 */
final class PlainErrors extends ErrorHandler {

  private static final int SERVER_FAULT = 500;

  private final ObjectMapper mapper = Json.mapper();

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      String message,
      Throwable cause,
      Callback callback) {
    response.setStatus(code);
    Headers.ALWAYS.forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    String body = Json.text(mapper, problem(code).body());
    response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
  }

  private static Problem problem(int code) {
    return switch (code) {
      case 404 -> Problem.notFound();
      case 405 -> Problem.wrongMethod();
      default ->
          code < SERVER_FAULT
              ? new Problem(
                  code,
                  "malformed_request",
                  "The request's first line or headers are wrong.",
                  false)
              : new Problem(code, "internal", "Something went wrong on the server.", true);
    };
  }
}

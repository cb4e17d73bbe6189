package dev.parley.api;

import dev.parley.auth.GuessLimit;
import dev.parley.auth.Tokens;
import dev.parley.execution.Executions;
import dev.parley.language.LanguageStates;
import dev.parley.language.Languages;
import dev.parley.room.Journal;
import dev.parley.room.Refusal;
import dev.parley.room.Rooms;
import dev.parley.session.Identity;
import dev.parley.session.Sessions;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The REST interface and the pages over HTTP, for this machine alone: the public port stands in
 * front and says in X-Forwarded-For who calls. Every call has a virtual thread and may block.
 */
public final class RestServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RestServer.class);
  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

  private final ApiSettings settings;
  private final Identity identity;
  private final BodyReader bodies;
  private final Sender sender = new Sender();
  private final PageRoutes pages = new PageRoutes();
  private final Routes routes;
  private final Javalin javalin;

  /**
   * What the interface shows and asks.
   *
   * @param guesses counts wrong codes; to be shared with the other ways in
   * @param nanoTime a clock that never goes back, in nanoseconds
   */
  public record Parts(
      Rooms rooms,
      Sessions sessions,
      Journal journal,
      Languages languages,
      LanguageStates states,
      EngineCheck engine,
      Sandboxes sandboxes,
      Executions executions,
      Tokens tokens,
      GuessLimit guesses,
      Identity identity,
      LongSupplier nanoTime) {

    public Parts {
      Stream.of(
              rooms,
              sessions,
              journal,
              languages,
              states,
              engine,
              sandboxes,
              executions,
              tokens,
              guesses,
              identity,
              nanoTime)
          .forEach(Objects::requireNonNull);
    }
  }

  /** Starts serving on a free port of the loopback address. */
  public RestServer(ApiSettings settings, Parts parts) {
    this.settings = settings;
    this.identity = parts.identity();
    this.bodies = new BodyReader(settings);
    this.routes = new Routes(settings, parts, pages);
    this.javalin = Javalin.create(this::configure).start();
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return javalin.port();
  }

  List<Route> routes() {
    return routes.table();
  }

  /** Waits a little for calls under way, then stops. */
  @Override
  public void close() {
    javalin.stop();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.router.javaLangErrorHandler(
        (response, error) -> {
          log.error("a call failed", error);
          response.setStatus(500);
        });
    config.jetty.modifyServer(this::harden);
    config.jetty.addConnector(
        (server, http) -> {
          ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
          connector.setHost("127.0.0.1");
          connector.setPort(0);
          connector.setIdleTimeout(settings.idle().toMillis());
          return connector;
        });
    config.routes.before(this::admit);
    for (Route route : routes.table()) {
      HandlerType method =
          switch (route.method()) {
            case GET -> HandlerType.GET;
            case POST -> HandlerType.POST;
            case PUT -> HandlerType.PUT;
            case PATCH -> HandlerType.PATCH;
            case DELETE -> HandlerType.DELETE;
          };
      config.routes.addHttpHandler(method, route.path(), c -> answer(c, route));
      if (route.method() == Route.Method.GET) {
        config.routes.addHttpHandler(HandlerType.HEAD, route.path(), c -> answer(c, route));
      }
    }
    config.routes.exception(Refused.class, (e, c) -> refuse(c, e.problem()));
    config.routes.exception(Journal.JournalException.class, this::unavailable);
    config.routes.exception(HttpResponseException.class, this::misrouted);
    config.routes.exception(IOException.class, (e, c) -> log.debug("a caller went away", e));
    config.routes.exception(Exception.class, this::unforeseen);
  }

  private void harden(Server server) {
    server.setStopTimeout(settings.closing().toMillis());
    server.insertHandler(new GracefulHandler());
    server.setErrorHandler(new PlainErrors());
  }

  private void admit(Context context) throws Refused {
    Headers.ALWAYS.forEach(context::header);
    if (!HARMLESS.contains(context.req().getMethod())
        && !Origins.same(context.header("Origin"), context.header("Host"))) {
      throw new Refused(Problem.foreignOrigin());
    }
  }

  private void answer(Context context, Route route) throws IOException, Refused {
    Request request = new Request(context, bodies, settings);
    sender.send(context, route.call().answer(request));
  }

  private void misrouted(HttpResponseException e, Context context) {
    switch (e.getStatus()) {
      case 405 -> {
        e.getDetails().values().stream().findFirst().ifPresent(m -> context.header("Allow", m));
        refuse(context, Problem.wrongMethod());
      }
      case 404 -> refuse(context, Problem.notFound());
      default -> unforeseen(e, context);
    }
  }

  private void unavailable(Journal.JournalException e, Context context) {
    log.error("the journal could not be read", e);
    refuse(
        context,
        Problem.of(
            Refusal.forNow(
                Refusal.Code.UNAVAILABLE, "This cannot be read now. Nothing in it is lost.")));
  }

  private void unforeseen(Exception e, Context context) {
    String id = identity.shortId();
    log.error("call {} failed", id, e);
    refuse(context, Problem.unforeseen(id));
  }

  /** People who followed a wrong link get a page, programs a problem. */
  private void refuse(Context context, Problem problem) {
    boolean lost = problem.equals(Problem.notFound()) && !isApi(context.path());
    try {
      if (context.res().isCommitted()) {
        return;
      }
      if (lost) {
        sender.send(context, pages.notFound());
      } else {
        sender.send(context, problem);
      }
    } catch (IOException e) {
      log.debug("a caller went away", e);
    }
  }

  private static boolean isApi(String path) {
    return path.equals("/api") || path.startsWith("/api/");
  }
}

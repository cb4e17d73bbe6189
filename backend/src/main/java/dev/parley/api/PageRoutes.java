package dev.parley.api;

import java.util.List;

/** Addresses that people see, and the page behind each. */
final class PageRoutes {

  /** Where the front end's build leaves the pages on the class path. */
  static final String BUILT = "/dev/parley/web/pages/";

  private final Pages built = new Pages(BUILT);
  private final Reply.Page notFound;
  private final Reply.Page notBuilt;

  PageRoutes() {
    Pages own = new Pages("/dev/parley/api/");
    this.notFound = own.own("not-found.html", 404);
    this.notBuilt = own.own("not-built.html", 404);
  }

  List<Route> table() {
    return List.of(
        Route.get("/", request -> page("index.html")),
        Route.get("/room/{code}", request -> page("room.html")),
        Route.get("/interview/{code}", request -> page("room.html")),
        Route.get("/replay/{code}", request -> page("replay.html")),
        Route.get("/assets/<file>", request -> file("assets/" + request.path("file"))),
        Route.get("/{file}", request -> file(request.path("file"))));
  }

  /** For people who followed a wrong link. */
  Reply.Page notFound() {
    return notFound;
  }

  private Reply page(String name) {
    return built.find(name).orElse(notBuilt);
  }

  /** Pages have addresses of their own; by its name only what they load is found. */
  private Reply file(String name) throws Refused {
    return built
        .find(name)
        .filter(page -> !name.endsWith(".html"))
        .orElseThrow(() -> new Refused(Problem.notFound()));
  }
}

package dev.parley.api;

/**
 * One line of the table of routes.
 *
 * @param path with parameters in braces; in angle brackets where one may have slashes
 */
record Route(Method method, String path, Call call) {

  /** What the interface is asked with; whoever may GET may also HEAD. */
  enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE
  }

  static Route get(String path, Call call) {
    return new Route(Method.GET, path, call);
  }

  static Route post(String path, Call call) {
    return new Route(Method.POST, path, call);
  }

  static Route put(String path, Call call) {
    return new Route(Method.PUT, path, call);
  }

  static Route patch(String path, Call call) {
    return new Route(Method.PATCH, path, call);
  }

  static Route delete(String path, Call call) {
    return new Route(Method.DELETE, path, call);
  }
}

package dev.parley.api;

/** The interface's description of itself, a document beside this class. */
final class OpenApi implements Call {

  private final Reply.Page document = new Pages("/dev/parley/api/").own("openapi.json", 200);

  @Override
  public Reply answer(Request request) {
    return document;
  }
}

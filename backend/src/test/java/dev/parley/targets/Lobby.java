package dev.parley.targets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.e2e.Rest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Map;

/**
 * Makes rooms and brings people in. One network address may only make so many rooms a minute, so
 * rooms are made from a new one of loopback's addresses every now and then.
 */
final class Lobby implements AutoCloseable {

  private static final int ROOMS_PER_ADDRESS = 20;

  private final String url;
  private Rest rest;
  private int made;

  Lobby(String url) {
    this.url = url;
    this.rest = from(0);
  }

  private Rest from(int number) {
    try {
      return new Rest(url, InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) (number + 1)}));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  void awaitReady(String language) {
    rest.awaitReady(language);
  }

  /** Waits until a container of the language waits and none is being made. */
  void awaitStocked(String language) {
    rest.awaitStocked(language);
  }

  Rest.Room room(String language, String text) {
    if (++made % ROOMS_PER_ADDRESS == 0) {
      rest.close();
      rest = from(made / ROOMS_PER_ADDRESS);
    }
    return rest.create("Targets", language, text);
  }

  /** A room with two plain clients. */
  Pair pair(String language, String text) {
    Rest.Room room = room(language, text);
    return new Pair(room, plain(room, "Ada"), plain(room, "Ben"));
  }

  /**
   * When the server took a room's first run and when it started it, in milliseconds of its clock.
   */
  record Turn(long taken, long started) {}

  Turn turn(Rest.Room room) {
    long created =
        Instant.parse(rest.get("/api/rooms/" + room.code()).get("created_at").textValue())
            .toEpochMilli();
    return new Turn(
        created + firstAt(room, "run_requested"), created + firstAt(room, "run_started"));
  }

  private long firstAt(Rest.Room room, String kind) {
    return rest.events(room.code(), kind).getFirst().get("at").longValue();
  }

  private Wire plain(Rest.Room room, String name) {
    Wire client = Wire.connected(url, Map.of());
    return welcomed(
        client, client.ask("join_session", Map.of("session_code", room.code(), "username", name)));
  }

  /** A client that is to join by itself. */
  Wire client(Rest.Room room, String name) {
    return Wire.connected(url, Map.of("token", rest.token(room, name)));
  }

  private static Wire welcomed(Wire client, JsonNode welcome) {
    if (welcome.has("error")) {
      throw new IllegalStateException(welcome.toString());
    }
    return client;
  }

  @Override
  public void close() {
    rest.close();
  }
}

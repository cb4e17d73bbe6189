package dev.parley.faults;

import java.util.List;

/** Somebody at the bench who types, whatever the client. Thread-safe. */
interface Participant extends AutoCloseable {

  String name();

  /** One stroke, if there can be one now. Never blocks. */
  void type();

  /** What this one meant and was told. */
  History history();

  /** Whether the room has let this one in and the connection stands. */
  boolean isInside();

  /** Whether nothing of this one's is under way. */
  boolean isSettled();

  /** What is on this one's screen. */
  String text();

  /** What must not happen but did, in words. */
  List<String> faults();

  @Override
  void close();
}

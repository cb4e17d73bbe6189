package dev.parley.socketio;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The pings that are under way, oldest first. Packets stay in order both ways and every client
 * answers every ping, so the next pong answers the oldest; and as a client reads what came before
 * the ping before it answers, its pong is a receipt for that too. On the session's loop.
 */
final class Pings {

  /** Beyond this a client is one that does not answer. */
  private static final int MOST = 256;

  private final Queue<Runnable> pongs = new ArrayDeque<>();
  private boolean unanswered;

  /** A ping goes out; the step follows its pong. */
  void sent(Runnable pong) {
    if (unanswered) {
      return;
    }
    pongs.add(pong);
    if (pongs.size() > MOST) {
      // Its pongs can no longer be told apart: what it has read stays unknown from here on.
      unanswered = true;
      pongs.clear();
    }
  }

  /** A pong came in; one too many says nothing. */
  void answered() {
    Runnable pong = pongs.poll();
    if (pong != null) {
      pong.run();
    }
  }
}

package dev.parley.session;

/** The life of a room. */
public enum RoomState {
  /** Being prepared; only interviewers see inside. */
  LOBBY,
  /** Open to whoever has the code. */
  LIVE,
  /** Over: nothing can be changed, everything can be replayed. */
  ENDED
}

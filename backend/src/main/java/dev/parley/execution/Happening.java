package dev.parley.execution;

import dev.parley.container.Exit;
import dev.parley.container.Lease;
import dev.parley.container.OutputSink;
import java.nio.ByteBuffer;

/** What a run is told, by the queue, the pool, the sandbox and people. */
sealed interface Happening {

  /** Its place among those who wait. */
  record Placed(Place place) implements Happening {}

  /** It may run now. */
  record Granted() implements Happening {}

  record Leased(Lease lease) implements Happening {}

  record NotLeased(String why) implements Happening {}

  record Compiling(long at) implements Happening {}

  record Running(long at) implements Happening {}

  record Waiting(boolean forInput) implements Happening {}

  record Output(OutputSink.Stream stream, ByteBuffer bytes) implements Happening {}

  record Exited(Exit exit) implements Happening {}

  /** It was told to end; the run knows why. */
  record Ended() implements Happening {}
}

package dev.parley.room;

import dev.parley.execution.Admission;
import dev.parley.execution.ExecutionListener;
import dev.parley.execution.ExecutionRequest;

/** Where a room sends what it wants run. */
@FunctionalInterface
public interface Runs {

  /** Takes a run or says why not; never blocks. */
  Admission submit(ExecutionRequest request, ExecutionListener listener);
}

package dev.parley.room;

import dev.parley.execution.Admission;
import dev.parley.execution.ExecutionListener;
import dev.parley.execution.ExecutionRequest;
import dev.parley.language.Language;

/** Where a room sends what it wants run. */
@FunctionalInterface
public interface Runs {

  /** Takes a run or says why not; never blocks. */
  Admission submit(ExecutionRequest request, ExecutionListener listener);

  /** People turned to a language and will want programs of it run. Never blocks. */
  default void prepare(Language language) {}
}

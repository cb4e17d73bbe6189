package dev.parley.execution;

/** Where a piece of output came from. */
public enum OutputKind {
  /** A program's standard output, through a pipe. */
  STDOUT,
  /** A program's standard error, through a pipe; also the compiler's words. */
  STDERR,
  /** Everything a program wrote to its terminal, in exact order. */
  TERMINAL,
  /** The platform's own words, never the program's: "output cut at 1 MB". */
  NOTICE
}

/**
 * The fault bench: servers that are killed, paused and cut off while people type, and the verdict
 * on what came of it. What every client meant to do and what it was told is written down ({@link
 * History}); afterwards a {@link Judge} that knows nothing of the product's algebra holds that
 * against the text, the journal, the replay and every client's screen. {@link Bench} is the command
 * line, the tests beside it are short forms of the same scenarios.
 */
package dev.parley.faults;

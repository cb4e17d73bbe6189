/**
 * The past of a room, read from its journal: what it was at any moment, and where to look. Nothing
 * here knows whether the room is still alive, and nothing here writes.
 */
package dev.parley.replay;

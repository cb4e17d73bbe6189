/**
 * Rooms as files outside the database: written while everybody types, checked entry by entry when
 * they are read. A backup is text, so that any release, and any database, can take it up again.
 */
package dev.parley.backup;

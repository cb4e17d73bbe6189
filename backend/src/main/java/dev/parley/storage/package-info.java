/**
 * Where rooms are kept: an H2 file, its schema, and the two ports that are stored in it. Rows,
 * sessions and connections never leave this package; that there is a database at all, nobody else
 * knows.
 */
package dev.parley.storage;

/**
 * A room as it stands in the books: its codes, title, language and state. The living room is in
 * {@code room}; nothing here knows who is connected.
 */
package dev.parley.session;

/**
 * The REST interface and the pages: one table of routes, answers as values, refusals as RFC 9457
 * problems. What happens in a room is the room's; nothing here changes one except by asking it.
 */
package dev.parley.api;

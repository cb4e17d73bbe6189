/**
 * The socket side of the protocol: an event's name and payload become a {@code Command} on a room's
 * lane, and what the room says becomes events. Past this package there is no JSON.
 */
package dev.parley.socket;

/**
 * The whole server as people meet it: real clients, real browsers, real containers, real kills.
 * Nothing here knows how anything is done inside.
 */
package dev.parley.e2e;

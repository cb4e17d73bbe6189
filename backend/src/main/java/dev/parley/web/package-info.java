/**
 * The one public port: Socket.IO is served on the spot, every other request is relayed to the HTTP
 * server behind it, which listens on loopback only.
 *
 * <p>The choice is made per request, because browsers and proxies mix both kinds on one connection.
 * It knows paths and headers, and nothing of what the pages, the API or the events mean.
 */
package dev.parley.web;

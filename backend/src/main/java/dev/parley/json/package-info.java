/**
 * How the domain looks as JSON: one mapper, and the form of the log's events. The domain carries no
 * annotations; what differs from its own names is said here and nowhere else.
 */
package dev.parley.json;

/**
 * Looks whether this machine can be trusted with strangers' programs: what the server needs is
 * there, and the limits of a sandbox bite when they are tried from inside. {@code parley doctor}
 * tells people; in public the server asks before it starts.
 */
package dev.parley.doctor;

/**
 * One immutable set of settings, made of each feature's own record. What the environment says is
 * read once, at the start; an unknown or malformed setting stops the start and names itself.
 */
package dev.parley.config;

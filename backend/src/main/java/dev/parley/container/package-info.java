/**
 * Containers as the rest of the server knows them: a sandbox that waits for one program, the pool
 * that keeps some ready, and the frames spoken with the supervisor inside. Which engine runs them
 * is a matter of the packages below.
 */
package dev.parley.container;

/**
 * Sandboxes as Docker containers. The only package that knows docker-java; what that library and
 * the engine do not promise (time limits, a stream's end, copies of buffers) is made good here.
 */
package dev.parley.container.docker;

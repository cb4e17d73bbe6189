/**
 * The command line and the wiring: {@code App} builds every part by hand and closes it in reverse.
 */
package dev.parley;

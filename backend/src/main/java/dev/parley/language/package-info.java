/**
 * What a programming language is to Parley: a folder under {@code runtimes/} and nothing else.
 * Adding one touches no Java.
 */
package dev.parley.language;

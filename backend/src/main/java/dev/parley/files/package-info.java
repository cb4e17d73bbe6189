/**
 * What a file may be called, and files packed into an archive. Strangers choose names; everything
 * that takes one takes it as a {@link dev.parley.files.FileName} and need not ask again.
 */
package dev.parley.files;

/**
 * The moments at which a fault hurts most, by name. The product only says when it gets there; what
 * happens then is the business of whoever wired it, and outside of tests that is nothing.
 */
package dev.parley.failpoint;

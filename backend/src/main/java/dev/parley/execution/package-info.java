/**
 * One run from the request to the verdict: queue, streams, budgets, outcome. Knows containers by
 * their port and rooms not at all; results go up through {@link
 * dev.parley.execution.ExecutionListener}.
 */
package dev.parley.execution;

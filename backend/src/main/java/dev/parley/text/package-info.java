/**
 * Text that several people edit at once, as algebra: changes, what two of them mean together, and
 * the difference of two texts. Knows nothing of rooms, people or the network.
 */
package dev.parley.text;

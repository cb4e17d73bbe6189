/**
 * What running code must achieve, measured: {@code ./test.sh --targets} runs {@link
 * dev.parley.targets.RunTargets}. Programs, not tests; figures are compared as ratios within one
 * run, or judged by the person who reads them.
 */
package dev.parley.targets;

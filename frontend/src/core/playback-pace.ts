/** How playing time runs: faster or slower, and over the stretches in which nothing happened. */
import type { Playback } from './playback.ts';

export const SPEEDS = [1, 2, 4, 8, 16, 32] as const;
export type Speed = (typeof SPEEDS)[number];

/** Silence longer than this, in milliseconds, is an idle gap. */
export const IDLE_AFTER = 3_000;
/** What stays of a gap at either end, so that the eye sees that time was cut. */
const LEAD = 500;

/** A stretch of session time in which nobody typed, ran or wrote anything. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** Everything longer than {@link IDLE_AFTER} between two events, and before the end. Moving a caret is not silence. */
export function idleGaps(playback: Playback): Gap[] {
  const gaps: Gap[] = [];
  let from = 0;
  for (let i = 0; i <= playback.events.length; i++) {
    const to = playback.timeOf(i);
    if (to - from > IDLE_AFTER) gaps.push({ from, to });
    from = to;
  }
  return gaps;
}

/**
 * The session time after playing for `elapsed` milliseconds of the watcher's time.
 *
 * @param gaps to jump over, in order; none to play them out
 */
export function advance(
  time: number,
  elapsed: number,
  speed: Speed,
  gaps: readonly Gap[],
  duration: number,
): number {
  let left = elapsed * speed;
  let now = time;
  for (const gap of gaps) {
    const [start, end] = [gap.from + LEAD, gap.to - LEAD];
    if (end <= now) continue;
    if (now + left < start) break;
    left -= Math.max(0, start - now);
    now = end;
  }
  return Math.min(duration, now + left);
}

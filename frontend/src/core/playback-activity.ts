/** How busy each person was over the session, in equal slices of time: what the strip above the scrubber draws. */
import type { Playback } from './playback.ts';

/** The share of slices with activity that are less busy than a busy one. */
const BUSY = 0.95;

export interface Activity {
  /** Characters inserted or deleted per slice, by person. */
  readonly typed: ReadonlyMap<string, Float64Array>;
  /** A busy slice, over all people: what fills the strip. Only a large paste is more. */
  readonly busy: number;
}

export function activity(playback: Playback, slices: number): Activity {
  const typed = new Map<string, Float64Array>();
  const sums = new Float64Array(slices);
  const width = Math.max(1, playback.duration) / slices;
  for (const { changes } of playback.files) {
    for (const { event, by, change, inserted } of changes) {
      if (by === null) continue;
      const slice = Math.min(slices - 1, Math.floor(playback.timeOf(event) / width));
      const amount = inserted + Math.max(0, change.length + inserted - change.newLength);
      const own = typed.get(by) ?? new Float64Array(slices);
      typed.set(by, own);
      own[slice] = (own[slice] ?? 0) + amount;
      sums[slice] = (sums[slice] ?? 0) + amount;
    }
  }
  const sorted = sums.filter((sum) => sum > 0).toSorted();
  return { typed, busy: sorted[Math.floor(sorted.length * BUSY)] ?? 0 };
}

import type { Refusal } from './protocol.ts';

/** Nothing is wrong with the edit: the room or our place in it is not what it was. A new join settles it. */
export const REJOIN: ReadonlySet<string> = new Set([
  'not_joined',
  'foreign_client',
  'stale_epoch',
  'invalid_revision',
  'unknown_file',
  'unavailable',
  'not_saved',
]);

/** The room knows our numbers otherwise than we do: what we have cannot be sent under them. */
export const MISCOUNTED: ReadonlySet<string> = new Set(['conflict', 'gap']);

/** Whether asking again, in the same form and later, can help. */
export function mayPass({ code, retryable }: Refusal): boolean {
  return !REJOIN.has(code) && (retryable || code === 'rate_limited');
}

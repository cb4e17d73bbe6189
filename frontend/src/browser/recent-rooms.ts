import { boolean, count, decode, list, object, or, string } from '../core/decoder.ts';
import { keep, kept } from './preferences.ts';

/** A room that somebody was in with this browser; whoever closed its tab finds it again on the first page. */
export interface RecentRoom {
  readonly code: string;
  readonly title: string;
  /** When it was entered last, in milliseconds since 1970. */
  readonly at: number;
  /** Whether this browser may direct it. */
  readonly directs: boolean;
}

const SLOT = 'parley.rooms';
const MOST = 6;

const stored = list(object({ code: string, title: or(string, ''), at: count, directs: or(boolean, false) }));

/** The newest first. */
export function recentRooms(): readonly RecentRoom[] {
  try {
    const read = decode(stored, JSON.parse(kept(SLOT) || '[]'), SLOT);
    return read.ok ? read.value : [];
  } catch {
    return [];
  }
}

export function rememberRoom(room: RecentRoom): void {
  const others = recentRooms().filter(({ code }) => code !== room.code);
  keep(SLOT, JSON.stringify([room, ...others].slice(0, MOST)));
}

/** Takes it off the list; the room itself stays, and so does the way in. */
export function forgetRoom(code: string): void {
  keep(SLOT, JSON.stringify(recentRooms().filter((room) => room.code !== code)));
}

import { count, type Decoder, list, object, oneOf, or, string } from './decoder.ts';
import { change } from './decoding.ts';
import { type ChangeJson, type Source, SOURCES } from './protocol.ts';

/*
 * Exactly once over a reload. While anything is unconfirmed, a keepsake holds confirmed text, revision, numbers,
 * unconfirmed changes and the frozen push; it is written before a push is first sent. After a reload the page takes
 * the kept client id and this state and joins with `have` at the kept revision, which is the ordinary reconnect:
 * what had been accepted is in the answer under our own id and leaves the unconfirmed list; what had not is sent
 * again, frozen form and numbers unchanged, so that a copy still on its way is recognised as well. Should the room
 * give us another id, entries under the kept id are still ours while the answer is taken in, and only the rest is
 * renumbered. A second tab that was handed a copy of the keepsake must not use it: the page asks around first.
 */

/** What a reload must not forget of one file: the text the server had confirmed and the changes it had not. */
export interface Keepsake {
  readonly client: string;
  readonly epoch: string;
  readonly revision: number;
  readonly text: string;
  /** How many changes of this client the server had accepted: the number of the first in `changes`. */
  readonly accepted: number;
  readonly changes: readonly ChangeJson[];
  /** How each of them came about. */
  readonly sources: readonly Source[];
  readonly sent: Frozen | null;
}

/** A push as it was first sent; it is never sent in another form. */
export interface Frozen {
  readonly revision: number;
  readonly first: number;
  readonly changes: readonly ChangeJson[];
  readonly source: Source;
}

const source = oneOf(...SOURCES);

export const keepsake: Decoder<Keepsake> = object({
  client: string,
  epoch: string,
  revision: count,
  text: string,
  accepted: count,
  changes: list(change),
  sources: list(source),
  sent: or(object({ revision: count, first: count, changes: list(change), source }), null),
});

/** Where keepsakes live: the tab's own storage. Both calls are cheap and never throw. */
export interface Keepsakes {
  /** Everything kept for this room by file, unread. */
  load(): ReadonlyMap<string, unknown>;
  /** Null forgets. */
  store(file: string, keepsake: Keepsake | null): void;
  /** Unsent text that the person has not dismissed yet, unread. */
  loadSalvages(): unknown;
  storeSalvages(salvages: readonly Salvage[]): void;
}

/** Text of ours that could not become part of the room's. */
export interface Salvage {
  readonly file: string;
  readonly reason: string;
  /** The whole text as it was on screen. */
  readonly text: string;
}

export const salvages: Decoder<readonly Salvage[]> = list(
  object({ file: string, reason: string, text: string }),
);

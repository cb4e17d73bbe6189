import type { ChangeSet } from '@codemirror/state';
import type { Pointing, Ranges } from './protocol.ts';

/** Somebody else's selection in the coordinates of the text on screen. */
export interface Caret {
  readonly client: string;
  readonly by: string;
  readonly ranges: Ranges;
}

interface Step {
  readonly before: number;
  readonly client: string;
  readonly change: ChangeSet;
}

/** Steps kept to bring a selection forward that was sent before them; older ones are dropped. */
const REMEMBERED_STEPS = 300;
const REMEMBERED_CARETS = 64;

/**
 * Where the others are in one file. A selection travels in the server's coordinates at a revision: one from the
 * past is mapped over what came since, one from the future waits until we are there. When positions do not fit
 * (two histories mixed up) the selection is dropped, never the text.
 */
export class Carets {
  readonly #pointings = new Map<string, Pointing>();
  #steps: Step[] = [];

  point(pointing: Pointing): void {
    this.#pointings.delete(pointing.client);
    if (this.#pointings.size >= REMEMBERED_CARETS) return;
    this.#pointings.set(pointing.client, pointing);
    for (const step of this.#steps) this.#carry(step, pointing.client);
  }

  /** The server's text moved on by one change. */
  advance(before: number, client: string, change: ChangeSet): void {
    const step = { before, client, change };
    this.#steps.push(step);
    if (this.#steps.length > REMEMBERED_STEPS) this.#steps.shift();
    for (const pointed of this.#pointings.keys()) this.#carry(step, pointed);
  }

  gone(by: string): void {
    for (const [client, pointing] of this.#pointings) if (pointing.by === by) this.#pointings.delete(client);
  }

  /** This page's caret is in another file now. */
  away(client: string): boolean {
    return this.#pointings.delete(client);
  }

  clear(): void {
    this.#pointings.clear();
    this.#steps = [];
  }

  /** Everybody who points at this revision, seen through our own changes that the server does not know yet. */
  shown(revision: number, length: number, unconfirmed: readonly ChangeSet[]): Caret[] {
    const carets: Caret[] = [];
    for (const { client, by, revision: at, ranges } of this.#pointings.values()) {
      if (at !== revision || ranges.some((range) => Math.max(...range) > length)) continue;
      const map = (position: number) => unconfirmed.reduce((p, change) => change.mapPos(p, -1), position);
      carets.push({ client, by, ranges: ranges.map(([anchor, head]) => [map(anchor), map(head)] as const) });
    }
    return carets;
  }

  #carry({ before, client, change }: Step, pointed: string): void {
    const pointing = this.#pointings.get(pointed);
    if (!pointing || pointing.revision !== before) return;
    // A caret follows what its own owner types and stays put before what others insert at its place.
    const side = client === pointed ? 1 : -1;
    if (pointing.ranges.some((range) => Math.max(...range) > change.length)) {
      this.#pointings.delete(pointed);
      return;
    }
    const ranges = pointing.ranges.map(
      ([anchor, head]) => [change.mapPos(anchor, side), change.mapPos(head, side)] as const,
    );
    this.#pointings.set(pointed, { ...pointing, revision: before + 1, ranges });
  }
}

import { ChangeSet, Text } from '@codemirror/state';
import type { Keepsake } from './keepsake.ts';
import type { ChangeJson, Entry, Ranges, Source, Whole } from './protocol.ts';
import { hunks, reach } from './text-difference.ts';

/*
 * One file as two parties see it: the last text the server confirmed to us and our own changes on top of it that it
 * has not confirmed. What is on screen is always the one plus the other. Only arithmetic: who sends what and when
 * is `text-client.ts`.
 *
 * An entry of the server's log is taken in ONE AT A TIME: every unconfirmed change moves over it and it over every
 * unconfirmed change, exactly as the server does on its side. Over a composition of entries the two sides end
 * differently: in `abc` one inserts U at 0, the log meanwhile deletes a and then inserts y at 0; over both in turn
 * that is `yUbc`, over their composition, which no longer knows on which side of the a the y was, `Uybc`.
 *
 * Own changes are numbered from 0 without a gap. They come back in the log under our client id and in order, so the
 * head of the unconfirmed list is always the one that is meant.
 */
interface Mine {
  readonly change: ChangeSet;
  readonly source: Source;
}

export class SharedText {
  epoch: string;
  revision: number;
  #confirmed: Text;
  #unconfirmed: Mine[] = [];
  #accepted = 0;
  #numberedBy: string;

  constructor(base: Whole, client: string) {
    this.epoch = base.epoch;
    this.revision = base.revision;
    this.#accepted = base.accepted ?? 0;
    this.#confirmed = text(base.text);
    this.#numberedBy = client;
  }

  /** @throws RangeError when the keepsake does not fit together */
  static restore(kept: Keepsake): SharedText {
    const shared = new SharedText(kept, kept.client);
    shared.#unconfirmed = kept.changes.map((change, index) => ({
      change: ChangeSet.fromJSON(change),
      source: kept.sources[index] ?? 'typing',
    }));
    shared.document();
    return shared;
  }

  get confirmed(): Text {
    return this.#confirmed;
  }

  get unconfirmed(): readonly ChangeSet[] {
    return this.#unconfirmed.map(({ change }) => change);
  }

  get pending(): number {
    return this.#unconfirmed.length;
  }

  /** Number of the first unconfirmed change: how many of ours the server has. */
  get accepted(): number {
    return this.#accepted;
  }

  /** The client id under which our changes are numbered. */
  get numberedBy(): string {
    return this.#numberedBy;
  }

  /** What the screen shows. */
  document(): Text {
    return this.#unconfirmed.reduce((document, { change }) => change.apply(document), this.#confirmed);
  }

  local(change: ChangeSet, source: Source): void {
    this.#unconfirmed.push({ change, source });
  }

  /**
   * Takes one entry of the log in.
   *
   * @returns what it does to the text on screen, or null for a change of ours that is there already
   * @throws RangeError when it does not fit: we and the server no longer have the same text
   */
  take(entry: Entry, change: ChangeSet): ChangeSet | null {
    this.#confirmed = change.apply(this.#confirmed);
    this.revision++;
    if (entry.client === this.#numberedBy) {
      this.#accepted++;
      if (this.#unconfirmed.shift()) return null;
    }
    return this.#moveOver(change);
  }

  /**
   * Goes on from a text that the log does not lead to, by way of what differs: the unconfirmed changes move over
   * that as over one of somebody else. Nothing that they insert gets lost.
   *
   * @param known how many of the unconfirmed changes are in that text already
   * @param apart only if what differs and what is unconfirmed do not touch. Where nobody knows how much of ours is in
   *     the text, this keeps from taking what somebody did, or we ourselves, a second time.
   * @returns what it does to the text on screen, or null when it cannot be done so and nothing has changed
   * @throws RangeError when what is unconfirmed does not fit our own copy, which nothing has changed then
   */
  rebase(whole: Whole, known: number, apart: boolean): ChangeSet | null {
    const before = this.#unconfirmed
      .slice(0, known)
      .reduce((base, { change }) => change.apply(base), this.#confirmed);
    const waiting = this.#unconfirmed.slice(known);
    const old = before.toString();
    const differing = hunks(old, whole.text);
    if (apart && waiting.length > 0) {
      const places = differing.map((hunk) => reach(old, hunk));
      if (touch(waiting, places)) return null;
    }
    const change = ChangeSet.of([...differing], before.length);
    waiting.reduce((document, mine) => mine.change.apply(document), before);
    this.#unconfirmed = waiting;
    this.#accepted += known;
    this.restart(whole);
    return this.#moveOver(change);
  }

  #moveOver(change: ChangeSet): ChangeSet {
    let over = change;
    this.#unconfirmed = this.#unconfirmed.map(({ change: mine, source }) => {
      const moved = mine.map(over);
      over = over.map(mine, true);
      return { change: moved, source };
    });
    return over;
  }

  /** The unconfirmed changes go on as new ones of another client. */
  renumber(client: string): void {
    this.#numberedBy = client;
    this.#accepted = 0;
  }

  forgetUnconfirmed(): void {
    this.#unconfirmed = [];
  }

  /** Starts from another text; unconfirmed changes stay and must fit it. */
  restart(base: Whole): void {
    this.epoch = base.epoch;
    this.revision = base.revision;
    this.#confirmed = text(base.text);
  }

  /** A selection on screen in the server's coordinates at {@link revision}. */
  outward(ranges: Ranges): Ranges {
    const inverses = this.#unconfirmed.map(({ change }) => change.invertedDesc).toReversed();
    const map = (position: number) => inverses.reduce((p, inverse) => inverse.mapPos(p, -1), position);
    return ranges.map(([anchor, head]) => [map(anchor), map(head)] as const);
  }

  /** The first unconfirmed changes of one source, as many as fit one push and at least one. */
  batch(most: number, units: number): { readonly changes: readonly ChangeJson[]; readonly source: Source } {
    const source = this.#unconfirmed[0]?.source ?? 'typing';
    let size = 0;
    const changes: ChangeJson[] = [];
    for (const mine of this.#unconfirmed.slice(0, most)) {
      size += inserted(mine.change);
      if (changes.length > 0 && (size > units || mine.source !== source)) break;
      changes.push(toJson(mine.change));
    }
    return { changes, source };
  }

  keepsake(): Omit<Keepsake, 'sent'> | null {
    if (this.#unconfirmed.length === 0) return null;
    return {
      client: this.#numberedBy,
      epoch: this.epoch,
      revision: this.revision,
      text: this.#confirmed.toString(),
      accepted: this.#accepted,
      changes: this.#unconfirmed.map(({ change }) => toJson(change)),
      sources: this.#unconfirmed.map(({ source }) => source),
    };
  }
}

/** Whether unconfirmed changes reach one of these places of the text that they were made on. */
function touch(mine: readonly Mine[], places: readonly (readonly [number, number])[]): boolean {
  const [first, ...rest] = mine.map(({ change }) => change);
  if (!first) return false;
  const all = rest.reduce((sum, change) => sum.compose(change), first);
  let found = false;
  all.iterChangedRanges((from, to) => {
    found ||= places.some(([start, end]) => start <= to && from <= end);
  }, true);
  return found;
}

function text(whole: string): Text {
  return Text.of(whole.split('\n'));
}

function toJson(change: ChangeSet): ChangeJson {
  return change.toJSON() as ChangeJson;
}

function inserted(change: ChangeSet): number {
  let units = 0;
  change.iterChanges((_from, _to, _start, _end, insert) => (units += insert.length));
  return units;
}

/**
 * One file through the whole session.
 *
 * Texts are immutable trees that share structure, so a copy each {@link KEYFRAME_EVERY} changes costs little and any
 * revision is at most 99 applies away. Positions are counts of log events: "the file at position p" has seen every
 * change among the first p events.
 */
import { ChangeSet, Text } from '@codemirror/state';

export const KEYFRAME_EVERY = 100;

export interface RecordedChange {
  /** Index of its event in the log. */
  readonly event: number;
  readonly at: number;
  readonly by: string | null;
  readonly source: string;
  readonly change: ChangeSet;
  /** Where the author's caret stood afterwards: the end of the last section that changed. */
  readonly caret: number;
  /** UTF-16 units inserted. */
  readonly inserted: number;
}

/** Values that hold from an event on. */
class Stepped<T> {
  readonly #steps: { readonly event: number; readonly value: T }[] = [];

  constructor(event: number, value: T) {
    this.set(event, value);
  }

  set(event: number, value: T): void {
    this.#steps.push({ event, value });
  }

  /** The value when the first `position` events have happened. */
  at(position: number): T | undefined {
    return this.#steps[countBefore(this.#steps, position) - 1]?.value;
  }
}

/** How many of the steps, sorted by event, lie before the position. */
export function countBefore(steps: readonly { readonly event: number }[], position: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((steps[middle]?.event ?? Infinity) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

export class FileTrack {
  readonly changes: RecordedChange[] = [];
  readonly #keyframes: Text[];
  readonly #names: Stepped<string>;
  readonly #languages: Stepped<string>;
  /** Index of the event that made it. */
  readonly created: number;
  #deleted = Infinity;
  #last: Text;

  constructor(event: number, name: string, language: string, text: string) {
    this.created = event;
    this.#names = new Stepped(event, name);
    this.#languages = new Stepped(event, language);
    this.#last = Text.of(text.split('\n'));
    this.#keyframes = [this.#last];
  }

  /** Appends a change. False, and nothing happens, when it does not fit the text. */
  append(event: number, at: number, by: string | null, source: string, change: ChangeSet): boolean {
    if (change.length !== this.#last.length) return false;
    let caret = 0;
    let inserted = 0;
    change.iterChanges((_fromA, _toA, fromB, toB) => {
      caret = toB;
      inserted += toB - fromB;
    });
    this.#last = change.apply(this.#last);
    this.changes.push({ event, at, by, source, change, caret, inserted });
    if (this.changes.length % KEYFRAME_EVERY === 0) this.#keyframes.push(this.#last);
    return true;
  }

  rename(event: number, name: string): void {
    this.#names.set(event, name);
  }

  setLanguage(event: number, language: string): void {
    this.#languages.set(event, language);
  }

  delete(event: number): void {
    this.#deleted = event;
  }

  existsAt(position: number): boolean {
    return this.created < position && position <= this.#deleted;
  }

  nameAt(position: number): string {
    return this.#names.at(position) ?? '';
  }

  languageAt(position: number): string {
    return this.#languages.at(position) ?? '';
  }

  revisionAt(position: number): number {
    return countBefore(this.changes, position);
  }

  /** The text after that many changes. */
  textOf(revision: number): Text {
    const start = Math.floor(revision / KEYFRAME_EVERY);
    let text = this.#keyframes[start] ?? this.#last;
    for (const { change } of this.changes.slice(start * KEYFRAME_EVERY, revision)) text = change.apply(text);
    return text;
  }

  /** The one change that leads from a revision to a later one. */
  between(from: number, to: number): ChangeSet | undefined {
    const [first, ...rest] = this.changes.slice(from, to);
    return first && rest.reduce((whole, { change }) => whole.compose(change), first.change);
  }

  /** Moves a place in the text of one revision to a later one. */
  mapPlace(place: number, from: number, to: number): number {
    return this.changes
      .slice(from, to)
      .reduce((p, { change }) => change.mapPos(Math.min(p, change.length), 1), place);
  }
}

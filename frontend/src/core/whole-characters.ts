import type { ChangeSet, Text } from '@codemirror/state';

/*
 * Characters beyond the first 65,536 are two units, a pair of surrogates. Half a pair is no text, and the room takes no
 * change that brings or tears one. An editor compares units, though: where 😀 became 😁 it finds that only the second
 * half differs, and changes that.
 */

export interface WholeChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

const HALF = /\p{Surrogate}/u;
const HALVES = /\p{Surrogate}/gu;

/**
 * The same edit in whole characters; halves that nothing completes become the sign for an unreadable character.
 *
 * @returns null when the changes are whole already
 */
export function widened(changes: ChangeSet, before: Text): readonly WholeChange[] | null {
  const wide: WholeChange[] = [];
  let torn = false;
  changes.iterChanges((from, to, _start, _end, text) => {
    const insert = text.sliceString(0, text.length, '\n');
    const [first, last] = [tears(before, from), tears(before, to)];
    torn ||= first || last || HALF.test(insert);
    const head = first ? before.sliceString(from - 1, from) : '';
    const tail = last ? before.sliceString(to, to + 1) : '';
    wide.push({
      from: from - head.length,
      to: to + tail.length,
      insert: (head + insert + tail).replaceAll(HALVES, '\u{fffd}'),
    });
  });
  return torn ? wide : null;
}

/** Whether a position lies between the halves of a pair. */
function tears(text: Text, position: number): boolean {
  if (position === 0 || position === text.length) return false;
  const [high, low] = [text.sliceString(position - 1, position), text.sliceString(position, position + 1)];
  return (high.charCodeAt(0) & 0xfc00) === 0xd800 && (low.charCodeAt(0) & 0xfc00) === 0xdc00;
}

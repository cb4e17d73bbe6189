import { ChangeSet, Text } from '@codemirror/state';
import { expect, it } from 'vitest';
import { difference } from './playback-difference.ts';

const text = (s: string) => Text.of(s.split('\n'));

it.each([
  ['', 'abc', [0, 0, 'abc']],
  ['abc', '', [0, 3, '']],
  ['one two three', 'one 2 three', [4, 7, '2']],
  ['aa', 'aaa', [2, 2, 'a']],
  ['a\nb\nc', 'a\nc', [2, 4, '']],
  ['x😀y', 'x😁y', [1, 3, '😁']],
  ['x😀', 'x🐀', [1, 3, '🐀']],
] as const)('replaces only the middle of %j to make %j', (from, to, [start, end, insert]) => {
  const change = difference(text(from), text(to));
  expect(change).toEqual({ from: start, to: end, insert: text(insert) });
  expect(
    ChangeSet.of(change ?? [], from.length)
      .apply(text(from))
      .toString(),
  ).toBe(to);
});

it('finds nothing between equal texts', () => {
  expect(difference(text('same\n'), text('same\n'))).toBeUndefined();
});

import { ChangeSet, Text } from '@codemirror/state';
import { expect, test } from 'vitest';
import { Chance } from './testing/random.ts';
import { hunks, reach } from './text-difference.ts';

function applied(before: string, after: string): string {
  const text = Text.of(before.split('\n'));
  return ChangeSet.of([...hunks(before, after)], text.length)
    .apply(text)
    .toString();
}

test('two edits far apart are two hunks, and what lies between is not touched', () => {
  const before = 'one\ntwo\nthree\nfour\n';
  expect(hunks(before, 'One\ntwo\nthree\nfour!\n')).toEqual([
    { from: 0, to: 1, insert: 'O' },
    { from: 18, to: 18, insert: '!' },
  ]);
  expect(hunks(before, before)).toEqual([]);
});

test('within a line only what differs is replaced', () => {
  expect(hunks('sum(first, second)', 'sum(1st, second, more)')).toEqual([
    { from: 4, to: 7, insert: '1' },
    { from: 17, to: 17, insert: ', more' },
  ]);
});

test('no hunk begins or ends inside a character', () => {
  expect(hunks('a😀b', 'a😁b')).toEqual([{ from: 1, to: 3, insert: '😁' }]);
});

const seeds = Array.from({ length: 60 }, (_, index) => index + 1);
test.each(seeds)('seed %i: the hunks lead from one text to the other', (seed) => {
  const chance = new Chance(seed);
  const word = () => ['a', 'b', 'ab', '\n', 'x\n', '🙂', ' '][chance.below(7)] ?? '';
  const text = (words: number) => Array.from({ length: words }, word).join('');
  let after = text(chance.below(300));
  const before = after;
  for (let edit = 0; edit < chance.below(8); edit++) {
    const from = chance.below(after.length + 1);
    after = after.slice(0, from) + text(chance.below(6)) + after.slice(from + chance.below(5));
  }
  after = after.replaceAll(/\p{Surrogate}/gu, '');
  expect(applied(before, after)).toBe(after);
  expect(applied(text(200), after)).toBe(after);
});

test('texts that have nothing in common are one replacement, soon', () => {
  const before = Array.from({ length: 6000 }, (_, i) => `old ${i}\n`).join('');
  const after = Array.from({ length: 6000 }, (_, i) => `new ${i * 7}\n`).join('');
  expect(hunks(before, after)).toHaveLength(1);
  expect(applied(before, after)).toBe(after);
});

test('an insertion reaches as far as it could slide', () => {
  expect(reach('xaab', { from: 3, to: 3, insert: 'a' })).toEqual([1, 3]);
  expect(reach('abab', { from: 0, to: 2, insert: '' })).toEqual([0, 4]);
  expect(reach('abc', { from: 1, to: 1, insert: 'z' })).toEqual([1, 1]);
  expect(reach('abc', { from: 1, to: 2, insert: 'z' })).toEqual([1, 2]);
});

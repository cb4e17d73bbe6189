import { ChangeSet, Text } from '@codemirror/state';
import { expect, test } from 'vitest';
import { Chance } from './testing/random.ts';
import { widened } from './whole-characters.ts';

function of(text: string, from: number, to: number, insert: string): ChangeSet {
  return ChangeSet.of({ from, to, insert }, text.length);
}

test('what is whole stays as it is', () => {
  const text = 'a😀b';
  expect(widened(of(text, 1, 3, '🙂'), Text.of([text]))).toBeNull();
  expect(widened(of(text, 0, 4, ''), Text.of([text]))).toBeNull();
});

test('the second half alone becomes the whole character', () => {
  const text = 'a😀b';
  expect(widened(of(text, 2, 3, '\ude01'), Text.of([text]))).toEqual([{ from: 1, to: 3, insert: '😁' }]);
});

test('the first half alone does too', () => {
  // U+1F600 and U+10600 share their second half.
  const text = 'a\ud83d\ude00b';
  expect(widened(of(text, 1, 2, '\ud801'), Text.of([text]))).toEqual([
    { from: 1, to: 3, insert: '\u{10600}' },
  ]);
});

test('half a character is never left or brought', () => {
  expect(widened(of('😀', 1, 2, ''), Text.of(['😀']))).toEqual([{ from: 0, to: 2, insert: '\u{fffd}' }]);
  expect(widened(of('ab', 1, 1, '\ud83d'), Text.of(['ab']))).toEqual([
    { from: 1, to: 1, insert: '\u{fffd}' },
  ]);
  expect(widened(of('😀', 1, 1, 'x'), Text.of(['😀']))).toEqual([
    { from: 0, to: 2, insert: '\u{fffd}x\u{fffd}' },
  ]);
});

const seeds = Array.from({ length: 100 }, (_, index) => index + 1);
test.each(seeds)('seed %i: the result is the same, in whole characters', (seed) => {
  const chance = new Chance(seed);
  const characters = ['a', '😀', '😁', '𐘀', '\n', 'b'];
  const words = () =>
    Array.from({ length: chance.below(12) }, () => characters[chance.below(6)] ?? '').join('');
  const [before, after] = [words(), words()];
  const document = Text.of(before.split('\n'));
  // As an editor finds it: everything between the common start and end, by units.
  let from = 0;
  while (from < Math.min(before.length, after.length) && before[from] === after[from]) from++;
  let end = 0;
  const most = Math.min(before.length, after.length) - from;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
  const change = of(before, from, before.length - end, after.slice(from, after.length - end));
  const wide = widened(change, document);
  if (!wide) return expect(change.apply(document).toString()).toBe(after);
  const result = ChangeSet.of([...wide], before.length);
  expect(result.apply(document).toString()).toBe(after);
  expect(JSON.stringify(result.toJSON())).not.toContain('\\ud');
  for (const { from: start, to } of wide) {
    expect(/\p{Surrogate}/u.test(before.slice(0, start))).toBe(false);
    expect(/\p{Surrogate}/u.test(before.slice(to))).toBe(false);
  }
});

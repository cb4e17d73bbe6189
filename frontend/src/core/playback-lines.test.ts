import { expect, it } from 'vitest';
import { hunks, lineDiff } from './playback-lines.ts';

const show = (from: string, to: string) =>
  lineDiff([...from], [...to])
    .map(({ type, text }) => ({ same: ' ', added: '+', removed: '-' })[type] + text)
    .join('');

it.each([
  ['', '', ''],
  ['', 'ab', '+a+b'],
  ['ab', '', '-a-b'],
  ['abc', 'abc', ' a b c'],
  ['abc', 'axc', ' a-b+x c'],
  ['abcabba', 'cbabac', '-a-b c+b a b-b a+c'],
])('tells %j from %j', (from, to, expected) => {
  expect(show(from, to)).toBe(expected);
});

it('always leads from the one text to the other', () => {
  let seed = 7;
  const random = (n: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % n;
  };
  for (let round = 0; round < 300; round++) {
    const text = () => Array.from({ length: random(30) }, () => 'abcd'.charAt(random(4)));
    const [from, to] = [text(), text()];
    const diff = lineDiff(from, to);
    expect(diff.filter((line) => line.type !== 'added').map((line) => line.text)).toEqual(from);
    expect(diff.filter((line) => line.type !== 'removed').map((line) => line.text)).toEqual(to);
  }
});

it('gives up on what nobody would read, and is still right', () => {
  const from = Array.from({ length: 4_000 }, (_, i) => `a${i}`);
  const to = Array.from({ length: 4_000 }, (_, i) => `b${i}`);
  const diff = lineDiff(from, to);
  expect(diff).toHaveLength(8_000);
});

it('leaves out what is far from a change', () => {
  const from = Array.from({ length: 20 }, (_, i) => `${i}`);
  const to = from.with(10, 'x');
  const [hunk, ...more] = hunks(lineDiff(from, to), 2);
  expect(more).toEqual([]);
  expect(hunk?.skipped).toBe(8);
  expect(hunk?.lines.map((line) => line.text)).toEqual(['8', '9', '10', 'x', '11', '12']);
});

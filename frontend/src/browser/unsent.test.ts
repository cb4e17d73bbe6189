// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { answerFor, nobodyElseHas, TabKeepsakes } from './unsent.ts';

const kept = {
  client: 'c',
  epoch: 'e',
  revision: 1,
  text: 'a',
  accepted: 0,
  changes: [[1, [0, 'b'] as [number, string]]],
  sources: ['typing' as const],
  sent: null,
};

beforeEach(() => sessionStorage.clear());

test('keeps by room and file, and forgets', () => {
  const room = new TabKeepsakes('abc');
  room.store('main.py', kept);
  new TabKeepsakes('other').store('main.py', kept);
  expect([...room.load()]).toEqual([['main.py', kept]]);
  room.store('main.py', null);
  expect(room.load().size).toBe(0);
  expect(new TabKeepsakes('other').load().size).toBe(1);
});

test('spoilt storage restores nothing', () => {
  sessionStorage.setItem('parley.unsent.abc.main.py', '{');
  expect(new TabKeepsakes('abc').load().size).toBe(0);
});

test('a copy of another tab’s edits is left to that tab', async () => {
  answerFor(() => ['held']);
  expect(await nobodyElseHas(['held'])).toBe(false);
  expect(await nobodyElseHas(['free'])).toBe(true);
  expect(await nobodyElseHas([])).toBe(true);
});

// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { forgetRoom, recentRooms, rememberRoom } from './recent-rooms.ts';

beforeEach(() => localStorage.clear());

function visited(code: string, title = ''): void {
  rememberRoom({ code, title, at: 5, directs: false });
}

const codes = () => recentRooms().map(({ code }) => code);

test('the newest room comes first, each once, and the oldest go', () => {
  for (const code of ['a', 'b', 'c', 'a', 'd', 'e', 'f', 'g']) visited(code);
  expect(codes()).toEqual(['g', 'f', 'e', 'd', 'a', 'c']);
  visited('a', 'Renamed');
  expect(recentRooms()[0]).toEqual({ code: 'a', title: 'Renamed', at: 5, directs: false });
});

test('a room can be taken off the list', () => {
  visited('a');
  visited('b');
  forgetRoom('b');
  forgetRoom('never');
  expect(codes()).toEqual(['a']);
});

test('what is spoilt in storage is no room', () => {
  for (const spoilt of ['{', '{}', '[1]', '[{"code": 1}]']) {
    localStorage.setItem('parley.rooms', spoilt);
    expect(recentRooms(), spoilt).toEqual([]);
  }
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readingTime, Toasts } from './room-toasts.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const texts = (toasts: Toasts) => toasts.shown.value.map(({ text }) => text);

test('what is said goes by itself, later when there is more to read', () => {
  const toasts = new Toasts();
  const long = 'a long sentence '.repeat(10);
  toasts.say('Ben joined', 'plain', 1);
  toasts.say(long, 'warn', 0);
  vi.advanceTimersByTime(5000);
  expect(texts(toasts)).toEqual([long]);
  vi.advanceTimersByTime(readingTime({ text: long, tone: 'warn' }) - 5000);
  expect(texts(toasts)).toEqual([]);
  expect(readingTime({ text: 'no', tone: 'danger' })).toBe(10_000);
});

test('nothing goes under the pointer, and everything goes after it has left', () => {
  const toasts = new Toasts();
  toasts.say('one', 'plain', 0);
  toasts.hold();
  toasts.say('two', 'plain', 0);
  vi.advanceTimersByTime(60_000);
  expect(texts(toasts)).toEqual(['one', 'two']);
  toasts.release();
  vi.advanceTimersByTime(5000);
  expect(texts(toasts)).toEqual([]);
});

test('the newest four are shown, and the same words once', () => {
  const toasts = new Toasts();
  for (const text of ['a', 'b', 'c', 'a', 'd', 'e']) toasts.say(text, 'plain', 0);
  expect(texts(toasts)).toEqual(['c', 'a', 'd', 'e']);
});

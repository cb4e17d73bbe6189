import { expect, test } from 'vitest';
import { duration } from './duration.ts';

const MINUTE = 60_000;

test('time is told as people tell it', () => {
  expect(duration(-5)).toBe('Opened just now');
  expect(duration(MINUTE - 1)).toBe('Opened just now');
  expect(duration(MINUTE)).toBe('Open for 1 min');
  expect(duration(59.9 * MINUTE)).toBe('Open for 59 min');
  expect(duration(95 * MINUTE)).toBe('Open for 1 h 35 min');
  expect(duration(24 * 60 * MINUTE)).toBe('Open for 1 day');
  expect(duration(73 * 60 * MINUTE)).toBe('Open for 3 days');
});

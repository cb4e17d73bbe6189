import { expect, test } from 'vitest';
import { type Attentions, inWords, noticed } from './attention.ts';

function after(...kinds: string[]): string {
  const all = kinds.reduce<Attentions>((now, kind) => noticed(now, 'u1', kind), new Map());
  const attention = all.get('u1');
  return attention ? inWords(attention) : 'nobody';
}

test('who left and came back is told as often as it happened', () => {
  expect(after('blur')).toBe('looks at something else, left the page once');
  expect(after('blur', 'focus')).toBe('left the page once');
  expect(after('blur', 'focus', 'paste', 'blur', 'focus', 'paste')).toBe(
    'left the page 2 times, large pastes: 2',
  );
});

test('what is no sign of attention changes nothing', () => {
  const before: Attentions = new Map();
  expect(noticed(before, 'u1', 'checkpoint')).toBe(before);
  expect(after('focus')).toBe('');
});

test('everybody is told of apart', () => {
  const both = noticed(noticed(new Map(), 'u1', 'blur'), 'u2', 'paste');
  expect([...both.keys()]).toEqual(['u1', 'u2']);
  expect(both.get('u2')).toEqual({ away: false, timesAway: 0, pastes: 1 });
});

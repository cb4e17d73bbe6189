import { expect, test } from 'vitest';
import { Lifetime } from './lifetime.ts';

test('disposes in reverse order and only once', () => {
  const ended: string[] = [];
  const lifetime = new Lifetime();
  lifetime.onDispose(() => ended.push('first'));
  lifetime.onDispose(() => ended.push('second'));
  lifetime.dispose();
  lifetime.dispose();
  expect(ended).toEqual(['second', 'first']);
});

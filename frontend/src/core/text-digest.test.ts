import { Text } from '@codemirror/state';
import { expect, test } from 'vitest';
import { digest, firstDifference } from './text-digest.ts';

test('the hash is that of a Java string', () => {
  expect(digest(Text.of(['']))).toEqual({ length: 0, hash: 0 });
  expect(digest(Text.of(['hello', 'wörld 🙂']))).toEqual({ length: 14, hash: -1989594702 });
});

test('the first difference shows what is around it, in whole characters', () => {
  expect(firstDifference('abcdef', 'abXdef')).toEqual({ at: 2, had: 'abcdef', has: 'abXdef' });
  expect(firstDifference('abc', 'abc!')).toEqual({ at: 3, had: 'abc', has: 'abc!' });
  expect(firstDifference('🙂', '🙃').had).toBe('🙂');
  expect(firstDifference(`🙂${'x'.repeat(19)}1`, `🙂${'x'.repeat(19)}2`).had).toBe(`�${'x'.repeat(19)}1`);
});

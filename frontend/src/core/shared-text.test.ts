import { ChangeSet } from '@codemirror/state';
import { expect, test } from 'vitest';
import { SharedText } from './shared-text.ts';

const insert = (at: number, text: string, length: number) => ChangeSet.of({ from: at, insert: text }, length);

function fresh(): SharedText {
  return new SharedText({ epoch: 'e', revision: 4, text: 'abc', accepted: null }, 'me');
}

test('a push holds changes of one source only', () => {
  const shared = fresh();
  shared.local(insert(3, '1', 3), 'typing');
  shared.local(insert(4, '2', 4), 'typing');
  shared.local(insert(5, 'pasted', 5), 'paste');
  expect(shared.batch(100, 1000)).toEqual({
    changes: [
      [3, [0, '1']],
      [4, [0, '2']],
    ],
    source: 'typing',
  });
});

test('a push is as long as it may be, and a single change always fits', () => {
  const shared = fresh();
  shared.local(insert(3, 'x'.repeat(50), 3), 'typing');
  shared.local(insert(53, 'y', 53), 'typing');
  expect(shared.batch(100, 10).changes).toHaveLength(1);
  expect(shared.batch(1, 1000).changes).toHaveLength(1);
  expect(shared.batch(100, 1000).changes).toHaveLength(2);
});

test('own entries confirm the head of what is pending, in order', () => {
  const shared = fresh();
  shared.local(insert(3, '1', 3), 'typing');
  shared.local(insert(4, '2', 4), 'typing');
  const first = insert(3, '1', 3);
  expect(shared.take({ client: 'me', by: 'u', change: first.toJSON() }, first)).toBeNull();
  expect(shared).toMatchObject({ accepted: 1, pending: 1, revision: 5 });
  expect(shared.confirmed.toString()).toBe('abc1');
  expect(shared.document().toString()).toBe('abc12');
});

test('an own entry nobody remembers is taken like one of another', () => {
  const shared = fresh();
  const forgotten = insert(0, '!', 3);
  expect(shared.take({ client: 'me', by: 'u', change: forgotten.toJSON() }, forgotten)).toEqual(forgotten);
  expect(shared.accepted).toBe(1);
});

test('a keepsake restores to the same text and numbers, and only if it fits together', () => {
  const shared = fresh();
  shared.local(insert(1, 'X', 3), 'undo');
  const kept = { ...JSON.parse(JSON.stringify(shared.keepsake())), sent: null };
  const again = SharedText.restore(kept);
  expect(again.document().toString()).toBe('aXbc');
  expect(again.batch(9, 99).source).toBe('undo');
  expect(() => SharedText.restore({ ...kept, text: 'other length' })).toThrow(RangeError);
});

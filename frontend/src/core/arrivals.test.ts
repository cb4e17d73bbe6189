import { expect, test } from 'vitest';
import { type Arrivals, told } from './arrivals.ts';

function sentence(some: Partial<Arrivals>): string {
  return told({ created: [], changed: [], skipped: [], ...some }).text;
}

const png = { name: 'a.png', why: 'not a text file' };
const hidden = { name: '.DS_Store', why: 'hidden' };

test('what came in is one sentence, however much it was', () => {
  expect(sentence({ created: ['main.py'] })).toBe('main.py came in.');
  expect(sentence({ created: ['1', '2', '3', '4', '5', '6', '7'] })).toBe('7 files came in.');
  expect(sentence({ created: ['1', '2'], changed: ['a.py'] })).toBe(
    '2 files came in, 1 file changed (a.py).',
  );
  expect(sentence({ changed: ['a.py', 'b.py'] })).toBe('2 files changed (a.py and b.py).');
  expect(sentence({})).toBe('The room has all of that already.');
});

test('what was skipped is named with its reason, and each reason is given once', () => {
  expect(sentence({ created: ['x', 'y'], skipped: [png, hidden, { ...png, name: 'b.png' }] })).toBe(
    '2 files came in, 3 were skipped: a.png and b.png (not a text file), .DS_Store (hidden).',
  );
  expect(sentence({ skipped: [png, hidden] })).toBe(
    'Nothing came in, 2 were skipped: a.png (not a text file), .DS_Store (hidden).',
  );
  expect(sentence({ skipped: [{ name: 'torn.zip', why: 'This is no sound ZIP archive.' }] })).toBe(
    'torn.zip was not taken: This is no sound ZIP archive.',
  );
});

test('a thousand skipped files are still one sentence that people can read', () => {
  const skipped = Array.from({ length: 1000 }, (_, n) => ({ name: `f${n}`, why: `reason ${n % 9}` }));
  expect(sentence({ created: ['a'], skipped }).length).toBeLessThan(300);
});

test('something skipped is a warning', () => {
  expect(told({ created: ['a'], changed: [], skipped: [] }).tone).toBe('plain');
  expect(told({ created: ['a'], changed: [], skipped: [hidden] }).tone).toBe('warn');
});

import { expect, test } from 'vitest';
import { enumerated, Herald, MOMENT_MS } from './herald.ts';
import type { Deed, News } from './news.ts';
import { HandTimer } from './testing/hand-timer.ts';

function stage() {
  const timer = new HandTimer();
  const said: string[] = [];
  const herald = new Herald(timer, ({ text }) => void said.push(text));
  const did = (who: string, verb: Deed['verb'], file: string) => {
    const news: News = { text: `${who} ${verb} ${file}`, tone: 'plain', by: who };
    herald.tell({ ...news, deed: { who, verb, file } });
  };
  return { timer, said, herald, did };
}

test('an archive of seven files is one sentence, not seven', async () => {
  const { timer, said, did } = stage();
  for (const file of ['a.py', 'b.py', 'c.py', 'd.py', 'e.py', 'f.py', 'g.py']) did('Ada', 'made', file);
  expect(said).toEqual([]);
  await timer.pass(MOMENT_MS);
  expect(said).toEqual(['Ada made 7 files: a.py, b.py, c.py and 4 more']);
});

test('different people and different doings are told apart', async () => {
  const { timer, said, did } = stage();
  did('Ada', 'made', 'a.py');
  did('Ben', 'made', 'b.py');
  did('Ada', 'deleted', 'c.py');
  did('Ada', 'made', 'd.py');
  await timer.pass(MOMENT_MS);
  expect(said.toSorted()).toEqual(['Ada deleted c.py', 'Ada made a.py and d.py', 'Ben made b.py']);
  did('Ada', 'made', 'e.py');
  await timer.pass(MOMENT_MS);
  expect(said.at(-1)).toBe('Ada made e.py');
});

test('what goes on and on is told now and then, and nothing is told twice', async () => {
  const { timer, said, did } = stage();
  for (let i = 0; i < 12; i++) {
    did('Ada', 'made', `${i}.py`);
    await timer.pass(MOMENT_MS - 100);
  }
  await timer.pass(MOMENT_MS);
  expect(said).toEqual([
    'Ada made 7 files: 0.py, 1.py, 2.py and 4 more',
    'Ada made 5 files: 7.py, 8.py, 9.py and 2 more',
  ]);
});

test('what is no doing with a file is said at once', () => {
  const { said, herald } = stage();
  herald.tell({ text: 'Ben joined', tone: 'plain', by: 'Ben' });
  expect(said).toEqual(['Ben joined']);
});

test('names are listed as people list them', () => {
  expect(enumerated([])).toBe('');
  expect(enumerated(['a'])).toBe('a');
  expect(enumerated(['a', 'b', 'c'])).toBe('a, b and c');
  expect(enumerated(['a', 'b', 'c', 'd'])).toBe('a, b, c and 1 more');
});

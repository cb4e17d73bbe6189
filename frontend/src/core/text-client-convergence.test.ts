import { ChangeSet } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { Chance } from './testing/random.ts';
import { garbled, stage } from './testing/stage.ts';

/** Something a person does: words, lines, deletions, several places at once. */
function edit(chance: Chance, length: number): ChangeSet {
  const words = ['a', 'bc', '\n', 'x\ny', '', '🙂'];
  const spots = Array.from({ length: chance.of(0.2) ? 4 : 2 }, () => chance.below(length + 1)).toSorted(
    (a, b) => a - b,
  );
  const places = [];
  for (let i = 0; i + 1 < spots.length; i += 2) {
    const from = spots[i] ?? 0;
    const to = chance.of(0.5) ? from : Math.min(spots[i + 1] ?? from, from + 4);
    places.push({ from, to, insert: words[chance.below(words.length)] ?? '' });
  }
  return ChangeSet.of(places, length);
}

describe('convergence', () => {
  const seeds = Array.from({ length: 250 }, (_, index) => index + 1);
  test.each(seeds)('seed %i: everybody ends with the server text, nothing pending', async (seed) => {
    const chance = new Chance(seed);
    const { authority, timer, pages, page } = stage('start\nhere');
    const count = 2 + chance.below(3);
    for (let i = 0; i < count; i++) {
      const one = await page(`p${i}`);
      one.latency = () => chance.below(120);
      one.loseAnswer = () => chance.of(0.1);
    }
    for (let step = 0; step < 60; step++) {
      const one = pages[chance.below(pages.length)];
      if (!one) continue;
      const event = chance.next();
      if (event < 0.8 && one.client) one.type(edit(chance, one.text.length));
      else if (event < 0.86) one.cut();
      else if (event < 0.92) one.join();
      else if (event < 0.95 && one.client) one.reload();
      await timer.pass(chance.below(60));
    }
    for (const one of pages) {
      one.loseAnswer = () => false;
      one.join();
    }
    await timer.pass(60_000);
    for (const one of pages) {
      expect(one.text.toString()).toBe(authority.text.toString());
      expect(one.open.unsent).toBe(0);
      expect(one.open.revision).toBe(authority.revision);
      expect(one.salvages).toEqual([]);
    }
    expect(authority.conflicts).toBe(0);
  });
});

describe('convergence over a short log and a line that mishears', () => {
  const seeds = Array.from({ length: 150 }, (_, index) => index + 1);
  test.each(seeds)('seed %i: every word is there once, nothing is left over', async (seed) => {
    const chance = new Chance(seed);
    const { authority, timer, pages, page } = stage('start\nhere');
    authority.tail = 1 + chance.below(12);
    for (let i = 0; i < 3; i++) {
      const one = await page(`p${i}`);
      one.latency = () => chance.below(120);
      one.loseAnswer = () => chance.of(0.1);
      one.mishear = (entry) =>
        chance.of(0.03) && !entry.client.startsWith(`p${i}`) ? garbled(entry) : entry;
      one.watch();
    }
    const words: string[] = [];
    for (let step = 0; step < 80; step++) {
      const one = pages[chance.below(pages.length)];
      if (!one) continue;
      const event = chance.next();
      if (event < 0.75 && one.client) {
        words.push(`<~${words.length}>`);
        // Not into another word.
        const places = [0, ...[...one.text.toString().matchAll(/>/g)].map(({ index }) => index + 1)];
        one.insert(places[chance.below(places.length)] ?? 0, words.at(-1) ?? '');
      } else if (event < 0.83) one.cut();
      else if (event < 0.92) one.join();
      else if (event < 0.95 && one.client) one.reload();
      await timer.pass(chance.below(90));
    }
    for (const one of pages) {
      one.loseAnswer = () => false;
      one.mishear = (entry) => entry;
      one.join();
    }
    await timer.pass(60_000);
    const text = authority.text.toString();
    for (const one of pages) {
      expect(one.text.toString()).toBe(text);
      expect(one.open.unsent).toBe(0);
      expect(one.salvages).toEqual([]);
    }
    for (const word of words) expect(text.split(word), word).toHaveLength(2);
    expect(authority.conflicts).toBe(0);
  });
});

// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Language } from './rest.ts';
import { isComing, Languages, mayTry, readiness } from './room-languages.ts';

const OUTAGE = 'The container engine does not answer, so nothing can run now. Editing goes on.';
const ready = { id: 'python', name: 'Python', state: 'ready', percent: 100, message: 'ready' };
const down = { ...ready, state: 'waiting', outage: true, percent: 0, message: OUTAGE };

let served: readonly object[];
let asked: number;
let turned: Language[];
let languages: Languages;

beforeEach(() => {
  vi.useFakeTimers();
  asked = 0;
  turned = [];
  vi.stubGlobal('fetch', () => {
    asked++;
    return Promise.resolve(Response.json(served));
  });
  languages = new Languages(() => languages.all.value.at(0) ?? null, {
    learned: () => undefined,
    turned: (language) => turned.push(language),
  });
});

afterEach(() => {
  languages.dispose();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function current(): Language {
  const [language] = languages.all.value;
  if (!language) throw new Error('No language is known');
  return language;
}

/** "Waiting its turn", with a spinner in a Run that could not be pressed, for as long as no engine answered. */
test('without an engine nothing is on its way, the reason is there, and Run may be tried', async () => {
  served = [down];
  await languages.ask();
  expect(current().state).toBe('down');
  expect(isComing(current())).toBe(false);
  expect(mayTry(current())).toBe(true);
  expect(readiness(current())).toBe(`Python: ${OUTAGE}`);
});

test('an engine that comes back is noticed within seconds, and heard of', async () => {
  served = [down];
  await languages.ask();
  served = [ready];
  await vi.advanceTimersByTimeAsync(4000);
  expect(turned.map(({ state }) => state)).toEqual(['ready']);
  const enough = asked;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toBe(enough);
});

test('a language whose turn is still to come cannot be tried, one that failed can', async () => {
  for (const [state, may] of [
    ['ready', true],
    ['offered', true],
    ['failed', true],
    ['waiting', false],
    ['building', false],
    ['missing', false],
  ] as const) {
    served = [{ ...ready, state }];
    await languages.ask();
    expect(mayTry(current()), state).toBe(may);
  }
});

import { type Signal, signal } from '@preact/signals';
import type { Disposable } from '../core/lifetime.ts';
import { type Language, languages } from './rest.ts';

/** While the room's own language is being made ready, its progress is worth watching. */
const LOOK_NOW_MS = 1000;
const LOOK_SOON_MS = 4000;
const LOOK_LATER_MS = 30_000;

export interface LanguagesListener {
  /** After each look. */
  learned(): void;
  /** The language on screen has become ready, or cannot be. */
  turned(language: Language): void;
}

/** The server's languages and how ready they are; while something is under way it looks again by itself. */
export class Languages implements Disposable {
  readonly all: Signal<readonly Language[]> = signal([]);
  #looking: ReturnType<typeof setTimeout> | null = null;
  #watched = '';

  /** @param current the language of the file on screen */
  constructor(
    private readonly current: () => Language | null,
    private readonly listener: LanguagesListener,
  ) {}

  async ask(): Promise<void> {
    const before = this.current();
    const asked = await languages();
    if (asked.type === 'yes') this.all.value = asked.value;
    this.listener.learned();
    const after = this.current();
    if (before && after?.id === before.id && before.state !== after.state && isSettled(after))
      this.listener.turned(after);
    const all = this.all.value;
    if (asked.type === 'yes' && all.every(({ state }) => state === 'ready')) return;
    const current = this.current();
    const soon = all.length === 0 || all.some(isComing) || all.some(isDown) || isAwaited(current);
    const now = current !== null && isComing(current);
    this.#lookIn(now ? LOOK_NOW_MS : soon ? LOOK_SOON_MS : LOOK_LATER_MS);
  }

  /** Somebody has just asked for something that is not there yet: what comes of that is seen soon. */
  expect(): void {
    this.#lookIn(LOOK_NOW_MS / 4);
  }

  /** A language that was only on offer is made ready from the moment that somebody chose it. */
  watch(): void {
    const language = this.current();
    if (language === null || language.id === this.#watched) return;
    this.#watched = language.id;
    if (language.state !== 'ready') this.expect();
  }

  dispose(): void {
    if (this.#looking) clearTimeout(this.#looking);
  }

  #lookIn(milliseconds: number): void {
    if (this.#looking) clearTimeout(this.#looking);
    this.#looking = setTimeout(() => void this.ask(), milliseconds);
  }
}

/** Whether pressing Run would be of any use, if only to be told why not now. */
export function mayTry({ state }: Language): boolean {
  return state !== 'building' && state !== 'waiting' && state !== 'missing';
}

/** Whether it is under way, so that there is something to watch. */
export function isComing({ state }: Language): boolean {
  return state === 'building' || state === 'waiting';
}

/** Whether nothing runs in it until an engine answers again. */
function isDown({ state }: Language): boolean {
  return state === 'down';
}

/** Whether people wait for it here, so that anybody's wish may set it going. */
export function isAwaited(language: Language | null): boolean {
  return language !== null && language.state !== 'ready' && language.state !== 'missing';
}

function isSettled({ state }: Language): boolean {
  return state === 'ready' || state === 'failed' || state === 'down';
}

const STAGES = {
  ready: 'ready',
  building: 'being prepared',
  waiting: 'waiting its turn',
  offered: 'made ready when chosen',
  missing: 'not installed',
  failed: 'could not be prepared',
  down: 'cannot run now',
} as const;

/** How far a language is, in a word or two. */
export function stage({ state, percent }: Language): string {
  return state === 'building' ? `${percent}%` : STAGES[state];
}

/** Why a language cannot run yet, or that it can, in words. */
export function readiness(language: Language): string {
  const why = words(language);
  const idle = language.state === 'failed' && !why.includes('tried again');
  return idle ? `${why} Run tries again.` : why;
}

function words({ name, state, message }: Language): string {
  return message === '' ? `${name} is ${STAGES[state]}.` : `${name}: ${message.replace(/\.?$/, '.')}`;
}

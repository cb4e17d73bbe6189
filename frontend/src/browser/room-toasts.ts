import { type Signal, signal } from '@preact/signals';
import type { Tone } from '../core/news.ts';

const SHORTEST_MS = 5000;
const GRAVE_MS = 10_000;
/** Slow readers, and readers of a second language, take so long for a character. */
const CHARACTER_MS = 75;
const SHOWN = 4;

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: Tone;
  /** Colour of the person it is about; 0 for none. */
  readonly color: number;
}

/** What is said in passing. Each goes after the time it takes to read, but none while the pointer or focus is on them. */
export class Toasts {
  readonly shown: Signal<readonly Toast[]> = signal([]);
  readonly #ends = new Map<number, ReturnType<typeof setTimeout>>();
  #held = false;
  #last = 0;

  say(text: string, tone: Tone, color: number): void {
    const toast = { id: ++this.#last, text, tone, color };
    const others = this.shown.value.filter((other) => other.text !== text);
    const [kept, gone] = [[...others, toast].slice(-SHOWN), [...others, toast].slice(0, -SHOWN)];
    for (const { id } of gone) this.hush(id);
    this.shown.value = kept;
    if (!this.#held) this.#end(toast);
  }

  hush(id: number): void {
    clearTimeout(this.#ends.get(id));
    this.#ends.delete(id);
    this.shown.value = this.shown.value.filter((toast) => toast.id !== id);
  }

  /** Somebody is about to read or to dismiss one of them. */
  hold(): void {
    this.#held = true;
    for (const end of this.#ends.values()) clearTimeout(end);
    this.#ends.clear();
  }

  release(): void {
    if (!this.#held) return;
    this.#held = false;
    for (const toast of this.shown.value) this.#end(toast);
  }

  #end(toast: Toast): void {
    this.#ends.set(
      toast.id,
      setTimeout(() => this.hush(toast.id), readingTime(toast)),
    );
  }
}

/** In milliseconds. */
export function readingTime({ text, tone }: Pick<Toast, 'text' | 'tone'>): number {
  return Math.max(tone === 'danger' ? GRAVE_MS : SHORTEST_MS, text.length * CHARACTER_MS);
}

import { signal, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Tone } from '../core/news.ts';

/** A screen reader has taken in a sentence long before it goes; what stays would be read to who explores the page. */
const KEPT_MS = 20_000;

interface Sentence {
  readonly id: number;
  readonly text: string;
  readonly tone: Tone;
}

/** Says things aloud where a screen reader listens: what fails at once, all else when the person pauses. */
export class Announcer {
  readonly said: Signal<readonly Sentence[]> = signal([]);
  #last = 0;

  say(text: string, tone: Tone = 'plain'): void {
    const sentence = { id: ++this.#last, text, tone };
    this.said.value = [...this.said.value, sentence];
    setTimeout(() => (this.said.value = this.said.value.filter((one) => one !== sentence)), KEPT_MS);
  }
}

/** The only live regions of the room; whatever else changes on the page does so in silence. */
export function Announcements({ announcer }: { readonly announcer: Announcer }): JSX.Element {
  const grave = announcer.said.value.filter(({ tone }) => tone === 'danger');
  const others = announcer.said.value.filter(({ tone }) => tone !== 'danger');
  return (
    <div class="visually-hidden">
      <div role="log" aria-label="Announcements" data-testid="announcements">
        {others.map(({ id, text }) => (
          <p key={id}>{text}</p>
        ))}
      </div>
      <div role="alert" aria-atomic="false">
        {grave.map(({ id, text }) => (
          <p key={id}>{text}</p>
        ))}
      </div>
    </div>
  );
}

import { ChangeSet, type Text } from '@codemirror/state';
import { decode } from '../decoder.ts';
import { type Keepsake, keepsake, type Salvage } from '../keepsake.ts';
import type { Caret } from '../presence.ts';
import type { Entry } from '../protocol.ts';
import { TextClient } from '../text-client.ts';
import type { Delivery, TextClientPorts } from '../text-ports.ts';
import type { Authority } from './authority.ts';
import type { HandTimer } from './hand-timer.ts';

const FILE = 'main.py';

/**
 * One browser page for tests: a text on screen, its text client and a line to the authority with a latency. What is
 * on its way towards the authority when the line breaks may still arrive, as in life.
 */
export class Page {
  client: TextClient | null = null;
  text: Text;
  salvages: Salvage[] = [];
  /** How often a wrong copy was put right. */
  mended = 0;
  carets: readonly Caret[] = [];
  latency: () => number = () => 10;
  loseAnswer: () => boolean = () => false;
  /** What becomes of an entry on its way to this page. */
  mishear: (entry: Entry) => Entry = (entry) => entry;
  /** Hears of every change that others made to the text. */
  applied: (changes: readonly ChangeSet[]) => void = () => {};
  kept: unknown = null;
  #id: string;
  #renewals = 0;
  #line = 0;
  /** Whether the authority tells this page what happens. */
  #hears = false;
  #lastUp = 0;
  #lastDown = 0;

  constructor(
    private readonly name: string,
    private readonly authority: Authority,
    private readonly timer: HandTimer,
    private readonly pages: Page[],
  ) {
    this.#id = name;
    this.text = authority.text;
    pages.push(this);
  }

  get open(): TextClient {
    if (!this.client) throw new Error(`${this.name} has not joined yet`);
    return this.client;
  }

  type(change: ChangeSet): void {
    this.text = change.apply(this.text);
    this.open.local(change);
  }

  insert(at: number, insert: string): void {
    this.type(ChangeSet.of({ from: at, insert }, this.text.length));
  }

  /** Compares copies every few seconds from now on, as a visit does. */
  watch(): void {
    this.timer.after(3000, () => {
      void this.client?.check();
      this.watch();
    });
  }

  cut(): void {
    this.#line++;
    this.#hears = false;
    this.client?.offline();
  }

  join(): void {
    const line = ++this.#line;
    this.#hears = false;
    const id = this.#id;
    const have =
      this.client && !this.client.broken
        ? { epoch: this.client.epoch, revision: this.client.revision }
        : null;
    this.#up(() => {
      if (line !== this.#line) return;
      this.#hears = true;
      const opening = this.authority.opening(FILE, have, id);
      this.#down(line, () => {
        if (!this.client && opening.type === 'whole') {
          this.client = TextClient.open(FILE, opening, id, this.#ports());
          this.text = this.client.document();
        }
        if (this.open.joined(opening, id)) this.#renew();
      });
    });
  }

  /** The tab is loaded again: only its storage survives. */
  reload(): void {
    this.cut();
    const stored: unknown = this.kept === null ? null : JSON.parse(JSON.stringify(this.kept));
    this.client = null;
    if (stored !== null) {
      const read = decode(keepsake, stored, 'keepsake');
      if (!read.ok) throw read.error;
      const kept: Keepsake = read.value;
      this.#id = kept.client;
      this.client = TextClient.restore(FILE, kept, this.#ports());
      this.text = this.client.document();
    } else {
      this.#id = `${this.name}.${++this.#renewals}`;
    }
    this.join();
  }

  broadcast(from: number, entries: readonly Entry[]): void {
    if (!this.#hears) return;
    const line = this.#line;
    const heard = entries.map((entry) => this.mishear(entry));
    this.#down(line, () => this.client?.updated(from, heard));
  }

  #renew(): void {
    this.#id = `${this.name}.${++this.#renewals}`;
    this.#rejoin();
  }

  #rejoin(): void {
    this.cut();
    this.join();
  }

  #ports(): TextClientPorts {
    return {
      timer: this.timer,
      surface: {
        apply: (changes) => {
          this.text = changes.reduce((text, change) => change.apply(text), this.text);
          this.applied(changes);
        },
        replace: (text) => (this.text = this.text.replace(0, this.text.length, this.#lines(text))),
        text: () => this.text,
      },
      courier: {
        push: (push) =>
          this.#ask<Delivery<{ revision: number }>>(() =>
            this.authority.push(push, (from, entries) => {
              for (const page of this.pages) page.broadcast(from, entries);
            }),
          ),
        pull: (_file, from) => this.#ask(() => ({ type: 'yes', value: this.authority.pull(from, this.#id) })),
        check: (check) => this.#ask(() => ({ type: 'yes', value: this.authority.check(check, this.#id) })),
      },
      listener: {
        changed: () => (this.kept = this.client?.keepsake() ?? null),
        carets: (_file, carets) => (this.carets = carets),
        salvaged: (salvage) => this.salvages.push(salvage),
        mended: () => this.mended++,
        lostTrack: (renew) => (renew ? this.#renew() : this.#rejoin()),
      },
    };
  }

  #lines(text: string): Text {
    return ChangeSet.of({ from: 0, insert: text }, 0).apply(this.text.slice(0, 0));
  }

  #ask<T extends Delivery<unknown>>(question: () => T): Promise<T> {
    const line = this.#line;
    return new Promise((answer) => {
      this.#up(() => {
        const given = question();
        const lost = this.loseAnswer();
        this.#down(line, () => answer(lost ? ({ type: 'lost' } as T) : given));
      });
    });
  }

  /** Messages one way keep their order. */
  #up(action: () => void): void {
    this.#lastUp = Math.max(this.#lastUp, this.timer.now() + this.latency());
    this.timer.after(this.#lastUp - this.timer.now(), action);
  }

  #down(line: number, action: () => void): void {
    this.#lastDown = Math.max(this.#lastDown, this.timer.now() + this.latency());
    this.timer.after(this.#lastDown - this.timer.now(), () => {
      if (line === this.#line) action();
    });
  }
}

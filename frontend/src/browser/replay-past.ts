/** What the page can do with the past beside showing it: fork it, bring a version back, take it away as a file. */
import { signal, type Signal } from '@preact/signals';
import { NoRecording } from './replay-door.ts';
import type { Player } from './replay-player.ts';
import type { ExportFormat, Recording } from './replay-rest.ts';

/** How long good news is shown, in milliseconds. */
const NEWS = 6_000;

export class Past {
  readonly #recording: Recording;
  readonly #caughtUp: () => void;
  /** What is under way, in a word or two; empty when nothing is. */
  readonly busy: Signal<string> = signal('');
  /** What was done last, or why it was not; for people. */
  readonly said: Signal<{ readonly words: string; readonly failed: boolean } | null> = signal(null);
  #hush: ReturnType<typeof setTimeout> | undefined;

  /** @param caughtUp is called when the recording has more than before */
  constructor(recording: Recording, caughtUp: () => void) {
    this.#recording = recording;
    this.#caughtUp = caughtUp;
  }

  get isInterviewer(): boolean {
    return this.#recording.isInterviewer;
  }

  /** Opens a new room that begins as this one stands at the player's moment. */
  async fork(player: Player): Promise<void> {
    const { position } = player;
    const seq = player.playback.events[position.value - 1]?.seq;
    if (seq === undefined) return;
    await this.#doing('Forking…', async () => {
      location.assign(await this.#recording.fork(seq));
    });
  }

  /** Makes a file's text what it was after an event. True when it is. */
  restore(file: string, seq: number): Promise<boolean> {
    return this.#doing('Restoring…', async () => {
      await this.#recording.restore(file, seq);
      await this.#recording.catchUp();
      this.#caughtUp();
      this.#say(`${file} has that version's text again.`);
    });
  }

  async catchUp(): Promise<void> {
    await this.#doing('Looking…', async () => {
      const events = await this.#recording.catchUp();
      if (events > 0) this.#caughtUp();
      this.#say(events > 0 ? `${events.toLocaleString('en')} more events.` : 'Nothing new has happened.');
    });
  }

  /** The text as it is in the room by now. */
  currentText(file: string): Promise<string> {
    return this.#recording.currentText(file);
  }

  async export(format: ExportFormat): Promise<void> {
    await this.#doing('Exporting…', async () => {
      const url = URL.createObjectURL(await this.#recording.export(format));
      const link = document.createElement('a');
      link.href = url;
      link.download = `parley-${this.#recording.code}.${format}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    });
  }

  /** Good news goes by itself; what failed stays until somebody has read it. */
  #say(words: string): void {
    this.said.value = { words, failed: false };
    clearTimeout(this.#hush);
    this.#hush = setTimeout(() => {
      if (this.said.value?.failed === false) this.said.value = null;
    }, NEWS);
  }

  async #doing(what: string, work: () => Promise<void>): Promise<boolean> {
    if (this.busy.value !== '') return false;
    this.busy.value = what;
    this.said.value = null;
    try {
      await work();
      return true;
    } catch (error) {
      const words = error instanceof NoRecording ? error.message : 'That did not work. Try again.';
      this.said.value = { words, failed: true };
      return false;
    } finally {
      this.busy.value = '';
    }
  }
}

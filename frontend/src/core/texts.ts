import type { ChangeSet } from '@codemirror/state';
import { decode } from './decoder.ts';
import { type Keepsake, keepsake, type Keepsakes, type Salvage } from './keepsake.ts';
import type { Disposable } from './lifetime.ts';
import type { Caret } from './presence.ts';
import type { FileOpening, Have, Pointing, Ranges, ServerMessage, Source, Whole } from './protocol.ts';
import { SharedText } from './shared-text.ts';
import { TextClient } from './text-client.ts';
import type { Courier, Surface } from './text-ports.ts';
import type { Timer } from './timer.ts';

/** Where the files of a room are shown. */
export interface Desk {
  open(file: string, text: string): Surface;
  rename(file: string, to: string): void;
  close(file: string): void;
  /** The file on screen, or null when there is none. */
  shown(): string | null;
  carets(file: string, carets: readonly Caret[]): void;
}

export interface TextsListener {
  /** A text, or how much of it is unsent, changed. */
  changed(): void;
  salvaged(salvage: Salvage): void;
  /** This page's copy of a file was not what it should be, and was put right. */
  mended(file: string): void;
  /** Only a new join can help; `renew` when it must be under a fresh client id. */
  lostTrack(renew: boolean): void;
}

export interface TextsPorts {
  readonly desk: Desk;
  readonly courier: Courier;
  readonly timer: Timer;
  readonly keepsakes: Keepsakes;
  readonly listener: TextsListener;
}

const KEEP_SOON_MS = 300;
/** Often enough that a wrong copy is found within five seconds. */
const CHECK_MS = 3000;
/** What one round of checks may cost: files, and units of text in them. */
const CHECKED_FILES = 16;
const CHECKED_UNITS = 1024 * 1024;

/** All shared files of one visit, and what the tab remembers of them. */
export class Texts implements Disposable {
  readonly #texts = new Map<string, TextClient>();
  #keeping: Disposable | null = null;
  #checking: Disposable | null = null;

  constructor(private readonly ports: TextsPorts) {}

  get(file: string): TextClient | null {
    return this.#texts.get(file) ?? null;
  }

  get unsent(): number {
    let unsent = 0;
    for (const text of this.#texts.values()) unsent += text.unsent;
    return unsent;
  }

  /** What to tell the room that we have. */
  have(): Have {
    const have: Record<string, { epoch: string; revision: number }> = {};
    for (const [file, { epoch, revision, broken }] of this.#texts)
      if (!broken) have[file] = { epoch, revision };
    return have;
  }

  /**
   * Takes up what the page before a reload left.
   *
   * @returns the client id under which it was numbered, or null when there was nothing
   */
  restore(): string | null {
    let client: string | null = null;
    for (const [file, stored] of this.ports.keepsakes.load()) {
      const read = decode(keepsake, stored, file);
      if (read.ok && this.#restoreOne(file, read.value)) client = read.value.client;
      else this.ports.keepsakes.store(file, null);
    }
    return client;
  }

  /** @returns whether our numbers mean nothing to the room any more */
  joined(openings: readonly FileOpening[], client: string): boolean {
    let renew = false;
    this.#checking ??= this.#checkLater();
    this.#renameAll(openings);
    for (const opening of openings) renew = this.#fileJoined(opening, client) || renew;
    for (const file of this.#texts.keys())
      if (!openings.some((opening) => opening.file === file)) this.gone(file);
    return renew;
  }

  /** The room has a new file. */
  created(file: string, whole: Whole, client: string): void {
    if (this.#texts.has(file)) return;
    this.#fileJoined({ type: 'whole', file, language: '', ...whole }, client);
  }

  offline(): void {
    for (const text of this.#texts.values()) text.offline();
  }

  edited(file: string, change: ChangeSet, source: Source): void {
    this.#texts.get(file)?.local(change, source);
  }

  /** A selection on screen as the server understands it. */
  outward(file: string, ranges: Ranges): { revision: number; ranges: Ranges } | null {
    const text = this.#texts.get(file);
    return text ? { revision: text.revision, ranges: text.outward(ranges) } : null;
  }

  pointed(pointing: Pointing): void {
    for (const [file, text] of this.#texts) if (file !== pointing.file) text.pointsElsewhere(pointing.client);
    this.#texts.get(pointing.file)?.pointed(pointing);
  }

  received(message: ServerMessage): void {
    if (message.type === 'code_updated')
      this.#texts.get(message.file)?.updated(message.from, message.changes);
    else if (message.type === 'code_reset') this.#texts.get(message.file)?.reset(message);
    else if (message.type === 'file_renamed') this.#renamed(message.file, message.to);
    else if (message.type === 'file_deleted') this.gone(message.file);
    else if (message.type === 'user_left')
      for (const text of this.#texts.values()) text.unpointed(message.id);
  }

  #renamed(file: string, to: string): void {
    const text = this.#texts.get(file);
    if (!text || file === to) return;
    this.#texts.delete(file);
    this.#texts.set(to, text);
    text.rename(to);
    this.ports.keepsakes.store(file, null);
    this.ports.desk.rename(file, to);
    this.keep();
  }

  /** While we were away files may have got other names; their epochs are the same. */
  #renameAll(openings: readonly FileOpening[]): void {
    for (const [file, { epoch }] of Array.from(this.#texts)) {
      if (openings.some((opening) => opening.file === file && opening.epoch === epoch)) continue;
      const now = openings.find((opening) => opening.epoch === epoch);
      if (now && !this.#texts.has(now.file)) this.#renamed(file, now.file);
    }
  }

  gone(file: string): void {
    const text = this.#texts.get(file);
    if (!text) return;
    if (text.unsent > 0) this.#salvaged(file, 'This file was deleted.', text.document().toString());
    this.#texts.delete(file);
    this.ports.keepsakes.store(file, null);
    this.ports.desk.close(file);
  }

  /** Writes down what a reload must not lose, at once. */
  keep(): void {
    this.#keeping?.dispose();
    this.#keeping = null;
    for (const [file, text] of this.#texts) this.ports.keepsakes.store(file, text.keepsake());
  }

  dispose(): void {
    this.#checking?.dispose();
    this.keep();
    this.offline();
  }

  #checkLater(): Disposable {
    return this.ports.timer.after(CHECK_MS, () => {
      this.#check();
      this.#checking = this.#checkLater();
    });
  }

  /** The file in use and then, in turn, as many others as one round may cost. */
  #check(): void {
    const inUse = this.ports.desk.shown();
    let units = CHECKED_UNITS;
    const files = [...this.#texts.keys()].toSorted((a, b) => Number(b === inUse) - Number(a === inUse));
    for (const file of files.slice(0, CHECKED_FILES)) {
      const text = this.#texts.get(file);
      if (!text || units <= 0) break;
      units -= text.document().length;
      void text.check();
      // To the end of the line.
      this.#texts.delete(file);
      this.#texts.set(file, text);
    }
  }

  #restoreOne(file: string, kept: Keepsake): boolean {
    try {
      const surface = this.ports.desk.open(file, SharedText.restore(kept).document().toString());
      this.#texts.set(file, TextClient.restore(file, kept, this.#textPorts(surface)));
      return true;
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  }

  #fileJoined(opening: FileOpening, client: string): boolean {
    const { file } = opening;
    const known = this.#texts.get(file);
    if (known) return known.joined(opening, client);
    if (opening.type === 'tail') return false;
    const surface = this.ports.desk.open(file, opening.text);
    const text = TextClient.open(file, opening, client, this.#textPorts(surface));
    this.#texts.set(file, text);
    return text.joined(opening, client);
  }

  #textPorts(surface: Surface) {
    const { courier, timer, desk, listener } = this.ports;
    return {
      surface,
      courier,
      timer,
      listener: {
        changed: (urgent: boolean) => {
          if (urgent) this.keep();
          else this.#keeping ??= timer.after(KEEP_SOON_MS, () => this.keep());
          listener.changed();
        },
        carets: (file: string, carets: readonly Caret[]) => desk.carets(file, carets),
        salvaged: (salvage: Salvage) => listener.salvaged(salvage),
        mended: (file: string) => listener.mended(file),
        lostTrack: (renew: boolean) => listener.lostTrack(renew),
      },
    };
  }

  #salvaged(file: string, reason: string, text: string): void {
    this.ports.listener.salvaged({ file, reason, text });
  }
}

import { ChangeSet, type Text } from '@codemirror/state';
import type { Frozen, Keepsake } from './keepsake.ts';
import { Carets } from './presence.ts';
import type { Entry, FileOpening, Pointing, PullAnswer, Ranges, Refusal, Source } from './protocol.ts';
import { SharedText } from './shared-text.ts';
import type { TextClientPorts } from './text-ports.ts';

/*
 * The page's side of the shared text of one file: when to send, when to ask, when to give up. The states are
 *
 *     synchronized          nothing unconfirmed
 *     awaiting              one push is under way, frozen in the form in which it was first sent
 *     awaiting-with-buffer  and what was typed since waits behind it
 *
 * Invariants, each with a test:
 *
 * 1. One push at a time. Until it is confirmed it is sent again in the same form, whatever has been taken in since:
 *    the server knows its numbers and applies none twice. A lost acknowledgement costs nothing, because our
 *    changes come back in the log under our own id.
 * 2. A gap in what arrives is pulled, an overlap is dropped.
 * 3. Unsent text leaves the screen only by becoming a `Salvage`, which the page shows to the person.
 * 4. Two histories are never merged. If the epoch changed, unconfirmed changes go on only when the new text is
 *    letter for letter the one they were made on; otherwise they are salvaged.
 *
 * Exactly once over a reload. While anything is unconfirmed, a keepsake holds confirmed text, revision, numbers,
 * unconfirmed changes and the frozen push; it is written before a push is first sent. After a reload the page takes
 * the kept client id and this state and joins with `have` at the kept revision, which is the ordinary reconnect:
 * what had been accepted is in the answer under our own id and leaves the unconfirmed list; what had not is sent
 * again, frozen form and numbers unchanged, so that a copy still on its way is recognised as well. Should the room
 * give us another id, entries under the kept id are still ours while the answer is taken in, and only the rest is
 * renumbered. A second tab that was handed a copy of the keepsake must not use it: the page asks around first.
 */

export type Standing = 'synchronized' | 'awaiting' | 'awaiting-with-buffer';

interface Whole {
  readonly epoch: string;
  readonly revision: number;
  readonly text: string;
}

/** Well below what the server takes in one message. */
const PUSH_CHANGES = 500;
const PUSH_UNITS = 128 * 1024;
const RETRY_MS = 500;
const RETRY_MAX_MS = 8000;

/** Nothing is wrong with the edit: the room or our place in it is not what it was. A new join settles it. */
const REJOIN: ReadonlySet<string> = new Set([
  'not_joined',
  'foreign_client',
  'stale_epoch',
  'invalid_revision',
  'unknown_file',
  'unavailable',
  'not_saved',
]);

/** The room knows our numbers otherwise than we do: what we have cannot be sent under them. */
const MISCOUNTED: ReadonlySet<string> = new Set(['conflict', 'gap']);

export class TextClient {
  readonly #ports: TextClientPorts;
  readonly #shared: SharedText;
  readonly #carets = new Carets();
  #frozen: Frozen | null;
  #online = false;
  #pushing = false;
  #pulling = false;
  #broken = false;
  #failures = 0;
  /** Counts joins: an answer to a question from before the last join is nobody's. */
  #generation = 0;

  private constructor(
    readonly file: string,
    shared: SharedText,
    frozen: Frozen | null,
    ports: TextClientPorts,
  ) {
    this.#shared = shared;
    this.#frozen = frozen;
    this.#ports = ports;
  }

  /** A file we see for the first time; the surface shows its text already. Offline until {@link joined}. */
  static open(file: string, whole: Whole, client: string, ports: TextClientPorts): TextClient {
    return new TextClient(file, new SharedText(whole, client), null, ports);
  }

  /**
   * A file as the page before a reload left it; the surface shows {@link document}. Offline until {@link joined}.
   *
   * @throws RangeError when the keepsake does not fit together
   */
  static restore(file: string, kept: Keepsake, ports: TextClientPorts): TextClient {
    return new TextClient(file, SharedText.restore(kept), kept.sent, ports);
  }

  get revision(): number {
    return this.#shared.revision;
  }

  get epoch(): string {
    return this.#shared.epoch;
  }

  /** Number of own changes the server has not confirmed. */
  get unsent(): number {
    return this.#shared.pending;
  }

  get standing(): Standing {
    if (this.unsent === 0) return 'synchronized';
    const frozen = this.#frozen;
    const waiting = frozen ? frozen.first + frozen.changes.length - this.#shared.accepted : 0;
    return this.unsent > waiting ? 'awaiting-with-buffer' : 'awaiting';
  }

  /** Whether text and log stopped fitting together; then a join must not claim to have anything. */
  get broken(): boolean {
    return this.#broken;
  }

  /** What the screen shows. */
  document(): Text {
    return this.#shared.document();
  }

  keepsake(): Keepsake | null {
    const kept = this.#shared.keepsake();
    return kept && { ...kept, sent: this.#frozen };
  }

  /** The person changed the text on screen. */
  local(change: ChangeSet, source: Source = 'typing'): void {
    this.#shared.local(change, source);
    this.#ports.listener.changed(false);
    this.#pump();
  }

  offline(): void {
    this.#generation++;
    this.#online = false;
    this.#pushing = false;
    this.#pulling = false;
  }

  /**
   * The room let us in, under this client id.
   *
   * @returns whether our numbers mean nothing to it, so that we must join again under a fresh id
   */
  joined(opening: FileOpening, client: string): boolean {
    this.offline();
    if (opening.type === 'whole') {
      if (this.#meet(opening)) return true;
    } else if (opening.epoch === this.epoch) {
      this.#take(opening.from, opening.changes);
    } else {
      this.#breakOff();
    }
    if (client !== this.#shared.numberedBy) {
      this.#shared.renumber(client);
      this.#frozen = null;
    }
    this.#online = !this.#broken;
    this.#failures = 0;
    this.#moved();
    return false;
  }

  /** `code_updated`: the log grew. */
  updated(from: number, changes: readonly Entry[]): void {
    this.#take(from, changes);
    this.#moved();
  }

  /** `code_reset`: the server wants us to start from this text. */
  reset(whole: Whole): void {
    if (this.#meet(whole)) this.#ports.listener.lostTrack(true);
    this.#moved();
  }

  pointed(pointing: Pointing): void {
    this.#carets.point(pointing);
    this.#showCarets();
  }

  unpointed(by: string): void {
    this.#carets.gone(by);
    this.#showCarets();
  }

  /** A selection on screen in the server's coordinates, to be sent together with {@link revision}. */
  outward(ranges: Ranges): Ranges {
    return this.#shared.outward(ranges);
  }

  #take(from: number, entries: readonly Entry[]): void {
    if (from > this.revision) {
      void this.#pull();
      return;
    }
    const shown: ChangeSet[] = [];
    try {
      for (const entry of entries.slice(this.revision - from)) {
        const change = ChangeSet.fromJSON(entry.change);
        const before = this.revision;
        const moved = this.#shared.take(entry, change);
        this.#carets.advance(before, entry.client, change);
        if (moved) shown.push(moved);
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#breakOff();
    }
    if (shown.length > 0) this.#ports.surface.apply(shown);
    this.#showCarets();
  }

  /** A whole text from the server. Returns whether it belongs to another history than the one we know. */
  #meet(whole: Whole): boolean {
    const { epoch, revision, confirmed } = this.#shared;
    const known = whole.epoch === epoch && whole.revision >= revision;
    const same = whole.text === confirmed.toString();
    if (known && !this.#broken) {
      if (same && whole.revision === revision) return false;
      if (whole.revision > revision && this.unsent > 0) {
        // Too far behind for the join answer, yet the log may reach back to us: only it can tell what got in.
        void this.#pull();
        return false;
      }
    }
    if (!same || this.#broken)
      this.#abandon(whole.text, 'The room went on from another version of this file.');
    this.#carets.clear();
    this.#shared.restart(whole);
    this.#frozen = null;
    this.#broken = false;
    return !known;
  }

  /** Gives the screen to `text`; what only the screen had becomes a salvage. */
  #abandon(text: string, reason: string): void {
    const shown = this.document().toString();
    if (this.unsent > 0 && shown !== text)
      this.#ports.listener.salvaged({ file: this.file, reason, text: shown });
    this.#shared.forgetUnconfirmed();
    this.#frozen = null;
    this.#ports.surface.replace(text);
  }

  #moved(): void {
    this.#settle();
    this.#ports.listener.changed(false);
    this.#pump();
  }

  #settle(): void {
    const frozen = this.#frozen;
    if (!frozen || this.#pushing) return;
    if (frozen.first + frozen.changes.length <= this.#shared.accepted) this.#frozen = null;
  }

  #pump(): void {
    if (!this.#online || this.#pushing || this.#pulling || this.unsent === 0) return;
    if (!this.#frozen) {
      const batch = this.#shared.batch(PUSH_CHANGES, PUSH_UNITS);
      this.#frozen = { revision: this.revision, first: this.#shared.accepted, ...batch };
      this.#ports.listener.changed(true);
    }
    void this.#push(this.#frozen);
  }

  async #push(frozen: Frozen): Promise<void> {
    const generation = this.#generation;
    this.#pushing = true;
    const client = this.#shared.numberedBy;
    const delivery = await this.#ports.courier.push({
      file: this.file,
      epoch: this.epoch,
      client,
      ...frozen,
    });
    if (generation !== this.#generation) return;
    this.#pushing = false;
    if (delivery.type === 'yes') {
      this.#failures = 0;
      this.#settle();
      // The answer comes after its own broadcast; if that is missing, something was lost on the way.
      if (this.#frozen) void this.#pull();
      this.#moved();
    } else if (delivery.type === 'no' && !mayPass(delivery.refusal)) {
      this.#refused(delivery.refusal);
    } else {
      // Silent twice though it is open: the connection is deaf, and a new one may not be.
      if (delivery.type === 'lost' && this.#failures > 0) this.#ports.listener.lostTrack(false);
      this.#later(() => this.#pump());
    }
  }

  #refused(refusal: Refusal): void {
    const { code, message } = refusal;
    if (code === 'too_far_behind') {
      // The frozen form is too old to be moved forward. After a pull everything accepted up to now has been taken
      // in, so what is left is certainly not in the log and may be frozen anew.
      this.#frozen = null;
      void this.#pull();
    } else if (REJOIN.has(code)) {
      this.#online = false;
      this.#ports.listener.lostTrack(code === 'foreign_client');
    } else {
      this.#abandon(this.#shared.confirmed.toString(), message || code);
      this.#ports.listener.changed(false);
      if (MISCOUNTED.has(code)) this.#ports.listener.lostTrack(true);
    }
  }

  async #pull(): Promise<void> {
    if (this.#pulling) return;
    const generation = this.#generation;
    this.#pulling = true;
    const delivery = await this.#ports.courier.pull(this.file, this.revision);
    if (generation !== this.#generation) return;
    if (delivery.type === 'yes') {
      this.#failures = 0;
      this.#pulling = false;
      this.#pulled(delivery.value);
    } else {
      this.#later(() => {
        this.#pulling = false;
        void this.#pull();
      });
    }
  }

  #pulled(answer: PullAnswer): void {
    if (answer.type === 'tail') {
      this.updated(answer.from, answer.changes);
      return;
    }
    // The log does not reach back to us: nobody can tell what got in, so what is unconfirmed is shown, not sent.
    this.#abandon(answer.text, 'This file changed too much while the connection was away.');
    this.reset(answer);
  }

  #breakOff(): void {
    this.#broken = true;
    this.#online = false;
    this.#ports.listener.lostTrack(true);
  }

  #later(action: () => void): void {
    const generation = this.#generation;
    const wait = Math.min(RETRY_MAX_MS, RETRY_MS * 2 ** this.#failures++);
    this.#ports.timer.after(wait, () => {
      if (generation === this.#generation) action();
    });
  }

  #showCarets(): void {
    const { revision, confirmed, unconfirmed } = this.#shared;
    this.#ports.listener.carets(this.#carets.shown(revision, confirmed.length, unconfirmed));
  }
}

/** Whether asking again, in the same form and later, can help. */
function mayPass({ code, retryable }: Refusal): boolean {
  return !REJOIN.has(code) && (retryable || code === 'rate_limited');
}

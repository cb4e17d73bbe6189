import { ChangeSet, type Text } from '@codemirror/state';
import type { Frozen, Keepsake } from './keepsake.ts';
import { OnScreen } from './on-screen.ts';
import { Carets } from './presence.ts';
import type {
  Differed,
  Entry,
  FileOpening,
  Pointing,
  PullAnswer,
  Ranges,
  Refusal,
  Source,
  Whole,
} from './protocol.ts';
import { mayPass, MISCOUNTED, REJOIN } from './refusals.ts';
import { SharedText } from './shared-text.ts';
import { digest, firstDifference } from './text-digest.ts';
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
 * 4. Two histories are never merged. Where the log does not lead from our text to the server's, the server's text
 *    is taken, and what is unconfirmed goes on as new edits on it, by way of what differs. How much of ours is in
 *    that text the server tells (`accepted`). Where it cannot, because it has another history or has forgotten our
 *    numbers, unconfirmed changes go on only when they lie apart from everything that differs, so that nothing
 *    can be in the text twice; otherwise they are salvaged.
 * 5. Our copy is compared with the server's every few seconds ({@link check}). If it is wrong, the server's is taken
 *    in the way of 4; to know what is under way, the push before is first waited for.
 */

export type Standing = 'synchronized' | 'awaiting' | 'awaiting-with-buffer';

/** Well below what the server takes in one message. */
const PUSH_CHANGES = 500;
const PUSH_UNITS = 128 * 1024;
const RETRY_MS = 500;
const RETRY_MAX_MS = 8000;

export class TextClient {
  readonly #ports: TextClientPorts;
  #file: string;
  readonly #shared: SharedText;
  readonly #screen: OnScreen;
  readonly #carets = new Carets();
  #frozen: Frozen | null;
  #online = false;
  #pushing = false;
  #pulling = false;
  /** The frozen push is too old to be moved forward; once we are up to date it may be frozen anew. */
  #outdated = false;
  /** Our copy may be wrong: nothing more is pushed until it is known. */
  #doubtful = false;
  #broken = false;
  #failures = 0;
  /** Counts joins: an answer from before the last one is nobody's. */
  #generation = 0;

  private constructor(file: string, shared: SharedText, frozen: Frozen | null, ports: TextClientPorts) {
    this.#shared = shared;
    this.#file = file;
    this.#screen = new OnScreen(this, shared, ports);
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

  get file(): string {
    return this.#file;
  }

  /** What is under way under the old name is sent again. */
  rename(to: string): void {
    this.#file = to;
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

  /** Text and log stopped fitting together; a join must not claim to have anything. */
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
    this.#doubtful = false;
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

  /** That page points at another file now. */
  pointsElsewhere(client: string): void {
    if (this.#carets.away(client)) this.#showCarets();
  }

  unpointed(by: string): void {
    this.#carets.gone(by);
    this.#showCarets();
  }

  /** A selection on screen in the server's coordinates, to be sent together with {@link revision}. */
  outward(ranges: Ranges): Ranges {
    return this.#shared.outward(ranges);
  }

  /**
   * Compares our copy with the server's, and the screen with our copy, and puts right what is wrong.
   *
   * @param differed what was wrong before, to be told to the server
   */
  async check(differed?: Differed): Promise<void> {
    if (!this.#online || this.#pulling || this.#broken) return;
    this.#screen.mend();
    const generation = this.#generation;
    const { file, epoch, revision } = this;
    const text = digest(this.#shared.confirmed);
    const told = differed && { differed };
    const delivery = await this.#ports.courier.check({ file, epoch, revision, ...text, ...told });
    if (generation !== this.#generation || delivery.type === 'lost') return;
    if (delivery.type === 'yes' && delivery.value.type === 'different') {
      this.#mend(delivery.value);
      return;
    }
    this.#doubtful = false;
    this.#pump();
  }

  #mend(whole: Whole): void {
    this.#doubtful = this.#frozen !== null;
    if (this.#doubtful || whole.revision < this.revision) return;
    const had = this.#shared.confirmed.toString();
    if (whole.revision === this.revision && whole.text === had) return;
    const renew = this.#meet(whole);
    this.#ports.listener.mended(this.file);
    if (renew) this.#ports.listener.lostTrack(true);
    else void this.check(firstDifference(had, whole.text));
    this.#moved();
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
    if (shown.length > 0) this.#screen.apply(shown);
    this.#showCarets();
  }

  /** A whole text from the server. Returns whether our numbers mean nothing to it any more. */
  #meet(whole: Whole): boolean {
    const { epoch, revision, confirmed, accepted } = this.#shared;
    const ours =
      whole.epoch === epoch && whole.revision >= revision && (whole.accepted ?? accepted) >= accepted;
    if (ours && whole.revision === revision && !this.#broken && whole.text === confirmed.toString())
      return false;
    // What is not frozen was never sent.
    const told = whole.accepted ?? (this.#frozen ? null : accepted);
    const known = ours && told !== null ? told - accepted : null;
    if (!this.#screen.goOn(whole, known)) {
      this.#screen.abandon(whole.text, 'The room went on from another version of this file.');
      this.#shared.restart(whole);
    }
    this.#carets.clear();
    this.#frozen = null;
    this.#outdated = false;
    this.#broken = false;
    return known === null;
  }

  #moved(): void {
    this.#settle();
    this.#ports.listener.changed(false);
    this.#pump();
  }

  #settle(): void {
    const frozen = this.#frozen;
    if (!frozen || this.#pushing) return;
    if (frozen.first + frozen.changes.length > this.#shared.accepted) return;
    this.#frozen = null;
    if (this.#doubtful) void this.check();
  }

  #pump(): void {
    if (!this.#online || this.#pushing || this.#pulling || this.unsent === 0) return;
    if (!this.#frozen) {
      if (this.#doubtful) return;
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
      // The answer comes after its own broadcast; if that is missing, it was lost on the way.
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
      this.#outdated = true;
      void this.#pull();
    } else if (REJOIN.has(code)) {
      this.#online = false;
      this.#ports.listener.lostTrack(code === 'foreign_client');
    } else {
      this.#screen.abandon(this.#shared.confirmed.toString(), message || code);
      this.#frozen = null;
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
    if (answer.type === 'whole') {
      this.reset(answer);
      return;
    }
    this.#take(answer.from, answer.changes);
    // Everything accepted up to now has been taken in, so what is left is certainly not in the log.
    if (this.#outdated && !this.#pulling) this.#frozen = null;
    this.#outdated = false;
    this.#moved();
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
    this.#ports.listener.carets(this.file, this.#carets.shown(revision, confirmed.length, unconfirmed));
  }
}

import { ChangeSet, Text } from '@codemirror/state';
import type {
  ChangeJson,
  Check,
  CheckAnswer,
  Entry,
  FileOpening,
  PullAnswer,
  Push,
  Refusal,
  Whole,
} from '../protocol.ts';
import { digest } from '../text-digest.ts';
import type { Delivery } from '../text-ports.ts';

/** The server's side of one file, for tests: the rules of the protocol and nothing about performance. */
export class Authority {
  text: Text;
  epoch = 'e1';
  readonly log: Entry[] = [];
  /** Changes refused because their number was known with other content, or out of order. */
  conflicts = 0;
  /** The log reaches back this many entries; further back there is only the text. */
  tail = Number.POSITIVE_INFINITY;
  refuse: Refusal | null = null;
  /** Whether it does not remember who submitted how much. */
  forgetful = false;
  /** Wrong copies that it heard of. */
  differences = 0;
  first: Text;
  readonly #submitted = new Map<string, string[]>();

  constructor(text = '') {
    this.text = Text.of(text.split('\n'));
    this.first = this.text;
  }

  get revision(): number {
    return this.log.length;
  }

  /** Accepts a push, tells `broadcast` what it added to the log, and answers. */
  push(
    push: Push,
    broadcast: (from: number, entries: readonly Entry[]) => void,
  ): Delivery<{ revision: number }> {
    if (this.refuse) return { type: 'no', refusal: this.refuse };
    if (push.epoch !== this.epoch) return this.#no('stale_epoch');
    if (!this.#reaches(push.revision) && push.revision <= this.revision) return this.#tooFarBehind(push);
    if (push.revision > this.revision) return this.#no('invalid_revision');
    const known = this.#submitted.get(push.client) ?? [];
    this.#submitted.set(push.client, known);
    if (push.first > known.length) return this.#no('gap');
    const from = this.revision;
    const fresh: { json: string; change: ChangeSet }[] = [];
    for (const [index, change] of push.changes.entries()) {
      const before = known[push.first + index];
      const json = JSON.stringify(change);
      if (before !== undefined && before !== json) return this.#no('conflict');
      if (before === undefined) fresh.push({ json, change: ChangeSet.fromJSON(change) });
    }
    const late = fresh.map(({ change }) => change);
    let own = push.changes.length - fresh.length;
    for (const entry of this.log.slice(push.revision)) {
      if (entry.client === push.client && own > 0) own--;
      else this.#move(late, ChangeSet.fromJSON(entry.change));
    }
    for (const { json } of fresh) known.push(json);
    const entries = late.map((change) => this.#enter(push.client, change));
    if (entries.length > 0) broadcast(from, entries);
    return { type: 'yes', value: { revision: this.revision } };
  }

  pull(from: number, client: string): PullAnswer {
    if (!this.#reaches(from)) return { type: 'whole', ...this.#whole(client) };
    return { type: 'tail', from, changes: this.log.slice(from) };
  }

  opening(file: string, have: { epoch: string; revision: number } | null, client: string): FileOpening {
    const named = { file, language: 'python', epoch: this.epoch };
    if (!have || have.epoch !== this.epoch || !this.#reaches(have.revision))
      return { type: 'whole', ...named, ...this.#whole(client) };
    return { type: 'tail', ...named, from: have.revision, changes: this.log.slice(have.revision) };
  }

  /** A change of the server's own. */
  change(change: ChangeSet, broadcast: (from: number, entries: readonly Entry[]) => void): void {
    const from = this.revision;
    broadcast(from, [this.#enter('server', change)]);
  }

  /** As after a restore from a backup: other text, other epoch, no memory of clients. */
  replaceHistory(text: string): void {
    this.epoch = `${this.epoch}'`;
    this.text = Text.of(text.split('\n'));
    this.first = this.text;
    this.log.length = 0;
    this.#submitted.clear();
  }

  /** As after a restore that nobody noticed: what came after this revision never happened. */
  rewind(revision: number, text: string): void {
    this.text = Text.of(text.split('\n'));
    this.log.length = revision;
    this.#submitted.clear();
  }

  /** Whether a page's copy is right, told exactly for every revision. */
  check({ revision, length, hash }: Check, client: string): CheckAnswer {
    let text = this.first;
    for (const { change } of this.log.slice(0, revision)) text = ChangeSet.fromJSON(change).apply(text);
    const right = digest(text);
    if (right.length === length && right.hash === hash && revision <= this.revision) return { type: 'equal' };
    this.differences++;
    return { type: 'different', ...this.#whole(client) };
  }

  #whole(client: string): Whole {
    const accepted = this.forgetful ? null : (this.#submitted.get(client)?.length ?? 0);
    return { epoch: this.epoch, revision: this.revision, text: this.text.toString(), accepted };
  }

  #reaches(revision: number): boolean {
    return revision <= this.revision && this.revision - revision <= this.tail;
  }

  #move(late: ChangeSet[], entry: ChangeSet): void {
    let over = entry;
    for (const [index, mine] of late.entries()) {
      late[index] = mine.map(over);
      over = over.map(mine, true);
    }
  }

  #enter(client: string, change: ChangeSet): Entry {
    this.text = change.apply(this.text);
    const entry = { client, by: client, change: change.toJSON() as ChangeJson };
    this.log.push(entry);
    return entry;
  }

  /** Of a push so old only a client's very last one can still be recognised. */
  #tooFarBehind(push: Push): Delivery<{ revision: number }> {
    const known = this.#submitted.get(push.client)?.length ?? 0;
    if (known > 0 && known === push.first + push.changes.length)
      return { type: 'yes', value: { revision: this.revision } };
    return { type: 'no', refusal: { code: 'too_far_behind', message: 'too_far_behind', retryable: false } };
  }

  #no(code: string): Delivery<never> {
    this.conflicts++;
    return { type: 'no', refusal: { code, message: code, retryable: false } };
  }
}

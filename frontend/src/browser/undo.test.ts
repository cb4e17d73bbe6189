import { history, redo, undo } from '@codemirror/commands';
import { type ChangeSet, EditorState, Transaction } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import type { Page } from '../core/testing/page.ts';
import { Chance } from '../core/testing/random.ts';
import { stage } from '../core/testing/stage.ts';

/*
 * Undo is everybody's own: the editor's history beside the text client, as on a page, with others typing, deleting
 * and undoing in the same lines over late and broken connections. Every character is typed once in the world, in the
 * alphabet of who typed it, so that whose it was can be told wherever it turns up.
 */

const ALPHABET = 1000;

/** One person at an editor. */
class Person {
  state: EditorState;
  /** What this one took away by deleting, not by undoing. */
  readonly deleted = new Set<string>();
  /** Everything that ever left this one's screen by this one's doing. */
  readonly removed = new Set<string>();
  readonly typed: string[] = [];
  readonly wrongs: string[] = [];

  constructor(
    readonly page: Page,
    private readonly number: number,
  ) {
    this.state = EditorState.create({ doc: page.text, extensions: [history({ newGroupDelay: 0 })] });
    page.applied = (changes) => {
      for (const change of changes)
        this.state = this.state.update({
          changes: change,
          annotations: [Transaction.remote.of(true), Transaction.addToHistory.of(false)],
        }).state;
    };
  }

  owns(character: string): boolean {
    const code = character.charCodeAt(0) - 0x4e00;
    return Math.floor(code / ALPHABET) === this.number;
  }

  type(at: number, count: number): void {
    let insert = '';
    for (let i = 0; i < count; i++) {
      const one = String.fromCharCode(0x4e00 + this.number * ALPHABET + this.typed.length);
      this.typed.push(one);
      insert += one;
    }
    this.#take(this.state.update({ changes: { from: at, insert }, userEvent: 'input.type' }));
  }

  remove(from: number, to: number): void {
    for (const one of this.state.sliceDoc(from, to)) this.deleted.add(one);
    this.#take(this.state.update({ changes: { from, to }, userEvent: 'delete' }));
  }

  undo(): void {
    undo({
      state: this.state,
      dispatch: (transaction) => {
        for (const one of this.#gone(transaction.changes))
          if (!this.owns(one)) this.wrongs.push(`undo took away ${one}`);
        this.#take(transaction);
      },
    });
  }

  redo(): void {
    redo({
      state: this.state,
      dispatch: (transaction) => {
        for (const one of this.#gone(transaction.changes))
          if (!this.owns(one) && !this.deleted.has(one)) this.wrongs.push(`redo took away ${one}`);
        this.#take(transaction);
      },
    });
  }

  #take(transaction: Transaction): void {
    for (const one of this.#gone(transaction.changes)) this.removed.add(one);
    this.state = transaction.state;
    this.page.type(transaction.changes);
  }

  #gone(changes: ChangeSet): string {
    let gone = '';
    changes.iterChanges((from, to) => (gone += this.state.sliceDoc(from, to)));
    return gone;
  }
}

describe('undo', () => {
  const seeds = Array.from({ length: 200 }, (_, index) => index + 1);
  test.each(seeds)('seed %i: takes back what one did and nothing of anybody else', async (seed) => {
    const chance = new Chance(seed);
    const { authority, timer, page } = stage('');
    const people: Person[] = [];
    for (let i = 0; i < 2 + chance.below(2); i++) {
      const one = await page(`p${i}`);
      one.latency = () => chance.below(150);
      one.loseAnswer = () => chance.of(0.1);
      people.push(new Person(one, i));
    }
    for (let step = 0; step < 80; step++) {
      const one = people[chance.below(people.length)];
      if (!one) continue;
      const { length } = one.state.doc;
      const event = chance.next();
      if (event < 0.45) one.type(chance.below(length + 1), 1 + chance.below(4));
      else if (event < 0.6 && length > 0) {
        const from = chance.below(length);
        one.remove(from, Math.min(length, from + 1 + chance.below(4)));
      } else if (event < 0.75) one.undo();
      else if (event < 0.85) one.redo();
      else if (event < 0.92) one.page.cut();
      else one.page.join();
      await timer.pass(chance.below(70));
    }
    for (const one of people) {
      one.page.loseAnswer = () => false;
      one.page.join();
    }
    await timer.pass(60_000);
    const text = authority.text.toString();
    const removed = new Set(people.flatMap((one) => [...one.removed]));
    for (const one of people) {
      expect(one.wrongs).toEqual([]);
      expect(one.state.doc.toString()).toBe(text);
      for (const character of one.typed)
        if (!removed.has(character)) expect(text.split(character), character).toHaveLength(2);
    }
  });

  test('brings back what one deleted, where it was, and takes it away again', async () => {
    const { timer, page } = stage('');
    const ada = new Person(await page('ada'), 0);
    const bob = new Person(await page('bob'), 1);
    ada.type(0, 6);
    await timer.pass(100);
    const [a, b, c, d, e, f] = ada.typed;
    bob.remove(2, 4);
    ada.type(3, 1);
    await timer.pass(100);
    const own = ada.typed[6];
    expect(bob.state.doc.toString()).toBe(`${a}${b}${own}${e}${f}`);

    bob.undo();
    await timer.pass(100);
    expect([...ada.state.doc.toString()].toSorted()).toEqual([a, b, c, d, e, f, own].toSorted());

    bob.redo();
    await timer.pass(100);
    expect(ada.state.doc.toString()).toBe(`${a}${b}${own}${e}${f}`);
    expect([...ada.wrongs, ...bob.wrongs]).toEqual([]);
  });
});

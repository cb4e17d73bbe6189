import { ChangeSet } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { stage } from './testing/stage.ts';

describe('one client', () => {
  test('sends one push at a time and buffers what is typed meanwhile', async () => {
    const { authority, timer, page } = stage();
    const ana = await page('ana');
    ana.insert(0, 'a');
    expect(ana.open.standing).toBe('awaiting');
    ana.insert(1, 'b');
    expect(ana.open.standing).toBe('awaiting-with-buffer');
    await timer.pass(25);
    expect(authority.text.toString()).toBe('a');
    expect(ana.open.standing).toBe('awaiting');
    await timer.pass(100);
    expect(ana.open.standing).toBe('synchronized');
    expect(authority.text.toString()).toBe('ab');
    expect(authority.conflicts).toBe(0);
  });

  test('a lost acknowledgement neither doubles nor loses an edit', async () => {
    const { authority, timer, page } = stage();
    const ana = await page('ana');
    let losses = 3;
    ana.loseAnswer = () => losses-- > 0;
    ana.insert(0, 'once');
    await timer.pass(20_000);
    expect(authority.text.toString()).toBe('once');
    expect(ana.open.unsent).toBe(0);
    expect(authority.log).toHaveLength(1);
  });

  test('what was typed offline is pushed after the reconnect', async () => {
    const { authority, timer, page } = stage('x');
    const ana = await page('ana');
    const ben = await page('ben');
    ana.cut();
    ana.insert(1, 'A');
    ana.insert(2, 'A');
    ben.insert(0, 'B');
    await timer.pass(500);
    expect(ana.open.unsent).toBe(2);
    ana.join();
    await timer.pass(500);
    expect(authority.text.toString()).toBe('BxAA');
    expect(ana.text.toString()).toBe('BxAA');
    expect(ben.text.toString()).toBe('BxAA');
  });

  test('resends a push unchanged when the connection broke before its answer', async () => {
    const { authority, timer, page } = stage();
    const ana = await page('ana');
    const ben = await page('ben');
    ben.insert(0, 'ben ');
    await timer.pass(5);
    ana.insert(0, 'ana ');
    ana.cut();
    await timer.pass(500);
    ana.join();
    await timer.pass(500);
    expect(authority.text.toString()).toBe(ana.text.toString());
    expect(authority.text.length).toBe(8);
    expect(authority.conflicts).toBe(0);
  });

  test('pulls when a broadcast was missed', async () => {
    const { authority, timer, pages, page } = stage('abc');
    const ana = await page('ana');
    authority.change(ChangeSet.of({ from: 0, insert: '1' }, 3), () => undefined);
    authority.change(ChangeSet.of({ from: 0, insert: '2' }, 4), (from, entries) => {
      for (const one of pages) one.broadcast(from, entries);
    });
    await timer.pass(200);
    expect(ana.text.toString()).toBe('21abc');
    expect(ana.open.revision).toBe(2);
  });

  test('drops the known head of an overlapping update', async () => {
    const { authority, timer, page } = stage('abc');
    const ana = await page('ana');
    for (const insert of ['1', '2'])
      authority.change(ChangeSet.of({ from: 0, insert }, authority.text.length), (from, entries) => {
        ana.broadcast(from, entries);
      });
    await timer.pass(100);
    ana.broadcast(0, authority.log.slice());
    await timer.pass(100);
    expect(ana.text.toString()).toBe('21abc');
    expect(ana.open.revision).toBe(2);
  });

  test('touching edits end as on the server, which takes one entry at a time', async () => {
    const { authority, timer, pages, page } = stage('abc');
    const ana = await page('ana');
    const everybody = (
      from: number,
      entries: typeof authority.log | readonly (typeof authority.log)[number][],
    ) => {
      for (const one of pages) one.broadcast(from, entries);
    };
    ana.insert(0, 'U');
    authority.change(ChangeSet.of({ from: 0, to: 1 }, 3), everybody);
    authority.change(ChangeSet.of({ from: 0, insert: 'y' }, 2), everybody);
    await timer.pass(200);
    expect(authority.text.toString()).toBe('yUbc');
    expect(ana.text.toString()).toBe('yUbc');
  });
});

describe('a "no"', () => {
  test('takes the text back and keeps what was unsent for the person', async () => {
    const { authority, timer, page } = stage('abc');
    const ana = await page('ana');
    authority.refuse = { code: 'read_only', message: 'You may only read.', retryable: false };
    ana.insert(3, ' mine');
    await timer.pass(200);
    expect(ana.text.toString()).toBe('abc');
    expect(ana.salvages).toEqual([{ file: 'main.py', reason: 'You may only read.', text: 'abc mine' }]);
    authority.refuse = null;
    ana.insert(0, 'x');
    await timer.pass(200);
    expect(authority.text.toString()).toBe('xabc');
    expect(authority.conflicts).toBe(0);
  });

  test('that may pass is asked again, later', async () => {
    const { authority, timer, page } = stage();
    const ana = await page('ana');
    authority.refuse = { code: 'rate_limited', message: 'Slow down.', retryable: true };
    ana.insert(0, 'patient');
    await timer.pass(2000);
    expect(ana.text.toString()).toBe('patient');
    authority.refuse = null;
    await timer.pass(10_000);
    expect(authority.text.toString()).toBe('patient');
    expect(ana.salvages).toEqual([]);
  });
});

describe('a room that is not what it was', () => {
  test('is joined again under the same numbers, and the edit arrives once', async () => {
    const { authority, timer, page } = stage('abc');
    const ana = await page('ana');
    authority.refuse = { code: 'unavailable', message: 'Opened again.', retryable: true };
    ana.insert(3, 'd');
    await timer.pass(15);
    authority.refuse = null;
    await timer.pass(1000);
    expect(authority.text.toString()).toBe('abcd');
    expect(authority.log.map(({ client }) => client)).toEqual(['ana']);
    expect(ana.salvages).toEqual([]);
  });

  test('a push too old to be moved forward is frozen anew after a pull', async () => {
    const { authority, timer, page } = stage('abc');
    const ana = await page('ana');
    authority.change(ChangeSet.of({ from: 0, insert: '_' }, 3), () => undefined);
    authority.refuse = { code: 'too_far_behind', message: 'Take the text anew.', retryable: false };
    ana.insert(3, 'd');
    await timer.pass(15);
    authority.refuse = null;
    await timer.pass(1000);
    expect(authority.text.toString()).toBe('_abcd');
    expect(ana.text.toString()).toBe('_abcd');
    expect(ana.salvages).toEqual([]);
  });

  test('that counts our edits otherwise gets none of them by guess: the person sees the text', async () => {
    const { authority, timer, page } = stage('abc');
    const ana = await page('ana');
    authority.refuse = { code: 'conflict', message: 'Number 0 was used.', retryable: false };
    ana.insert(3, 'd');
    await timer.pass(15);
    authority.refuse = null;
    await timer.pass(1000);
    expect(ana.text.toString()).toBe('abc');
    expect(ana.salvages.map(({ text }) => text)).toEqual(['abcd']);
    ana.insert(0, '>');
    await timer.pass(1000);
    expect(authority.text.toString()).toBe('>abc');
    expect(authority.log.map(({ client }) => client)).toEqual(['ana.1']);
  });
});

describe('a reload', () => {
  test('sends the edit that never left', async () => {
    const { authority, timer, page } = stage('abc');
    const ana = await page('ana');
    ana.cut();
    ana.insert(3, 'd');
    ana.reload();
    expect(ana.text.toString()).toBe('abcd');
    await timer.pass(500);
    expect(authority.text.toString()).toBe('abcd');
  });

  test('does not double the edit that was on its way', async () => {
    for (const moment of [0, 5, 10, 15, 20, 25]) {
      const { authority, timer, page } = stage('abc');
      const ana = await page('ana');
      const ben = await page('ben');
      ana.insert(3, 'd');
      ben.insert(0, '_');
      await timer.pass(moment);
      ana.reload();
      await timer.pass(1000);
      expect(authority.text.toString(), `reload after ${moment} ms`).toBe('_abcd');
      expect(ana.text.toString()).toBe('_abcd');
      expect(authority.conflicts).toBe(0);
    }
  });
});

describe('carets', () => {
  test('wait for their revision and move with the text', async () => {
    const { timer, page } = stage('abc');
    const ana = await page('ana');
    const ben = await page('ben');
    ben.insert(0, 'xy');
    ana.open.pointed({
      client: 'ben',
      by: 'ben',
      file: 'main.py',
      revision: 1,
      ranges: [[2, 4]],
      follows: null,
    });
    expect(ana.carets).toEqual([]);
    await timer.pass(100);
    expect(ana.carets).toEqual([{ client: 'ben', by: 'ben', ranges: [[2, 4]] }]);
    ben.insert(2, 'z');
    await timer.pass(100);
    expect(ana.carets).toEqual([{ client: 'ben', by: 'ben', ranges: [[3, 5]] }]);
    ana.open.unpointed('ben');
    expect(ana.carets).toEqual([]);
  });

  test('are told in the coordinates the server knows', async () => {
    const { page } = stage('abc');
    const ana = await page('ana');
    ana.insert(0, '12345');
    expect(ana.open.outward([[7, 2]])).toEqual([[2, 0]]);
    expect(ana.open.revision).toBe(0);
  });
});

import { ChangeSet, Text } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { garbled, stage } from './testing/stage.ts';

describe('another history', () => {
  test('is taken over, and unsent text is shown instead of merged', async () => {
    const { authority, timer, page } = stage('old');
    const ana = await page('ana');
    ana.cut();
    ana.insert(3, ' unsent');
    authority.replaceHistory('new');
    ana.join();
    await timer.pass(500);
    expect(ana.text.toString()).toBe('new');
    expect(ana.salvages.map(({ text }) => text)).toEqual(['old unsent']);
    ana.insert(3, '!');
    await timer.pass(500);
    expect(authority.text.toString()).toBe('new!');
  });

  test('with the very same text takes unsent edits as new ones', async () => {
    const { authority, timer, page } = stage('same');
    const ana = await page('ana');
    ana.insert(4, '.');
    await timer.pass(200);
    ana.cut();
    ana.insert(0, '> ');
    authority.replaceHistory('same.');
    ana.join();
    await timer.pass(500);
    expect(authority.text.toString()).toBe('> same.');
    expect(ana.salvages).toEqual([]);
    expect(authority.conflicts).toBe(0);
  });

  test('is recognised by its revision even when the epoch is the same', async () => {
    const { authority, timer, page } = stage('abc');
    const ana = await page('ana');
    ana.insert(3, ' saved');
    await timer.pass(200);
    ana.cut();
    ana.insert(9, ' unsent');
    authority.rewind(0, 'abc');
    ana.join();
    await timer.pass(1000);
    expect(ana.text.toString()).toBe('abc');
    expect(ana.salvages.map(({ text }) => text)).toEqual(['abc saved unsent']);
    ana.insert(0, '> ');
    await timer.pass(1000);
    expect(authority.text.toString()).toBe('> abc');
    expect(authority.conflicts).toBe(0);
  });

  test('takes unsent text as new edits where it lies apart from what differs', async () => {
    const { authority, timer, page } = stage('one\ntwo\nthree\n');
    const ana = await page('ana');
    ana.cut();
    ana.insert(3, ' unsent');
    ana.insert(20, '!');
    authority.replaceHistory('zero\none\nTWO\nthree\n');
    ana.join();
    await timer.pass(2000);
    expect(authority.text.toString()).toBe('zero\none unsent\nTWO\nthree!\n');
    expect(ana.salvages.map(({ text }) => text)).toEqual([]);
  });

  test('that has the edit in flight already gets it no second time', async () => {
    for (const [base, at, edit] of [
      ['one\ntwo\n', 3, ' more'],
      // It could as well stand one place further on; so may what differs.
      ['xx\nyy\n', 0, 'x'],
    ] as const) {
      const { authority, timer, page } = stage(base);
      const ana = await page('ana');
      ana.insert(at, edit);
      ana.cut();
      await timer.pass(100);
      const got = authority.text.toString();
      authority.replaceHistory(`${got}# restored\n`);
      ana.join();
      await timer.pass(2000);
      expect(authority.text.toString()).toBe(`${got}# restored\n`);
      expect(ana.text.toString()).toBe(authority.text.toString());
      expect(ana.salvages.map(({ text }) => text)).toEqual([got]);
    }
  });
});

function once(text: string, name: string, count: number): void {
  for (let i = 0; i < count; i++) expect(text.split(`<${name}${i}>`), `${name}${i}`).toHaveLength(2);
}

/** Ana types 500 edits offline while the others make 2,000. */
async function longAway(sent: boolean, forgetful: boolean) {
  const { authority, timer, page } = stage('top\n\nbottom\n');
  const ana = await page('ana');
  authority.forgetful = forgetful;
  if (sent) {
    ana.insert(4, '<a0>');
    ana.cut();
    await timer.pass(100);
    expect(authority.revision).toBe(1);
  } else {
    ana.cut();
    ana.insert(4, '<a0>');
  }
  for (let i = 1; i < 500; i++) ana.insert(4, `<a${i}>`);
  authority.tail = 1000;
  for (let i = 0; i < 2000; i++) {
    const at = i % 2 === 0 ? 0 : authority.text.length;
    authority.change(ChangeSet.of({ from: at, insert: `<b${i}>` }, authority.text.length), () => undefined);
  }
  ana.join();
  await timer.pass(5000);
  return { authority, ana };
}

describe('too far behind the log', () => {
  test.each([false, true])('500 unsent edits are all there once (the first on its way: %s)', async (sent) => {
    const { authority, ana } = await longAway(sent, false);
    const text = authority.text.toString();
    expect(ana.text.toString()).toBe(text);
    expect(ana.open.unsent).toBe(0);
    expect(ana.salvages).toEqual([]);
    expect(authority.conflicts).toBe(0);
    once(text, 'a', 500);
    once(text, 'b', 2000);
  });

  test('and nobody knows what got in: the text is shown rather than doubled', async () => {
    const { authority, ana } = await longAway(true, true);
    expect(ana.text.toString()).toBe(authority.text.toString());
    expect(authority.text.toString().split('<a0>')).toHaveLength(2);
    once(ana.salvages.map(({ text }) => text).join(''), 'a', 500);
  });

  test('a push too old to be moved is frozen anew', async () => {
    const { authority, timer, page } = stage('abc');
    const ana = await page('ana');
    let losses = 1;
    ana.loseAnswer = () => losses-- > 0;
    authority.refuse = { code: 'busy', message: 'Later.', retryable: true };
    ana.insert(3, 'mine');
    await timer.pass(15);
    authority.refuse = null;
    authority.tail = 3;
    for (let i = 0; i < 9; i++)
      authority.change(ChangeSet.of({ from: 0, insert: String(i) }, authority.text.length), (from, entries) =>
        ana.broadcast(from, entries),
      );
    await timer.pass(20_000);
    expect(authority.text.toString()).toBe('876543210abcmine');
    expect(ana.text.toString()).toBe('876543210abcmine');
    expect(ana.salvages).toEqual([]);
  });
});

async function misheard(typing: boolean) {
  const { authority, timer, page } = stage('abc\n');
  const ana = await page('ana');
  const ben = await page('ben');
  ana.watch();
  ana.mishear = garbled;
  ben.insert(1, '~');
  await timer.pass(50);
  expect(ana.text.toString()).toBe('a#bc\n');
  ana.mishear = (entry) => entry;
  const start = timer.now();
  for (let i = 0; i < 100 && authority.differences === 0; i++) {
    if (typing) ana.insert(ana.text.length, `<${i}>`);
    await timer.pass(50);
  }
  return { authority, timer, ana, ben, found: timer.now() - start };
}

describe('a wrong copy', () => {
  test('is found within five seconds and put right', async () => {
    const { authority, timer, ana, found } = await misheard(false);
    expect(found).toBeLessThan(5000);
    await timer.pass(200);
    expect(ana.text.toString()).toBe('a~bc\n');
    expect(ana.mended).toBe(1);
    expect(ana.salvages).toEqual([]);
    await timer.pass(10_000);
    expect(authority.differences).toBe(1);
  });

  test('costs nothing of what is being typed', async () => {
    const { authority, timer, ana, ben, found } = await misheard(true);
    expect(found).toBeLessThan(5000);
    ana.insert(0, 'last ');
    await timer.pass(5000);
    const text = authority.text.toString();
    expect(text).toContain('last a~bc\n<0><1>');
    expect(ana.text.toString()).toBe(text);
    expect(ben.text.toString()).toBe(text);
    expect(ana.mended).toBe(1);
    expect(ana.salvages).toEqual([]);
    expect(authority.conflicts).toBe(0);
  });

  test('on the screen alone is put right too, and what it showed is kept for the person', async () => {
    const { authority, timer, page } = stage('abc');
    const ana = await page('ana');
    ana.watch();
    ana.insert(3, ' typed');
    ana.text = ana.text.replace(1, 2, Text.of(['#']));
    await timer.pass(4000);
    expect(ana.text.toString()).toBe('abc typed');
    expect(authority.text.toString()).toBe('abc typed');
    expect(ana.salvages.map(({ text }) => text)).toEqual(['a#c typed']);
  });

  test('of another length makes no update fail for good', async () => {
    const { timer, page } = stage('abc');
    const ana = await page('ana');
    const ben = await page('ben');
    ana.text = ana.text.replace(3, 3, Text.of([' gone astray']));
    ben.insert(0, '>');
    await timer.pass(100);
    expect(ana.text.toString()).toBe('>abc');
    expect(ana.salvages.map(({ text }) => text)).toEqual(['abc gone astray']);
  });
});

import { ChangeSet, Text } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { decodeEvent, type LogEvent } from './playback-event.ts';
import { Playback } from './playback.ts';

/** Small, fast, repeatable: mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Line = Record<string, unknown> & { kind: string; at: number };

function log(lines: readonly Line[]): LogEvent[] {
  return lines.flatMap((line, index) => decodeEvent({ seq: index + 1, ...line }) ?? []);
}

/** A session of random edits in two files, with runs, joins, a rename and language changes between them. */
function randomLines(seed: number, length: number): Line[] {
  const random = randomFrom(seed);
  const below = (n: number) => Math.floor(random() * n);
  const texts = new Map([
    ['main.py', Text.of(['print("hello")', ''])],
    ['notes.md', Text.of([''])],
  ]);
  const revisions = new Map<string, number>();
  const lines: Line[] = [
    { at: 0, kind: 'room_created', title: 'Random', language: 'python' },
    { at: 0, kind: 'joined', id: 'p1', username: 'Ana', role: 'interviewer', color: 'person-3', by: 'p1' },
    { at: 0, kind: 'joined', id: 'p2', username: 'Bo', role: 'candidate', color: '#123456', by: 'p2' },
    ...[...texts].map(([file, text]) => ({
      at: 0,
      kind: 'file_created',
      file,
      language: 'python',
      text: text.toString(),
    })),
  ];
  let at = 0;
  while (lines.length < length) {
    at += below(900);
    const by = random() < 0.5 ? 'p1' : 'p2';
    const [file, text] = [...texts][below(texts.size)] ?? ['', Text.empty];
    const dice = random();
    if (dice < 0.02) lines.push({ at, by, kind: 'language', language: 'go', file });
    else if (dice < 0.03) {
      const to = `renamed-${lines.length}.py`;
      texts.delete(file);
      texts.set(to, text);
      revisions.set(to, revisions.get(file) ?? 0);
      lines.push({ at, by, kind: 'file_renamed', file, to });
    } else {
      const from = below(text.length + 1);
      const to = Math.min(text.length, from + (random() < 0.4 ? below(12) : 0));
      const insert = random() < 0.8 ? 'abc\nde'.slice(0, 1 + below(6)) : '';
      const change = ChangeSet.of({ from, to, insert }, text.length);
      const revision = (revisions.get(file) ?? 0) + 1;
      texts.set(file, change.apply(text));
      revisions.set(file, revision);
      lines.push({ at, by, kind: 'change', file, revision, change: change.toJSON(), source: 'typing' });
    }
  }
  return lines;
}

/** The texts after the first events, folded one by one. */
function linearFold(events: readonly LogEvent[], position: number): Record<string, string> {
  const texts = new Map<string, Text>();
  for (const e of events.slice(0, position)) {
    if (e.kind === 'file_created') texts.set(e.file, Text.of(e.text.split('\n')));
    if (e.kind === 'change') texts.set(e.file, e.change.apply(texts.get(e.file) ?? Text.empty));
    if (e.kind === 'file_renamed') {
      texts.set(e.to, texts.get(e.file) ?? Text.empty);
      texts.delete(e.file);
    }
  }
  return Object.fromEntries([...texts].map(([name, text]) => [name, text.toString()]));
}

function textsAt(playback: Playback, position: number): Record<string, string> {
  return Object.fromEntries([...playback.textsAt(position)].map(([name, text]) => [name, text.toString()]));
}

describe('a seek', () => {
  it.each([1, 2, 3, 4, 5])('anywhere shows what a linear fold shows (seed %i)', (seed) => {
    const events = log(randomLines(seed, 1200));
    const playback = Playback.of(events);
    const random = randomFrom(seed + 1000);
    for (let i = 0; i < 80; i++) {
      const position = Math.floor(random() * (events.length + 1));
      expect(textsAt(playback, position), `position ${position}`).toEqual(linearFold(events, position));
    }
    expect(playback.faults).toEqual([]);
  });

  it('finds the position by time, with events of the same moment together', () => {
    const events = log(randomLines(7, 300));
    const playback = Playback.of(events);
    for (const time of [0, 1, 500, 20_000, playback.duration, playback.duration + 1]) {
      expect(playback.positionAt(time)).toBe(events.filter((e) => e.at <= time).length);
    }
    expect(playback.positionAt(-1)).toBe(0);
  });

  it('goes forward by one composed change', () => {
    const playback = Playback.of(log(randomLines(9, 600)));
    const [file] = playback.files;
    expect(file).toBeDefined();
    const changes = file?.changes.length ?? 0;
    expect(changes).toBeGreaterThan(200);
    for (const [from, to] of [
      [0, changes],
      [99, 101],
      [100, 200],
    ] as const) {
      const text = file?.textOf(from) ?? Text.empty;
      expect(file?.between(from, to)?.apply(text).toString()).toBe(file?.textOf(to).toString());
    }
    expect(file?.between(5, 5)).toBeUndefined();
  });
});

const created: Line[] = [
  { at: 0, kind: 'room_created', title: 'T', language: 'python' },
  { at: 0, kind: 'joined', id: 'a', username: 'Ana', role: 'interviewer', color: '5', by: 'a' },
  { at: 0, kind: 'file_created', file: 'main.py', language: 'python', text: 'ab' },
];

describe('a log', () => {
  it('keeps people by presence, and their colours', () => {
    const playback = Playback.of(
      log([
        ...created,
        { at: 10, kind: 'joined', id: 'b', username: 'Bo', role: 'candidate', color: '#777777', by: 'b' },
        { at: 20, kind: 'left', id: 'a', by: 'a' },
      ]),
    );
    expect([...playback.presentAt(2)]).toEqual(['a']);
    expect([...playback.presentAt(4)]).toEqual(['a', 'b']);
    expect([...playback.presentAt(5)]).toEqual(['b']);
    const colors = [...playback.people.values()].map((person) => person.color);
    expect(new Set(colors).size).toBe(2);
    for (const color of colors) expect(color).toBeGreaterThan(0);
    for (const color of colors) expect(color).toBeLessThan(9);
  });

  it('tells the last title, and whether the room was closed', () => {
    const open = log([...created, { at: 1, kind: 'title', title: 'Second round', by: 'a' }]);
    expect([Playback.of(open).title, Playback.of(open).ended]).toEqual(['Second round', false]);
    const closed = log([...created, { at: 9, kind: 'state', state: 'ended', by: 'a' }]);
    expect([Playback.of(closed).title, Playback.of(closed).ended]).toEqual(['T', true]);
  });

  it('names the file it can no longer follow and keeps the text before', () => {
    const playback = Playback.of(
      log([
        ...created,
        { at: 1, by: 'a', kind: 'change', file: 'main.py', revision: 1, change: [2, [0, 'c']] },
        { at: 2, by: 'a', kind: 'change', file: 'main.py', revision: 2, change: [99, [0, 'd']] },
      ]),
    );
    expect(playback.faults).toEqual(['main.py cannot be followed after change 2']);
    expect(textsAt(playback, 5)).toEqual({ 'main.py': 'abc' });
  });

  it('moves carets with the changes of others and forgets them after a while', () => {
    const playback = Playback.of(
      log([
        ...created,
        { at: 0, kind: 'joined', id: 'b', username: 'Bo', role: 'candidate', color: '2', by: 'b' },
        { at: 100, by: 'a', kind: 'presence', file: 'main.py', revision: 0, ranges: [[0, 2]] },
        { at: 200, by: 'b', kind: 'change', file: 'main.py', revision: 1, change: [[0, 'xyz'], 2] },
      ]),
    );
    const [file] = playback.files;
    const carets = file ? playback.caretsAt(file, 6, 300) : [];
    expect(carets.map((c) => [c.person.name, c.anchor, c.head, c.typing])).toEqual([
      ['Bo', 3, 3, true],
      ['Ana', 3, 5, false],
    ]);
    expect(file && playback.caretsAt(file, 6, 60_000)).toEqual([]);
  });

  it('skips kinds from the future and refuses broken lines of known kinds', () => {
    expect(decodeEvent({ seq: 1, at: 0, kind: 'hologram' })).toBeUndefined();
    expect(() =>
      decodeEvent({ seq: 8, at: 0, kind: 'change', file: 'f', revision: 1, change: 'no' }),
    ).toThrow('event 8.change: expected a change set');
    expect(() => decodeEvent(null)).toThrow('event: expected an object');
  });
});

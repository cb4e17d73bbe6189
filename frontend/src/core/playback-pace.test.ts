import { describe, expect, it } from 'vitest';
import { activity } from './playback-activity.ts';
import { chapters } from './playback-chapter.ts';
import { decodeEvent } from './playback-event.ts';
import { advance, idleGaps } from './playback-pace.ts';
import { Playback } from './playback.ts';

const pasted = 'x'.repeat(200);
const lines = [
  { at: 0, kind: 'room_created', title: 'T', language: 'python' },
  { at: 0, kind: 'joined', id: 'a', username: 'Ana', role: 'interviewer', color: '1', by: 'a' },
  { at: 0, kind: 'file_created', file: 'main.py', language: 'python', text: '' },
  { at: 1000, by: 'a', kind: 'change', file: 'main.py', revision: 1, change: [[0, 'ab']], source: 'typing' },
  {
    at: 11_000,
    by: 'a',
    kind: 'change',
    file: 'main.py',
    revision: 2,
    change: [2, [0, pasted]],
    source: 'paste',
  },
  { at: 11_500, by: 'a', kind: 'change', file: 'main.py', revision: 3, change: [2, [200]], source: 'typing' },
  { at: 12_000, by: 'a', kind: 'run_requested', id: 'r', language: 'python', file: 'main.py' },
  { at: 12_100, by: 'a', kind: 'signal', signal: 'blur' },
  { at: 20_000, by: 'a', kind: 'left', id: 'a' },
];
const playback = Playback.of(
  lines.flatMap((line, index) => decodeEvent({ seq: index + 1, ...line }) ?? []),
  30_000,
);

describe('pace', () => {
  const gaps = idleGaps(playback);

  it('finds silence between events and before the end', () => {
    expect(gaps).toEqual([
      { from: 1000, to: 11_000 },
      { from: 12_100, to: 20_000 },
      { from: 20_000, to: 30_000 },
    ]);
  });

  it('plays at the speed asked for', () => {
    expect(advance(0, 100, 4, [], 30_000)).toBe(400);
    expect(advance(29_900, 100, 32, [], 30_000)).toBe(30_000);
  });

  it('jumps over silence and leaves a moment at either end', () => {
    expect(advance(1000, 400, 1, gaps, 30_000)).toBe(1400);
    expect(advance(1000, 600, 1, gaps, 30_000)).toBe(10_600);
    expect(advance(5000, 0, 1, gaps, 30_000)).toBe(10_500);
    expect(advance(1000, 100, 32, gaps, 30_000)).toBe(19_500 + (3200 - 500 - 2100));
  });
});

describe('chapters', () => {
  it('are the moments somebody looks for', () => {
    expect(chapters(playback).map((c) => [c.at, c.kind, c.label])).toEqual([
      [0, 'room', 'Room opened'],
      [0, 'people', 'Ana joined'],
      [11_000, 'paste', 'Ana pasted 200 characters'],
      [12_000, 'run', 'Run 1 by Ana'],
      [12_100, 'attention', 'Ana left the page'],
      [20_000, 'people', 'Ana left'],
    ]);
  });
});

describe('activity', () => {
  it('counts what each person inserted and deleted', () => {
    const { typed, busy } = activity(playback, 3);
    expect([...typed]).toEqual([['a', Float64Array.of(2, 400, 0)]]);
    expect(busy).toBe(400);
  });
});

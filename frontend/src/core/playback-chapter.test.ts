import { ChangeSet } from '@codemirror/state';
import { expect, it } from 'vitest';
import { chapters } from './playback-chapter.ts';
import { decodeEvent } from './playback-event.ts';
import { Playback } from './playback.ts';

function told(lines: readonly Record<string, unknown>[]): string[] {
  const people = [
    { at: 0, kind: 'joined', id: 'a', username: 'Ana', role: 'interviewer', by: 'a' },
    { at: 0, kind: 'file_created', file: 'main.py', language: 'python', text: '' },
  ];
  const events = [...people, ...lines].flatMap(
    (line, index) => decodeEvent({ seq: index + 1, ...line }) ?? [],
  );
  return chapters(Playback.of(events))
    .slice(1)
    .map(({ at, label, outcome }) => `${at} ${label}${outcome ? ` (${outcome})` : ''}`);
}

const run = { by: 'a', id: 'r1', language: 'python', file: 'main.py' };

/** The list led to the moment in which Run was pressed, where the terminal says "waiting". */
it('leads to where a program began, not to where somebody asked for it', () => {
  expect(
    told([
      { at: 1_000, kind: 'run_requested', ...run },
      { at: 1_200, kind: 'left', id: 'a', by: 'a' },
      { at: 1_300, kind: 'run_started', id: 'r1' },
      { at: 1_400, kind: 'run_finished', id: 'r1', state: 'COMPLETED', execution_time_ms: 90 },
    ]),
  ).toEqual(['1200 Ana left', '1300 Run 1 by Ana (good)']);
});

it('tells how a run ended where that is worth a line', () => {
  expect(
    told([
      { at: 1_000, kind: 'run_requested', ...run },
      { at: 1_300, kind: 'run_started', id: 'r1' },
      { at: 9_000, kind: 'run_finished', id: 'r1', state: 'TIMEOUT', message: 'It ran for too long.' },
    ]),
  ).toEqual(['1300 Run 1 by Ana (bad)', '9000 Run 1: It ran for too long (bad)']);
});

it('puts what was typed key by key together to lines', () => {
  const keys = [...'Gras\u007fce\r'].map((data, i) => ({
    at: 10 + i,
    kind: 'input',
    by: 'a',
    id: 'r1',
    data,
  }));
  expect(told(keys)).toEqual(['17 Ana entered “Grace”']);
  expect(told([{ at: 5, kind: 'input', by: 'a', id: 'r1', data: '1\n\r\n' }])).toEqual([
    '5 Ana entered “1”',
    '5 Ana entered an empty line',
  ]);
});

it('says how long somebody was away, what came back and what the room was called', () => {
  expect(
    told([
      { at: 5_000, kind: 'signal', by: 'a', signal: 'blur' },
      { at: 70_000, kind: 'signal', by: 'a', signal: 'focus' },
      {
        at: 80_000,
        kind: 'change',
        by: 'a',
        file: 'main.py',
        revision: 1,
        source: 'restore',
        change: ChangeSet.of({ from: 0, insert: 'x' }, 0).toJSON(),
      },
      { at: 90_000, kind: 'title', by: 'a', title: 'Second round' },
      { at: 91_000, kind: 'file_created', by: 'a', file: 'b.py', text: '' },
      { at: 92_000, kind: 'file_renamed', by: 'a', file: 'b.py', to: 'c.py' },
      { at: 93_000, kind: 'file_deleted', by: 'a', file: 'c.py' },
    ]),
  ).toEqual([
    '5000 Ana left the page for 1 min 5 s',
    '70000 Ana came back',
    '80000 Ana restored a version of main.py',
    '90000 Title: Second round',
    '91000 b.py created',
    '92000 b.py renamed to c.py',
    '93000 c.py deleted',
  ]);
});

function made(at: number, file: string, by = 'a'): Record<string, unknown> {
  return { at, kind: 'file_created', file, by, language: 'python', text: '' };
}

it('tells of an archive in one line, and of other files apart', () => {
  expect(
    told([
      made(2_000, 'a.py'),
      made(2_001, 'b.py'),
      made(2_002, 'c.py'),
      made(2_003, 'd.py'),
      made(2_010, 'e.py', 'b'),
      made(9_000, 'f.py', 'b'),
      { at: 9_500, kind: 'file_deleted', file: 'f.py', by: 'b' },
      made(9_600, 'f.py', 'b'),
    ]),
  ).toEqual([
    '2000 4 files created: a.py, b.py, c.py and 1 more',
    '2010 e.py created',
    '9000 f.py created',
    '9500 f.py deleted',
    '9600 f.py created',
  ]);
});

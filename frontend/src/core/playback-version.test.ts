import { ChangeSet } from '@codemirror/state';
import { expect, it } from 'vitest';
import { decodeEvent } from './playback-event.ts';
import { Playback } from './playback.ts';
import { versions } from './playback-version.ts';

function playback(lines: readonly Record<string, unknown>[]): Playback {
  return Playback.of(lines.flatMap((line, index) => decodeEvent({ seq: index + 1, ...line }) ?? []));
}

const append = (at: number, revision: number, by = 'a', source = 'typing') => ({
  at,
  by,
  kind: 'change',
  file: 'f',
  revision,
  source,
  change: ChangeSet.of({ from: revision - 1, insert: 'x' }, revision - 1).toJSON(),
});

const opened = [
  { at: 0, kind: 'room_created' },
  { at: 0, kind: 'file_created', file: 'f', text: '' },
];

const shown = (list: ReturnType<typeof versions>) =>
  list.map(({ revision, cause, by, inserted }) => [revision, cause, by.join(), inserted]);

it('ends a version where people paused', () => {
  const list = versions(playback([...opened, append(1_000, 1), append(2_000, 2, 'b'), append(60_000, 3)]));
  expect(shown(list)).toEqual([
    [3, 'edit', 'a', 1],
    [2, 'edit', 'a,b', 2],
    [0, 'start', '', 0],
  ]);
  expect(list[1]).toMatchObject({ at: 2_000, position: 4 });
});

it('keeps what was run and what was brought back as versions of their own', () => {
  const run = { at: 2_500, by: 'a', kind: 'run_requested', id: 'r', file: 'f' };
  const list = versions(
    playback([
      ...opened,
      append(1_000, 1),
      append(2_000, 2),
      run,
      append(3_000, 3),
      append(4_000, 4, 'a', 'restore'),
      append(5_000, 5),
    ]),
  );
  expect(shown(list)).toEqual([
    [5, 'edit', 'a', 1],
    [4, 'restore', 'a', 1],
    [3, 'edit', 'a', 1],
    [2, 'run', 'a', 2],
    [0, 'start', '', 0],
  ]);
});

it('bounds a version also when nobody ever pauses', () => {
  const list = versions(
    playback([...opened, ...Array.from({ length: 40 }, (_, i) => append(10_000 * (i + 1), i + 1))]),
  );
  expect(list.length).toBeGreaterThan(2);
});

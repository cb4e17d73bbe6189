/**
 * The versions of a session's files: what people would call "how it was before lunch". A version is a stretch of
 * changes to one file with no long pause in it; a run and a restored text end one as well, because what was run or
 * brought back is what people look for.
 */
import { ChangeSet } from '@codemirror/state';
import type { FileTrack, RecordedChange } from './playback-file.ts';
import type { Playback } from './playback.ts';

/** A pause that ends a version, and the longest version, in milliseconds. */
const PAUSE = 30_000;
const LONGEST = 180_000;

export interface Version {
  readonly track: FileTrack;
  /** The file's revision at its end: the text it stands for. */
  readonly revision: number;
  /** Session time of its last change; of the file's creation for its first text. */
  readonly at: number;
  /** Events that have happened when it is complete. */
  readonly position: number;
  /** Who wrote it, in the order of their first change in it. */
  readonly by: readonly string[];
  readonly cause: 'start' | 'edit' | 'run' | 'restore';
  readonly inserted: number;
  readonly deleted: number;
}

/** Every version of every file, the newest first. */
export function versions(playback: Playback): Version[] {
  const runs = playback.runs.map(({ event, file }) => ({ event, file }));
  return playback.files
    .flatMap((track) => versionsOf(playback, track, runs))
    .toSorted((a, b) => b.position - a.position);
}

interface RunStart {
  readonly event: number;
  readonly file: string;
}

function versionsOf(playback: Playback, track: FileTrack, runs: readonly RunStart[]): Version[] {
  const started = track.created + 1;
  const list: Version[] = [
    {
      track,
      revision: 0,
      at: playback.timeOf(track.created),
      position: started,
      by: [],
      cause: 'start',
      inserted: track.textOf(0).length,
      deleted: 0,
    },
  ];
  const own = runs.filter(({ event, file }) => event > track.created && track.nameAt(event) === file);
  let nextRun = 0;
  let first = 0;
  track.changes.forEach((change, index) => {
    const next = track.changes[index + 1];
    while ((own[nextRun]?.event ?? Infinity) < change.event) nextRun += 1;
    const runBefore = (next?.event ?? Infinity) > (own[nextRun]?.event ?? Infinity);
    const begun = track.changes[first]?.at ?? 0;
    const ends =
      !next ||
      runBefore ||
      next.at - change.at > PAUSE ||
      next.at - begun > LONGEST ||
      (next.source === 'restore') !== (change.source === 'restore');
    if (!ends) return;
    list.push(version(track, first, index + 1, runBefore ? 'run' : 'edit', change));
    first = index + 1;
  });
  return list;
}

function version(
  track: FileTrack,
  from: number,
  to: number,
  cause: 'edit' | 'run',
  last: RecordedChange,
): Version {
  let inserted = 0;
  let deleted = 0;
  const by = new Set<string>();
  for (const change of track.changes.slice(from, to)) {
    inserted += change.inserted;
    deleted += deletedBy(change.change);
    if (change.by !== null) by.add(change.by);
  }
  return {
    track,
    revision: to,
    at: last.at,
    position: last.event + 1,
    by: [...by],
    cause: last.source === 'restore' ? 'restore' : cause,
    inserted,
    deleted,
  };
}

function deletedBy(change: ChangeSet): number {
  let units = 0;
  change.iterChanges((fromA, toA) => {
    units += toA - fromA;
  });
  return units;
}

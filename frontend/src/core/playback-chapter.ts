/** The table of contents of a session: the moments somebody looks for. */
import type { LogEvent } from './playback-event.ts';
import type { Playback } from './playback.ts';

/** A paste of at least so many UTF-16 units is worth a line. */
export const LARGE_PASTE = 80;

export type ChapterKind = 'run' | 'people' | 'language' | 'paste' | 'file' | 'room' | 'attention';

export interface Chapter {
  readonly at: number;
  readonly kind: ChapterKind;
  readonly label: string;
  /** Whose doing it was. */
  readonly by: string | null;
}

export function chapters(playback: Playback): Chapter[] {
  const list: Chapter[] = [];
  const names = (id: string | null) => playback.people.get(id ?? '')?.name ?? 'Somebody';
  let run = 0;
  playback.events.forEach((event, index) => {
    if (event.kind === 'run_requested') run += 1;
    const found = chapter(event, names, run);
    if (found) list.push({ at: playback.timeOf(index), by: event.by, ...found });
  });
  return list;
}

function chapter(
  e: LogEvent,
  name: (id: string | null) => string,
  run: number,
): { kind: ChapterKind; label: string; by?: string } | undefined {
  switch (e.kind) {
    case 'room_created':
      return { kind: 'room', label: 'Room opened' };
    case 'forked':
      return { kind: 'room', label: `Forked from room ${e.code}` };
    case 'joined':
      return { kind: 'people', label: `${e.username} joined`, by: e.id };
    case 'left':
      return { kind: 'people', label: `${name(e.id)} left`, by: e.id };
    case 'file_created':
      return e.at < 1_000 ? undefined : { kind: 'file', label: `${e.file} created` };
    case 'file_renamed':
      return { kind: 'file', label: `${e.file} renamed to ${e.to}` };
    case 'file_deleted':
      return { kind: 'file', label: `${e.file} deleted` };
    case 'change':
      return pasted(e) < LARGE_PASTE
        ? undefined
        : { kind: 'paste', label: `${name(e.by)} pasted ${pasted(e).toLocaleString('en')} characters` };
    case 'language':
      return { kind: 'language', label: `Language: ${e.language}` };
    case 'run_requested':
      return { kind: 'run', label: `Run ${run} by ${name(e.by)}` };
    case 'state':
      return {
        kind: 'room',
        label: { lobby: 'Back to the lobby', live: 'Interview started' }[e.state] ?? 'Interview ended',
      };
    case 'signal':
      return signal(e.signal, e.detail, name(e.by));
    default:
      return undefined;
  }
}

function pasted(e: LogEvent & { kind: 'change' }): number {
  if (e.source !== 'paste') return 0;
  let inserted = 0;
  e.change.iterChanges((_fromA, _toA, fromB, toB) => {
    inserted += toB - fromB;
  });
  return inserted;
}

function signal(
  kind: string,
  detail: string,
  name: string,
): { kind: ChapterKind; label: string } | undefined {
  switch (kind) {
    case 'blur':
      return { kind: 'attention', label: `${name} left the page` };
    case 'focus':
      return { kind: 'attention', label: `${name} came back` };
    case 'checkpoint':
      return { kind: 'room', label: detail === '' ? `Checkpoint by ${name}` : `Checkpoint: ${detail}` };
    default:
      return undefined;
  }
}

/** The table of contents of a session: the moments somebody looks for. */
import { enumerated } from './herald.ts';
import type { LogEvent } from './playback-event.ts';
import type { Playback } from './playback.ts';

/** A paste of at least so many UTF-16 units is worth a line. */
export const LARGE_PASTE = 80;

/** A program that worked so long, in milliseconds, has its end in the list too. */
const LONG_RUN = 5_000;

/** What somebody entered is shown up to so many characters. */
const LONGEST_LINE = 40;

export type ChapterKind = 'run' | 'input' | 'people' | 'language' | 'paste' | 'file' | 'room' | 'attention';

export interface Chapter {
  readonly at: number;
  readonly kind: ChapterKind;
  readonly label: string;
  /** Whose doing it was. */
  readonly by: string | null;
  /** How a run ended, where this is about one. */
  readonly outcome?: 'good' | 'bad';
}

type Words = Omit<Chapter, 'at' | 'by'> & {
  readonly by?: string;
  readonly at?: number;
  /** The file that somebody made. */
  readonly made?: string;
};

/** Files that one person makes within so many milliseconds come out of one archive. */
const AT_ONCE = 1_000;

export function chapters(playback: Playback): Chapter[] {
  const list: (Chapter & { readonly made?: string })[] = [];
  const teller = new Teller(playback);
  playback.events.forEach((event, index) => {
    const at = playback.timeOf(index);
    for (const words of teller.tell(event, at)) list.push({ at, by: event.by, ...words });
  });
  // A run is found where its program begins, which may be after what happened while it waited.
  return gathered(list.toSorted((a, b) => a.at - b.at));
}

function gathered(list: readonly (Chapter & { readonly made?: string })[]): Chapter[] {
  const all: Chapter[] = [];
  let files: string[] = [];
  for (const { made, ...chapter } of list) {
    const last = all.at(-1);
    const goes = made !== undefined && last?.by === chapter.by && chapter.at - last.at <= AT_ONCE;
    files = made === undefined ? [] : goes && files.length > 0 ? [...files, made] : [made];
    if (files.length > 1 && last)
      all[all.length - 1] = { ...last, label: `${files.length} files created: ${enumerated(files)}` };
    else all.push(chapter);
  }
  return all;
}

/** Reads the log in order and remembers what a line needs to know of the lines before. */
class Teller {
  readonly #playback: Playback;
  readonly #runs: ReadonlyMap<string, Playback['runs'][number]>;
  /** When each person came back to the page. */
  readonly #returns = new Map<string, number[]>();
  /** What is being typed into a run, by run and person. */
  readonly #typed = new Map<string, { readonly at: number; text: string }>();

  constructor(playback: Playback) {
    this.#playback = playback;
    this.#runs = new Map(playback.runs.map((run) => [run.id, run]));
    playback.events.forEach((event, index) => {
      if (event.kind !== 'signal' || event.signal !== 'focus') return;
      const times = this.#returns.get(event.by ?? '') ?? [];
      this.#returns.set(event.by ?? '', times);
      times.push(playback.timeOf(index));
    });
  }

  tell(e: LogEvent, at: number): readonly Words[] {
    switch (e.kind) {
      case 'room_created':
        return [{ kind: 'room', label: 'Room opened' }];
      case 'forked':
        return [{ kind: 'room', label: `Forked from room ${e.code}` }];
      case 'joined':
        return [{ kind: 'people', label: `${e.username} joined`, by: e.id }];
      case 'left':
        return [{ kind: 'people', label: `${this.#name(e.id)} left`, by: e.id }];
      case 'file_created':
        return at < 1_000 ? [] : [{ kind: 'file', label: `${e.file} created`, made: e.file }];
      case 'file_renamed':
        return [{ kind: 'file', label: `${e.file} renamed to ${e.to}` }];
      case 'file_deleted':
        return [{ kind: 'file', label: `${e.file} deleted` }];
      case 'change':
        return this.#changed(e);
      case 'language':
        return [{ kind: 'language', label: `Language: ${e.language}` }];
      case 'run_requested':
        return this.#requested(e);
      case 'input':
        return this.#entered(e, at);
      case 'run_finished':
        return this.#finished(e);
      case 'state':
        return [{ kind: 'room', label: STATES[e.state] ?? 'Interview ended' }];
      case 'title':
        return [{ kind: 'room', label: `Title: ${e.title}` }];
      case 'signal':
        return this.#signalled(e, at);
      case 'input_holder':
        return e.holder === null
          ? []
          : [{ kind: 'people', label: `${this.#name(e.holder)} may type into the program`, by: e.holder }];
      case 'run_started':
      case 'output':
      case 'presence':
        return [];
    }
  }

  #name(id: string | null): string {
    return this.#playback.people.get(id ?? '')?.name ?? 'Somebody';
  }

  #changed(e: LogEvent & { kind: 'change' }): readonly Words[] {
    if (e.source === 'restore') {
      return [{ kind: 'file', label: `${this.#name(e.by)} restored a version of ${e.file}` }];
    }
    const units = pasted(e);
    return units < LARGE_PASTE
      ? []
      : [{ kind: 'paste', label: `${this.#name(e.by)} pasted ${units.toLocaleString('en')} characters` }];
  }

  #requested(e: LogEvent & { kind: 'run_requested' }): readonly Words[] {
    const run = this.#runs.get(e.id);
    if (!run) return [];
    const at = run.startedAt ?? run.endedAt;
    return [
      {
        kind: 'run',
        label: `Run ${run.number} by ${this.#name(e.by)}`,
        ...(at !== undefined && { at }),
        ...outcome(run),
      },
    ];
  }

  #finished(e: LogEvent & { kind: 'run_finished' }): readonly Words[] {
    const run = this.#runs.get(e.id);
    if (!run) return [];
    const lasted = e.at - (run.startedAt ?? run.at);
    if (e.verdict.state === 'COMPLETED' && lasted < LONG_RUN) return [];
    const how = e.verdict.message || e.verdict.state.toLowerCase();
    return [{ kind: 'run', label: `Run ${run.number}: ${how.replace(/\.$/u, '')}`, ...outcome(run) }];
  }

  /** Through a terminal, input arrives key by key: a line is told when it is entered. */
  #entered(e: LogEvent & { kind: 'input' }, at: number): readonly Words[] {
    const who = `${e.id} ${e.by ?? ''}`;
    const line = this.#typed.get(who) ?? { at, text: '' };
    this.#typed.set(who, line);
    const told: Words[] = [];
    for (const key of e.data.replaceAll('\r\n', '\n')) {
      if (key === '\n' || key === '\r') {
        told.push({ kind: 'input', label: `${this.#name(e.by)} entered ${quoted(line.text)}` });
        line.text = '';
      } else if (key === '\u007f' || key === '\b') {
        line.text = [...line.text].slice(0, -1).join('');
      } else if (key >= ' ' && line.text.length <= LONGEST_LINE) {
        line.text += key;
      }
    }
    return told;
  }

  #signalled(e: LogEvent & { kind: 'signal' }, at: number): readonly Words[] {
    const name = this.#name(e.by);
    switch (e.signal) {
      case 'blur': {
        const back = this.#returns.get(e.by ?? '')?.find((time) => time >= at);
        const away = back === undefined ? '' : ` for ${spoken(back - at)}`;
        return [{ kind: 'attention', label: `${name} left the page${away}` }];
      }
      case 'focus':
        return [{ kind: 'attention', label: `${name} came back` }];
      case 'checkpoint':
        return [
          { kind: 'room', label: e.detail === '' ? `Checkpoint by ${name}` : `Checkpoint: ${e.detail}` },
        ];
      default:
        return [];
    }
  }
}

const STATES: Readonly<Record<string, string>> = { lobby: 'Back to the lobby', live: 'Interview started' };

function outcome(run: Playback['runs'][number]): { outcome?: 'good' | 'bad' } {
  if (!run.verdict) return {};
  return { outcome: run.verdict.state === 'COMPLETED' ? 'good' : 'bad' };
}

function quoted(text: string): string {
  if (text === '') return 'an empty line';
  return `“${text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}…` : text}”`;
}

function spoken(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${Math.max(1, seconds)} s`;
  return `${Math.floor(seconds / 60)} min${seconds % 60 === 0 ? '' : ` ${seconds % 60} s`}`;
}

function pasted(e: LogEvent & { kind: 'change' }): number {
  if (e.source !== 'paste') return 0;
  let inserted = 0;
  e.change.iterChanges((_fromA, _toA, fromB, toB) => {
    inserted += toB - fromB;
  });
  return inserted;
}

/**
 * A session played back: the fold of its log, open at every position.
 *
 * The clock of everything here is the *position*, a count of events that have happened; time in milliseconds maps to it
 * by {@link Playback.positionAt}. Events are folded once, as they arrive, by a {@link Recorder}; afterwards a moment is
 * found by binary search and at most 99 change sets, so the page may ask for any moment on every frame.
 */
import type { Text } from '@codemirror/state';
import type { LogEvent } from './playback-event.ts';
import { FileTrack, countBefore } from './playback-file.ts';
import { RunTrack } from './playback-run.ts';
import { personColors } from './room-state.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  /** 1 to 8: the number of the design's --person colour. */
  readonly color: number;
}

export interface Caret {
  readonly person: Person;
  readonly anchor: number;
  readonly head: number;
  /** Whether the last thing they did here was a change, a moment ago. */
  readonly typing: boolean;
}

interface Step<T> {
  readonly event: number;
  readonly value: T;
}

interface Pointer {
  readonly event: number;
  readonly at: number;
  readonly by: string;
  readonly track: FileTrack;
  readonly revision: number;
  readonly anchor: number;
  readonly head: number;
  readonly typed: boolean;
}

/** A caret that has not moved for so long is no longer shown, in milliseconds. */
const CARET_LIFE = 12_000;
const TYPING_LIFE = 1_500;
/** Bounds the look back for carets, however busy the room was. */
const CARET_LOOK_BACK = 600;

export class Playback {
  readonly events: readonly LogEvent[];
  /** Milliseconds; at least the time of the last event. */
  readonly duration: number;
  readonly files: readonly FileTrack[];
  readonly runs: readonly RunTrack[];
  readonly people: ReadonlyMap<string, Person>;
  /** As it was in the end. */
  readonly title: string;
  /** Whether the room was closed; otherwise this is the session so far. */
  readonly ended: boolean;
  /** What in the log could not be followed, in words; empty for a sound log. */
  readonly faults: readonly string[];

  readonly #times: readonly number[];
  readonly #present: readonly Step<ReadonlySet<string>>[];
  readonly #pointers: readonly Pointer[];
  readonly #languages: readonly Step<string>[];

  constructor(fold: Fold, duration: number) {
    this.events = [...fold.events];
    this.#times = [...fold.times];
    this.duration = Math.max(duration, this.#times[this.#times.length - 1] ?? 0);
    this.files = [...fold.files];
    this.runs = [...fold.runs];
    this.title = fold.title;
    this.ended = fold.ended;
    this.people = people([...fold.joined.values()]);
    this.faults = [...fold.faults];
    this.#present = [...fold.present];
    this.#pointers = [...fold.pointers];
    this.#languages = [...fold.languages];
  }

  /** All of a log that is there already. */
  static of(events: readonly LogEvent[], duration = 0): Playback {
    const recorder = new Recorder();
    for (const event of events) recorder.take(event);
    return recorder.playback(duration);
  }

  /** How many events have happened at that time. */
  positionAt(time: number): number {
    let low = 0;
    let high = this.#times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#times[middle] ?? Infinity) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** When an event happened, never before the event ahead of it. */
  timeOf(event: number): number {
    return this.#times[event] ?? this.duration;
  }

  filesAt(position: number): FileTrack[] {
    return this.files.filter((file) => file.existsAt(position));
  }

  /** The texts by file name: what a linear fold of the first `position` events would hold. */
  textsAt(position: number): Map<string, Text> {
    return new Map(
      this.filesAt(position).map((file) => [file.nameAt(position), file.textOf(file.revisionAt(position))]),
    );
  }

  /** The file somebody touched last, or the first one. */
  fileInFocusAt(position: number): FileTrack | undefined {
    for (let i = countBefore(this.#pointers, position) - 1, n = 0; i >= 0 && n < CARET_LOOK_BACK; i--, n++) {
      const track = this.#pointers[i]?.track;
      if (track?.existsAt(position)) return track;
    }
    return this.filesAt(position)[0];
  }

  languageAt(position: number): string {
    return this.#languages[countBefore(this.#languages, position) - 1]?.value ?? '';
  }

  /** The run whose output the terminal shows: the last one asked for. */
  runAt(position: number): RunTrack | undefined {
    return this.runs[countBefore(this.runs, position) - 1];
  }

  presentAt(position: number): ReadonlySet<string> {
    return this.#present[countBefore(this.#present, position) - 1]?.value ?? new Set();
  }

  /** Where people's carets are in a file, in the text of that position. */
  caretsAt(track: FileTrack, position: number, time: number): Caret[] {
    const carets = new Map<string, Caret>();
    const elsewhere = new Set<string>();
    const present = this.presentAt(position);
    const revision = track.revisionAt(position);
    const newest = countBefore(this.#pointers, position) - 1;
    for (let i = newest; i >= 0 && newest - i < CARET_LOOK_BACK; i--) {
      const p = this.#pointers[i];
      if (!p || p.at < time - CARET_LIFE) break;
      const person = this.people.get(p.by);
      if (!person || carets.has(p.by) || elsewhere.has(p.by) || !present.has(p.by)) continue;
      if (p.track !== track || p.revision > revision) {
        elsewhere.add(p.by);
        continue;
      }
      carets.set(p.by, {
        person,
        anchor: track.mapPlace(p.anchor, p.revision, revision),
        head: track.mapPlace(p.head, p.revision, revision),
        typing: p.typed && p.at >= time - TYPING_LIFE,
      });
    }
    return [...carets.values()];
  }
}

/** Everybody who was ever there, in the colours that the room's page gave them. */
function people(joined: readonly (LogEvent & { kind: 'joined' })[]): ReadonlyMap<string, Person> {
  const colors = personColors(joined);
  return new Map(
    joined.map(({ id, username, role }) => [id, { id, name: username, role, color: colors.get(id) ?? 1 }]),
  );
}

/**
 * Takes a log event by event, and makes a playback of what it has. It may take more afterwards and make another, while
 * the first one stays as it was: tracks only grow, and a playback never looks beyond its own events.
 */
export class Recorder {
  readonly #fold = new Fold();

  take(event: LogEvent): void {
    this.#fold.take(event);
  }

  /** @param duration milliseconds, where it is longer than the log says */
  playback(duration = 0): Playback {
    return new Playback(this.#fold, duration);
  }
}

/** Collects the tracks in one pass over the log. */
class Fold {
  readonly events: LogEvent[] = [];
  /** When each event happened, never before the one ahead of it. */
  readonly times: number[] = [];
  readonly files: FileTrack[] = [];
  readonly runs: RunTrack[] = [];
  readonly joined = new Map<string, LogEvent & { kind: 'joined' }>();
  readonly present: Step<ReadonlySet<string>>[] = [];
  readonly pointers: Pointer[] = [];
  readonly languages: Step<string>[] = [];
  readonly faults = new Set<string>();
  title = '';
  ended = false;
  readonly #open = new Map<string, FileTrack>();
  readonly #runsById = new Map<string, RunTrack>();

  take(e: LogEvent): void {
    const index = this.events.length;
    this.events.push(e);
    this.times.push(Math.max(this.times[index - 1] ?? 0, e.at));
    this.#step(e, index);
  }

  #step(e: LogEvent, index: number): void {
    switch (e.kind) {
      case 'room_created':
        this.title = e.title;
        this.languages.push({ event: index, value: e.language });
        return;
      case 'joined':
        this.joined.set(e.id, e);
        this.#setPresent(index, (ids) => ids.add(e.id));
        return;
      case 'left':
        this.#setPresent(index, (ids) => ids.delete(e.id));
        return;
      case 'file_created':
        this.#open.get(e.file)?.delete(index);
        this.#openFile(e.file, new FileTrack(index, e.file, e.language, e.text));
        return;
      case 'file_renamed': {
        const track = this.#open.get(e.file);
        track?.rename(index, e.to);
        this.#open.delete(e.file);
        if (track) this.#open.set(e.to, track);
        return;
      }
      case 'file_deleted':
        this.#open.get(e.file)?.delete(index);
        this.#open.delete(e.file);
        return;
      case 'change':
        this.#change(e, index);
        return;
      case 'presence': {
        const track = this.#open.get(e.file);
        const [range] = e.ranges;
        if (!track || !range || e.by === null || e.revision > track.changes.length) return;
        const [anchor, head] = range;
        this.pointers.push({
          event: index,
          at: e.at,
          by: e.by,
          track,
          revision: e.revision,
          anchor,
          head,
          typed: false,
        });
        return;
      }
      case 'language':
        this.languages.push({ event: index, value: e.language });
        (e.file === null ? this.files[0] : this.#open.get(e.file))?.setLanguage(index, e.language);
        return;
      case 'run_requested': {
        const run = new RunTrack(this.runs.length + 1, e.id, index, e.at, e.by, e.language, e.file);
        this.runs.push(run);
        this.#runsById.set(e.id, run);
        return;
      }
      case 'run_started':
        this.#runsById.get(e.id)?.start(index, e.at);
        return;
      case 'input':
        this.#runsById.get(e.id)?.input(index, e.data);
        return;
      case 'output':
        this.#runsById.get(e.id)?.output(index, e.stream, e.data);
        return;
      case 'run_finished':
        this.#runsById.get(e.id)?.finish(index, e.at, e.verdict);
        return;
      case 'state':
        this.ended = e.state === 'ended';
        return;
      case 'title':
        this.title = e.title;
        return;
      case 'signal':
      case 'forked':
      case 'input_holder':
        return;
    }
  }

  #change(e: LogEvent & { kind: 'change' }, index: number): void {
    const track = this.#open.get(e.file);
    if (!track?.append(index, e.at, e.by, e.source, e.change)) {
      this.faults.add(`${e.file} cannot be followed after change ${e.revision}`);
      return;
    }
    if (e.by === null) return;
    const caret = track.changes[track.changes.length - 1]?.caret ?? 0;
    this.pointers.push({
      event: index,
      at: e.at,
      by: e.by,
      track,
      revision: track.changes.length,
      anchor: caret,
      head: caret,
      typed: true,
    });
  }

  #openFile(name: string, track: FileTrack): void {
    this.files.push(track);
    this.#open.set(name, track);
  }

  #setPresent(index: number, edit: (ids: Set<string>) => void): void {
    const ids = new Set(this.present[this.present.length - 1]?.value);
    edit(ids);
    this.present.push({ event: index, value: ids });
  }
}

/**
 * The room's log as the replay reads it: one union, decoded once at the edge. A kind that this page does not know is
 * skipped, because a newer server may log more; a known kind with a field missing is refused, because a replay that
 * silently leaves out a change would show a text that never was.
 */
import { ChangeSet } from '@codemirror/state';

interface Entry {
  readonly seq: number;
  /** Milliseconds since the room's start. */
  readonly at: number;
  /** The participant who caused it; absent when the platform did. */
  readonly by: string | undefined;
}

export type LogEvent = Entry &
  (
    | { readonly kind: 'room_created'; readonly title: string; readonly language: string }
    | {
        readonly kind: 'joined';
        readonly id: string;
        readonly username: string;
        readonly role: string;
        readonly color: string;
      }
    | { readonly kind: 'left'; readonly id: string }
    | {
        readonly kind: 'file_created';
        readonly file: string;
        readonly language: string;
        readonly text: string;
      }
    | { readonly kind: 'file_renamed'; readonly file: string; readonly to: string }
    | { readonly kind: 'file_deleted'; readonly file: string }
    | {
        readonly kind: 'change';
        readonly file: string;
        readonly revision: number;
        readonly change: ChangeSet;
        readonly source: string;
      }
    | { readonly kind: 'language'; readonly language: string; readonly file: string | undefined }
    | {
        readonly kind: 'run_requested';
        readonly id: string;
        readonly language: string;
        readonly file: string;
      }
    | { readonly kind: 'run_started'; readonly id: string; readonly waitedMs: number; readonly warm: boolean }
    | { readonly kind: 'input'; readonly id: string; readonly data: string }
    | { readonly kind: 'output'; readonly id: string; readonly stream: OutputStream; readonly data: string }
    | { readonly kind: 'run_finished'; readonly id: string; readonly verdict: RunVerdict }
    | { readonly kind: 'signal'; readonly signal: string; readonly detail: string }
    | { readonly kind: 'state'; readonly state: string }
    | { readonly kind: 'title'; readonly title: string }
    | {
        readonly kind: 'presence';
        readonly file: string;
        readonly revision: number;
        readonly ranges: readonly (readonly [anchor: number, head: number])[];
      }
  );

export type OutputStream = 'stdout' | 'stderr' | 'terminal' | 'notice';

export interface RunVerdict {
  /** COMPLETED, FAILED, TIMEOUT or CANCELLED. */
  readonly state: string;
  readonly exitCode: number | undefined;
  readonly message: string;
  readonly executionTimeMs: number | undefined;
}

/** A line of the log that names a known kind and does not keep its form. */
export class MalformedEvent extends Error {
  constructor(seq: unknown, field: string) {
    super(`event ${String(seq)} of the log has no valid "${field}"`);
    this.name = 'MalformedEvent';
  }
}

class Fields {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(json: unknown) {
    this.#values = typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
  }

  get(name: string): unknown {
    return this.#values[name];
  }

  /** A flattened group of fields, or the same group under its own name. */
  group(name: string): Fields {
    return typeof this.get(name) === 'object' ? new Fields(this.get(name)) : this;
  }

  refuse(name: string): never {
    throw new MalformedEvent(this.get('seq'), name);
  }

  text(name: string): string {
    const value = this.get(name);
    return typeof value === 'string' ? value : this.refuse(name);
  }

  optionalText(name: string): string | undefined {
    const value = this.get(name);
    return typeof value === 'string' ? value : undefined;
  }

  number(name: string): number {
    return this.optionalNumber(name) ?? this.refuse(name);
  }

  optionalNumber(name: string): number | undefined {
    const value = this.get(name);
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  }

  change(name: string): ChangeSet {
    try {
      return ChangeSet.fromJSON(this.get(name));
    } catch {
      return this.refuse(name);
    }
  }

  ranges(name: string): readonly (readonly [number, number])[] {
    const value = this.get(name);
    return Array.isArray(value) ? value.filter(isPair) : this.refuse(name);
  }
}

function isPair(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every((n) => Number.isInteger(n));
}

const STREAMS: readonly string[] = ['stdout', 'stderr', 'terminal', 'notice'] satisfies OutputStream[];

function isStream(name: string): name is OutputStream {
  return STREAMS.includes(name);
}

/** Reads one event; undefined when its kind is not known here. Throws {@link MalformedEvent}. */
export function decodeEvent(json: unknown): LogEvent | undefined {
  const f = new Fields(json);
  const entry = { seq: f.number('seq'), at: f.number('at'), by: f.optionalText('by') };
  const kind = f.text('kind');
  switch (kind) {
    case 'room_created':
      return {
        ...entry,
        kind,
        title: f.optionalText('title') ?? '',
        language: f.optionalText('language') ?? '',
      };
    case 'joined':
      return {
        ...entry,
        kind,
        id: f.text('id'),
        username: f.text('username'),
        role: (f.optionalText('role') ?? 'candidate').toLowerCase(),
        color: String(f.get('color') ?? ''),
      };
    case 'left':
      return { ...entry, kind, id: f.text('id') };
    case 'file_created':
      return {
        ...entry,
        kind,
        file: f.text('file'),
        language: f.optionalText('language') ?? '',
        text: f.text('text'),
      };
    case 'file_renamed':
      return { ...entry, kind, file: f.text('file'), to: f.text('to') };
    case 'file_deleted':
      return { ...entry, kind, file: f.text('file') };
    case 'change':
      return {
        ...entry,
        kind,
        file: f.text('file'),
        revision: f.number('revision'),
        change: f.change('change'),
        source: f.optionalText('source') ?? 'typing',
      };
    case 'language':
      return { ...entry, kind, language: f.text('language'), file: f.optionalText('file') };
    case 'run_requested':
      return {
        ...entry,
        kind,
        id: f.text('id'),
        language: f.optionalText('language') ?? '',
        file: f.optionalText('file') ?? '',
      };
    case 'run_started':
      return {
        ...entry,
        kind,
        id: f.text('id'),
        waitedMs: f.optionalNumber('waited_ms') ?? 0,
        warm: f.get('warm') === true,
      };
    case 'input':
      return { ...entry, kind, id: f.text('id'), data: f.text('data') };
    case 'output': {
      const stream = f.text('stream').toLowerCase();
      return {
        ...entry,
        kind,
        id: f.text('id'),
        stream: isStream(stream) ? stream : 'stdout',
        data: f.text('data'),
      };
    }
    case 'run_finished': {
      const v = f.group('verdict');
      const verdict = {
        state: v.text('state').toUpperCase(),
        exitCode: v.optionalNumber('exit_code'),
        message: v.optionalText('message') ?? '',
        executionTimeMs: v.optionalNumber('execution_time_ms'),
      };
      return { ...entry, kind, id: f.text('id'), verdict };
    }
    case 'signal':
      return { ...entry, kind, signal: f.text('signal'), detail: f.optionalText('detail') ?? '' };
    case 'state':
      return { ...entry, kind, state: f.text('state').toLowerCase() };
    case 'title':
      return { ...entry, kind, title: f.text('title') };
    case 'presence':
      return {
        ...entry,
        kind,
        file: f.text('file'),
        revision: f.number('revision'),
        ranges: f.ranges('ranges'),
      };
    default:
      return undefined;
  }
}

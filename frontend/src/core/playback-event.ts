/**
 * The room's log as the replay reads it: one union, decoded once at the edge, fields named as on the wire. A kind that
 * this page does not know is skipped, because a newer server may log more; a known kind with a field missing is
 * refused, because a replay that silently leaves out a change would show a text that never was.
 */
import { ChangeSet } from '@codemirror/state';
import {
  count,
  type Decoder,
  fields,
  list,
  Malformed,
  number,
  object,
  oneOf,
  or,
  string,
} from './decoder.ts';
import { STREAMS } from './protocol.ts';

const change: Decoder<ChangeSet> = (value, at) => {
  try {
    return ChangeSet.fromJSON(value);
  } catch {
    throw new Malformed(at, 'a change set');
  }
};

const range: Decoder<readonly [anchor: number, head: number]> = (value, at) => {
  const [anchor, head] = list(count)(value, at);
  if (anchor === undefined || head === undefined) throw new Malformed(at, 'anchor and head');
  return [anchor, head];
};

/** Closed vocabularies are written in capitals in some logs and small in others. */
const lower: Decoder<string> = (value, at) => string(value, at).toLowerCase();
const upper: Decoder<string> = (value, at) => string(value, at).toUpperCase();
const stream = (value: unknown, at: string) => oneOf(...STREAMS)(lower(value, at), at);

/** How a run ended; `state` is COMPLETED, FAILED, TIMEOUT or CANCELLED. */
const verdict = object({
  state: upper,
  exit_code: or(number, null),
  message: or(string, ''),
  execution_time_ms: or(number, null),
});

export type RunVerdict = ReturnType<typeof verdict>;

/** A verdict stands beside the run's other fields or in a field of its own. */
const verdictWithin: Decoder<{ readonly id: string; readonly verdict: RunVerdict }> = (value, at) => ({
  ...object({ id: string })(value, at),
  verdict: verdict(fields(value, at)['verdict'] ?? value, at),
});

const KINDS = {
  room_created: object({ title: or(string, ''), language: or(string, '') }),
  forked: object({ code: string, from_seq: count, from_at: number }),
  joined: object({ id: string, username: string, role: or(lower, 'candidate'), color: or(string, '') }),
  left: object({ id: string }),
  file_created: object({ file: string, language: or(string, ''), text: string }),
  file_renamed: object({ file: string, to: string }),
  file_deleted: object({ file: string }),
  change: object({ file: string, revision: count, change, source: or(string, 'typing') }),
  language: object({ language: string, file: or(string, null) }),
  run_requested: object({ id: string, language: or(string, ''), file: or(string, '') }),
  run_started: object({ id: string }),
  input: object({ id: string, data: string }),
  input_holder: object({ id: string, holder: or(string, null) }),
  output: object({ id: string, stream, data: string }),
  run_finished: verdictWithin,
  signal: object({ signal: string, detail: or(string, '') }),
  state: object({ state: lower }),
  title: object({ title: string }),
  presence: object({ file: string, revision: count, ranges: list(range) }),
};

type Kinds = typeof KINDS;
type Kind = keyof Kinds;

interface Entry {
  readonly seq: number;
  /** Milliseconds since the room's start. */
  readonly at: number;
  /** The participant who caused it; null when the platform did. */
  readonly by: string | null;
}

/** One event of the log, told apart by its kind. */
export type LogEvent = { [K in Kind]: Entry & { readonly kind: K } & Readonly<ReturnType<Kinds[K]>> }[Kind];

const entry: Decoder<Entry & { readonly kind: string }> = object({
  seq: count,
  at: number,
  by: or(string, null),
  kind: string,
});

function isKnown(kind: string): kind is Kind {
  return Object.hasOwn(KINDS, kind);
}

/** Reads one event; undefined when its kind is not known here. Throws {@link Malformed}. */
export function decodeEvent(json: unknown): LogEvent | undefined {
  const head = entry(json, 'event');
  if (!isKnown(head.kind)) return undefined;
  return { ...head, ...KINDS[head.kind](json, `event ${head.seq}`) } as LogEvent;
}

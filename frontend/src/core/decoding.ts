import {
  anything,
  boolean,
  count,
  decode,
  type Decoded,
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
import {
  type ChangeJson,
  type CheckAnswer,
  type Entry,
  type FileOpening,
  type JoinAnswer,
  type Limits,
  type OutputChunk,
  type Participant,
  type Phases,
  type Pointing,
  type PullAnswer,
  type Ranges,
  type Refusal,
  ROLES,
  ROOM_STATES,
  type RoomCard,
  RUN_MODES,
  RUN_STATES,
  type RunSoFar,
  type Self,
  type ServerEvent,
  type ServerMessage,
  STREAMS,
  USUAL_LIMITS,
  type Verdict,
} from './protocol.ts';

const section: Decoder<number | readonly [number, ...string[]]> = (value, at) => {
  if (!Array.isArray(value)) return count(value, at);
  const [deleted, ...lines] = value as unknown[];
  return [count(deleted, `${at}[0]`), ...lines.map((line, index) => string(line, `${at}[${index + 1}]`))];
};

export const change: Decoder<ChangeJson> = list(section);

const entry: Decoder<Entry> = object({ client: string, by: or(string, ''), change });

const role = oneOf(...ROLES);

const participant: Decoder<Participant> = object({
  id: string,
  username: string,
  role,
  color: or(string, ''),
  connected: or(boolean, true),
  round_trip_ms: or(number, null),
});

const self: Decoder<Self> = object({
  id: string,
  role,
  color: or(string, ''),
  readOnly: or(boolean, false),
  client: or(string, ''),
});

const roomCard: Decoder<RoomCard> = object({
  id: or(string, ''),
  code: string,
  title: or(string, ''),
  state: oneOf(...ROOM_STATES),
  language: string,
});

const wholeShape = { epoch: string, revision: count, text: string, accepted: or(count, null) };

const fileOpening: Decoder<FileOpening> = (value, at) => {
  const found = fields(value, at);
  const named = { file: string, language: or(string, ''), epoch: string };
  if (found['text'] !== undefined)
    return { type: 'whole', ...object({ ...named, ...wholeShape })(value, at) };
  return { type: 'tail', ...object({ ...named, from: count, changes: list(entry) })(value, at) };
};

const range: Decoder<readonly [number, number]> = (value, at) => {
  const [anchor, head] = list(count)(value, at);
  if (anchor === undefined || head === undefined) throw new Malformed(at, 'anchor and head');
  return [anchor, head];
};

const ranges: Decoder<Ranges> = list(range);

const pointing: Decoder<Pointing> = object({
  client: string,
  by: or(string, ''),
  file: string,
  revision: count,
  ranges,
  follows: or(string, null),
});

const outputShape = { n: count, stream: oneOf(...STREAMS), data: string, at: or(number, 0) };
const outputChunk: Decoder<OutputChunk> = object(outputShape);

const phases: Decoder<Phases> = object({
  queue: or(number, 0),
  start: or(number, 0),
  compile: or(number, 0),
  first_output: or(number, 0),
  run: or(number, 0),
});

const verdict: Decoder<Verdict> = object({
  state: oneOf(...RUN_STATES),
  exit_code: or(number, null),
  reason: or(string, ''),
  message: or(string, ''),
  execution_time_ms: or(number, null),
  cpu_ms: or(number, null),
  memory_peak: or(number, null),
  output_bytes: or(number, null),
  truncated: or(boolean, false),
  phases: or(phases, null),
});

/** A verdict stands beside the run's other fields or in a field of its own. */
const verdictWithin: Decoder<Verdict> = (value, at) => {
  const own = fields(value, at)['verdict'];
  return own === undefined || own === null ? verdict(value, at) : verdict(own, `${at}.verdict`);
};

const runSoFar: Decoder<RunSoFar> = (value, at) => {
  const run = object({
    id: string,
    state: oneOf(...RUN_STATES),
    language: or(string, ''),
    by: or(string, ''),
    mode: or(oneOf(...RUN_MODES), 'run'),
    holder: or(string, null),
    asking: or(list(string), []),
    place: or(number, null),
    expected_ms: or(number, null),
    waiting: or(boolean, false),
    output: or(list(outputChunk), []),
  })(value, at);
  const over = run.state !== 'QUEUED' && run.state !== 'RUNNING';
  return { ...run, verdict: over ? verdictWithin(value, at) : null };
};

const refusal: Decoder<Refusal> = object({
  code: string,
  message: or(string, ''),
  retryable: or(boolean, false),
});

const limits: Decoder<Limits> = object({
  file_length: or(count, USUAL_LIMITS.file_length),
  files: or(count, USUAL_LIMITS.files),
  text: or(count, USUAL_LIMITS.text),
});

export const joinAnswer: Decoder<JoinAnswer> = object({
  self,
  room: roomCard,
  files: list(fileOpening),
  participants: list(participant),
  presence: or(list(pointing), []),
  run: or(runSoFar, null),
  limits: or(limits, USUAL_LIMITS),
  at: or(number, 0),
});

export const pullAnswer: Decoder<PullAnswer> = (value, at) => {
  if (fields(value, at)['text'] !== undefined) return { type: 'whole', ...object(wholeShape)(value, at) };
  return { type: 'tail', ...object({ from: count, changes: list(entry) })(value, at) };
};

export const checkAnswer: Decoder<CheckAnswer> = (value, at) => {
  const found = fields(value, at);
  if (found['text'] !== undefined) return { type: 'different', ...object(wholeShape)(value, at) };
  return { type: found['equal'] === true ? 'equal' : 'unknown' };
};

export const pushAnswer: Decoder<{ revision: number }> = object({ revision: count });

export const executeAnswer: Decoder<{ execution: { id: string } }> = object({
  execution: object({ id: string }),
});

export type Answer<T> = { type: 'yes'; value: T } | { type: 'no'; refusal: Refusal };

/** An acknowledgement: what was asked for, or a refusal. */
export function answer<T>(decoder: Decoder<T>): Decoder<Answer<T>> {
  return (value, at) => {
    const { error } = fields(value ?? {}, at);
    if (error !== undefined) return { type: 'no', refusal: refusal(error, `${at}.error`) };
    return { type: 'yes', value: decoder(value, at) };
  };
}

export const done: Decoder<unknown> = anything;

type Payloads = { readonly [E in ServerEvent]: Decoder<Omit<Extract<ServerMessage, { type: E }>, 'type'>> };

const payloads: Payloads = {
  code_updated: object({ file: string, from: count, at: or(number, 0), changes: list(entry) }),
  code_reset: object({ file: string, ...wholeShape, reason: or(string, '') }),
  language_updated: object({ language: string, file: or(string, null), by: or(string, '') }),
  user_joined: (value, at) => ({ participant: participant(value, at) }),
  user_left: object({ id: string }),
  participants: (value, at) => ({
    participants: list(participant)(
      Array.isArray(value) ? value : fields(value, at)['participants'],
      `${at}.participants`,
    ),
  }),
  presence_updated: pointing,
  file_created: object({
    file: string,
    language: or(string, ''),
    epoch: or(string, null),
    revision: or(count, 0),
    text: or(string, ''),
    by: or(string, ''),
  }),
  file_renamed: object({ file: string, to: string, by: or(string, '') }),
  file_deleted: object({ file: string, by: or(string, '') }),
  execution_queued: object({
    id: string,
    language: or(string, ''),
    by: or(string, ''),
    mode: or(oneOf(...RUN_MODES), 'run'),
    place: or(number, null),
    expected_ms: or(number, null),
  }),
  execution_input_holder: object({ id: string, holder: or(string, null), asking: or(list(string), []) }),
  execution_started: object({ id: string, waited_ms: or(number, null) }),
  execution_waiting: object({ id: string, waiting: boolean }),
  execution_output: object({ id: string, ...outputShape }),
  execution_input_shown: object({ id: string, by: or(string, ''), data: string }),
  execution_finished: (value, at) => ({
    id: object({ id: string })(value, at).id,
    verdict: verdictWithin(value, at),
  }),
  room_updated: object({
    state: or(oneOf(...ROOM_STATES), null),
    title: or(string, null),
    read_only: or(boolean, null),
  }),
  chat: object({ id: or(string, ''), by: or(string, ''), text: string }),
  signal: object({ by: or(string, ''), kind: string, detail: or(string, '') }),
  error: refusal,
};

/** The events this page understands; others are not for it. */
export const SERVER_EVENTS = Object.keys(payloads) as readonly ServerEvent[];

export function serverMessage(event: ServerEvent, payload: unknown): Decoded<ServerMessage> {
  const decoder: Decoder<object> = payloads[event];
  const read = decode(decoder, payload, event);
  // The table above ties each event to its payload; only the tag is put back on here.
  return read.ok ? { ok: true, value: { type: event, ...read.value } as ServerMessage } : read;
}

/** Fetches a recording: the whole log, one event a line, and the date from the timeline. */
import { anything, list, number, object, or } from '../core/decoder.ts';
import { decodeEvent, type LogEvent } from '../core/playback-event.ts';
import { interviewerKey, rememberedName, visitToken } from './preferences.ts';
import { joinRoom } from './rest.ts';

/** The recording cannot be shown; the message is for people. */
export class NoRecording extends Error {
  override readonly name = 'NoRecording';
}

const timeline = object({ start: or(anything, null), duration: or(number, 0) });

const page = object({ events: list(anything), next: or(number, null) });

/**
 * Asks with the token of this tab's visit to the room. When that is missing or too old, the interviewer's key of this
 * browser gives a new one; without a key the server alone decides what to show.
 */
class Door {
  readonly #code: string;
  readonly #key: string;
  #token: string;

  constructor(code: string) {
    this.#code = code;
    this.#key = interviewerKey(code);
    this.#token = visitToken(code, this.#key);
  }

  async get(path: string, accept: string): Promise<Response> {
    let response = await this.#ask(path, accept);
    if ((response.status === 401 || response.status === 403) && (await this.#renew())) {
      response = await this.#ask(path, accept);
    }
    if (response.ok) return response;
    switch (response.status) {
      case 401:
      case 403:
        throw new NoRecording(
          'This recording is for the people of its room. Enter the room first, then come back.',
        );
      case 404:
        throw new NoRecording('No room has this code, or its recording has been deleted.');
      default:
        throw new NoRecording(`The server could not give out the recording (${response.status}).`);
    }
  }

  async #renew(): Promise<boolean> {
    if (this.#key === '') return false;
    const joined = await joinRoom(this.#code, rememberedName(), this.#key, '');
    if (joined.type === 'yes') this.#token = joined.value.token;
    return joined.type === 'yes';
  }

  async #ask(path: string, accept: string): Promise<Response> {
    const authorization = this.#token === '' ? {} : { Authorization: `Bearer ${this.#token}` };
    try {
      return await fetch(`/api/rooms/${encodeURIComponent(this.#code)}${path}`, {
        headers: { Accept: accept, ...authorization },
      });
    } catch {
      throw new NoRecording('The server did not answer. Check your connection and load the page again.');
    }
  }
}

/** Lines of a stream of text, the last one also without a line end. */
async function* lines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = stream
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const parts = (rest + value).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  yield rest;
}

async function fetchLog(door: Door, progress: (events: number) => void): Promise<LogEvent[]> {
  const events: LogEvent[] = [];
  const take = (json: unknown) => {
    const event = decodeEvent(json);
    if (event) events.push(event);
  };
  const response = await door.get('/events', 'application/x-ndjson');
  if (response.headers.get('content-type')?.includes('ndjson') && response.body) {
    for await (const line of lines(response.body)) {
      if (line.trim() !== '') take(JSON.parse(line));
      if (events.length % 1_000 === 0) progress(events.length);
    }
    return events;
  }
  for (let answer = response; ;) {
    const { events: some, next } = page(await answer.json(), 'events');
    some.forEach(take);
    progress(events.length);
    if (next === null || some.length === 0) return events;
    answer = await door.get(`/events?after=${next}&limit=5000`, 'application/json');
  }
}

export interface Recording {
  readonly events: readonly LogEvent[];
  /** When the room was opened, if the server says. */
  readonly start: Date | undefined;
  /** Milliseconds; 0 when the server leaves it to the events. */
  readonly duration: number;
}

/** The log alone makes a recording; the timeline adds the date and the silence at the end. */
async function fetchFrame(door: Door): Promise<Omit<Recording, 'events'>> {
  try {
    const response = await door.get('/timeline', 'application/json');
    const { start, duration } = timeline(await response.json(), 'timeline');
    const started = new Date(typeof start === 'string' || typeof start === 'number' ? start : NaN);
    return { start: Number.isNaN(started.getTime()) ? undefined : started, duration };
  } catch {
    return { start: undefined, duration: 0 };
  }
}

/** @param progress hears how many events have arrived so far */
export async function fetchRecording(code: string, progress: (events: number) => void): Promise<Recording> {
  const door = new Door(code);
  const events = await fetchLog(door, progress);
  return { events, ...(await fetchFrame(door)) };
}

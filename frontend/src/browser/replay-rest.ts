/** Fetches a recording: the timeline's head first, then the whole log, one event a line. */
import { anything, list, number, object, or, string } from '../core/decoder.ts';
import { decodeEvent, type LogEvent } from '../core/playback-event.ts';

export interface RecordingHead {
  readonly title: string;
  /** When the room was opened, if the server says. */
  readonly start: Date | undefined;
  /** Whether the room goes on, so that the recording is what happened so far. */
  readonly live: boolean;
  /** Milliseconds; 0 when the server leaves it to the events. */
  readonly duration: number;
}

/** The recording cannot be shown; the message is for people. */
export class NoRecording extends Error {
  override readonly name = 'NoRecording';
}

const timeline = object({
  title: or(string, ''),
  start: or(anything, null),
  end: or(anything, null),
  duration: or(number, 0),
});

const page = object({ events: list(anything), next: or(number, null) });

/** The room page keeps the token of whoever was inside; without one the server decides what to show. */
function tokenOf(code: string): string | null {
  try {
    const key = `parley.token.${code}`;
    return sessionStorage.getItem(key) ?? localStorage.getItem(key);
  } catch {
    return null;
  }
}

async function get(code: string, path: string, accept: string): Promise<Response> {
  const token = tokenOf(code);
  let response: Response;
  try {
    response = await fetch(`/api/rooms/${encodeURIComponent(code)}${path}`, {
      headers: { Accept: accept, ...(token === null ? {} : { Authorization: `Bearer ${token}` }) },
    });
  } catch {
    throw new NoRecording('The server did not answer. Check your connection and load the page again.');
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

export async function fetchHead(code: string): Promise<RecordingHead> {
  const response = await get(code, '/timeline', 'application/json');
  const { title, start, end, duration } = timeline(await response.json(), 'timeline');
  const started = new Date(typeof start === 'string' || typeof start === 'number' ? start : NaN);
  return {
    title,
    start: Number.isNaN(started.getTime()) ? undefined : started,
    live: end === null,
    duration,
  };
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

/** @param progress hears how many events have arrived so far */
export async function fetchLog(code: string, progress: (events: number) => void): Promise<LogEvent[]> {
  const events: LogEvent[] = [];
  const take = (json: unknown) => {
    const event = decodeEvent(json);
    if (event) events.push(event);
  };
  const response = await get(code, '/events', 'application/x-ndjson');
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
    answer = await get(code, `/events?after=${next}&limit=5000`, 'application/json');
  }
}

/** A recording from the server: the whole log, one event a line, and the date from the timeline. */
import { anything, count, fields, list, number, object, or, string } from '../core/decoder.ts';
import { decodeEvent } from '../core/playback-event.ts';
import { type Playback, Recorder } from '../core/playback.ts';
import { lines, Pauses } from './replay-lines.ts';
import { Door } from './replay-door.ts';

const timeline = object({ start: or(anything, null), duration: or(number, 0) });

const page = object({ events: list(anything), next: or(number, null) });

const created = object({ code: string, links: object({ interviewer: string }) });

export type ExportFormat = 'html' | 'ndjson' | 'zip';

export class Recording {
  readonly code: string;
  /** When the room was opened, if the server says. */
  start: Date | undefined;
  readonly #door: Door;
  readonly #recorder = new Recorder();
  /** Milliseconds; 0 when the server leaves it to the events. */
  #duration = 0;
  #lastSeq = 0;
  #events = 0;

  private constructor(code: string) {
    this.code = code;
    this.#door = new Door(code);
  }

  /** @param progress hears how many events have arrived so far */
  static async fetch(code: string, progress: (events: number) => void): Promise<Recording> {
    const recording = new Recording(code);
    await recording.catchUp(progress);
    return recording;
  }

  /** Fetches what has happened since; answers how many events that were. */
  async catchUp(progress: (events: number) => void = () => {}): Promise<number> {
    const before = this.#events;
    await this.#fetchLog(progress);
    await this.#fetchFrame();
    return this.#events - before;
  }

  /** As far as it has been fetched. */
  playback(): Playback {
    return this.#recorder.playback(this.#duration);
  }

  get isInterviewer(): boolean {
    return this.#door.isInterviewer;
  }

  /** Makes a new room that begins as this one stood after an event; answers the path of its interviewer's page. */
  async fork(seq: number): Promise<string> {
    const { links } = created(await this.#door.post('/fork', { seq }), 'fork');
    // Behind a proxy the server may know itself by another name; the page stays where it is.
    const link = new URL(links.interviewer, location.href);
    return link.pathname + link.hash;
  }

  /** Makes a file's text what it was after an event. */
  async restore(file: string, seq: number): Promise<void> {
    await this.#door.post(`/files/${path(file)}/restore`, { seq });
  }

  async currentText(file: string): Promise<string> {
    const response = await this.#door.get(`/files/${path(file)}`, 'application/json');
    return object({ text: string })(await response.json(), 'file').text;
  }

  async export(format: ExportFormat): Promise<Blob> {
    const response = await this.#door.get(`/export?format=${format}`, '*/*');
    return response.blob();
  }

  #take(json: unknown): void {
    this.#lastSeq = count(fields(json, 'event')['seq'], 'event.seq');
    this.#events += 1;
    const event = decodeEvent(json);
    if (event) this.#recorder.take(event);
  }

  async #fetchLog(progress: (events: number) => void): Promise<void> {
    const pauses = new Pauses(() => progress(this.#events));
    const after = this.#lastSeq === 0 ? '' : `?after=${this.#lastSeq}`;
    const response = await this.#door.get(`/events${after}`, 'application/x-ndjson');
    if (response.headers.get('content-type')?.includes('ndjson') && response.body) {
      for await (const line of lines(response.body)) {
        if (line.trim() !== '') this.#take(JSON.parse(line));
        if (pauses.isDue()) await pauses.take();
      }
      return;
    }
    for (let answer = response; ;) {
      const { events: some, next } = page(await answer.json(), 'events');
      for (const json of some) {
        this.#take(json);
        if (pauses.isDue()) await pauses.take();
      }
      if (next === null || some.length === 0) return;
      answer = await this.#door.get(`/events?after=${next}&limit=5000`, 'application/json');
    }
  }

  /** The log alone makes a recording; the timeline adds the date and the silence at the end. */
  async #fetchFrame(): Promise<void> {
    try {
      const response = await this.#door.get('/timeline', 'application/json');
      const { start, duration } = timeline(await response.json(), 'timeline');
      const started = new Date(typeof start === 'string' || typeof start === 'number' ? start : NaN);
      this.start = Number.isNaN(started.getTime()) ? undefined : started;
      this.#duration = duration;
    } catch {
      // As without a timeline.
    }
  }
}

/** A file's name as it stands in an address: its slashes part folders there as well. */
function path(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}

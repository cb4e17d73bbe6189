/** One run of a program: what its terminal showed, when, and how it ended. */
import type { RunVerdict } from './playback-event.ts';
import { countBefore } from './playback-file.ts';
import type { Stream } from './protocol.ts';

interface Write {
  readonly event: number;
  readonly typed: boolean;
  readonly data: string;
}

const RED = '\u001b[31m';
const DIM = '\u001b[2m';
const BOLD = '\u001b[1m';
const PLAIN = '\u001b[0m';

export class RunTrack {
  #writes: Write[] = [];
  #terminal = false;
  #started: { readonly event: number; readonly at: number } | undefined;
  #finished: { readonly event: number; readonly at: number; readonly verdict: RunVerdict } | undefined;

  constructor(
    /** Counts from 1, as people do. */
    readonly number: number,
    readonly id: string,
    readonly event: number,
    readonly at: number,
    readonly by: string | null,
    readonly language: string,
    readonly file: string,
  ) {}

  start(event: number, at: number): void {
    this.#started ??= { event, at };
  }

  /** What somebody typed. A terminal shows it by itself; through a pipe nobody would see it, so it is shown here. */
  input(event: number, data: string): void {
    if (!this.#terminal) this.#writes.push({ event, typed: true, data: BOLD + data + PLAIN });
  }

  output(event: number, stream: Stream, data: string): void {
    if (stream === 'terminal' && !this.#terminal) {
      this.#terminal = true;
      this.#writes = this.#writes.filter((write) => !write.typed);
    }
    const ink = { stderr: RED, notice: DIM, stdout: '', terminal: '' }[stream];
    this.#writes.push({ event, typed: false, data: ink === '' ? data : ink + data + PLAIN });
  }

  finish(event: number, at: number, verdict: RunVerdict): void {
    this.#finished ??= { event, at, verdict };
  }

  /** Session time at which its program began; undefined when it never did. */
  get startedAt(): number | undefined {
    return this.#started?.at;
  }

  /** How it ended; undefined when the log ends before. */
  get verdict(): RunVerdict | undefined {
    return this.#finished?.verdict;
  }

  /** Session time at which it ended; undefined when the log ends before. */
  get endedAt(): number | undefined {
    return this.#finished?.at;
  }

  stateAt(position: number): 'queued' | 'running' | RunVerdict {
    if (this.#finished && this.#finished.event < position) return this.#finished.verdict;
    return this.#started !== undefined && this.#started.event < position ? 'running' : 'queued';
  }

  /** How many pieces the terminal has received. */
  writtenAt(position: number): number {
    return countBefore(this.#writes, position);
  }

  /** The pieces from one count to another, as one string for the terminal. */
  written(from: number, to: number): string {
    return this.#writes
      .slice(from, to)
      .map((write) => write.data)
      .join('');
  }
}

import { Text } from '@codemirror/state';
import type { Connection, ConnectionListener } from '../connection.ts';
import { serverMessage } from '../decoding.ts';
import type { Caret } from '../presence.ts';
import type { ClientMessage, OutputChunk, ServerEvent } from '../protocol.ts';
import { Room } from '../room.ts';
import { HandTimer } from './hand-timer.ts';

/** A connection whose other end the test plays. */
export class Line implements Connection {
  readonly asked: ClientMessage[] = [];
  readonly told: ClientMessage[] = [];
  reopened = 0;
  answers: (message: ClientMessage) => unknown = () => ({});
  #listener: ConnectionListener | null = null;

  ask(message: ClientMessage): Promise<unknown> {
    this.asked.push(message);
    return Promise.resolve(this.answers(message));
  }

  tell(message: ClientMessage): void {
    this.told.push(message);
  }

  reopen(): void {
    this.reopened++;
    this.there.closed();
    this.there.opened();
  }

  open(listener: ConnectionListener): void {
    this.#listener = listener;
  }

  dispose(): void {
    this.#listener = null;
  }

  get there(): ConnectionListener {
    if (!this.#listener) throw new Error('Nobody listens');
    return this.#listener;
  }

  says(event: ServerEvent, payload: unknown): void {
    const read = serverMessage(event, payload);
    if (!read.ok) throw read.error;
    this.there.received(read.value);
  }
}

export const self = {
  id: 'u1',
  username: 'Ana',
  role: 'candidate',
  color: '#111111',
  readOnly: false,
  client: 'c1',
};
export const ana = { id: 'u1', username: 'Ana', role: 'candidate', color: '#111111', connected: true };
export const ben = { id: 'u2', username: 'Ben', role: 'interviewer', color: '#222222', connected: true };

export function welcome(more: object = {}): unknown {
  return {
    self,
    room: { id: 'r', code: 'abc-defg-hij', title: 'Loops', state: 'live', language: 'python' },
    files: [{ file: 'main.py', language: 'python', epoch: 'e', revision: 3, text: 'print(1)\n' }],
    participants: [ana, ben],
    presence: [],
    at: 5,
    ...more,
  };
}

export function stage() {
  const line = new Line();
  const timer = new HandTimer();
  const kept = new Map<string, unknown>();
  const shown = new Map<string, string>();
  const output: OutputChunk[] = [];
  const salvaged: { now: unknown } = { now: [] };
  const notices: string[] = [];
  let carets: readonly Caret[] = [];
  let ids = 0;
  const room = new Room('abc-defg-hij', {
    connection: line,
    timer,
    freshId: () => `c${++ids}`,
    keepsakes: {
      load: () => kept,
      loadSalvages: () => salvaged.now,
      storeSalvages: (salvages) => void (salvaged.now = salvages),
      store: (file, keepsake) => void (keepsake ? kept.set(file, keepsake) : kept.delete(file)),
    },
    screen: {
      open: (file, text) => {
        shown.set(file, text);
        return {
          apply: () => undefined,
          replace: (whole) => void shown.set(file, whole),
          text: () => Text.of((shown.get(file) ?? '').split('\n')),
        };
      },
      shown: () => [...shown.keys()][0] ?? null,
      close: (file) => void shown.delete(file),
      rename: (file, to) => {
        shown.set(to, shown.get(file) ?? '');
        shown.delete(file);
      },
      carets: (_file, others) => (carets = others),
      clearTerminal: () => (output.length = 0),
      output: (chunk) => void output.push(chunk),
    },
    listener: { changed: () => undefined, notice: ({ text }) => void notices.push(text) },
  });
  return { line, timer, kept, salvaged, shown, output, notices, room, carets: () => carets };
}

export async function inside(answer: unknown = welcome()) {
  const all = stage();
  all.line.answers = () => answer;
  all.room.enter(true);
  all.line.there.opened();
  await all.timer.pass(0);
  return all;
}

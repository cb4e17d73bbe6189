import { expect, test } from 'vitest';
import { OUTSIDE, type RoomState, type Run, step } from './room-state.ts';
import { serverMessage } from './decoding.ts';
import type { ServerEvent } from './protocol.ts';
import { Speaker } from './spoken.ts';

const person = { role: 'candidate', color: '', connected: true, round_trip_ms: null } as const;
const INSIDE: RoomState = {
  ...OUTSIDE,
  stage: 'inside',
  line: 'online',
  self: { id: 'u1', role: 'candidate', color: '', readOnly: false, client: 'c' },
  room: { id: 'r', code: 'c', title: '', state: 'live', language: 'python' },
  participants: [
    { ...person, id: 'u1', username: 'Ana' },
    { ...person, id: 'u2', username: 'Ben' },
  ],
};

/** A page on which things happen, and all that was said of them. */
function page(state = INSIDE) {
  const speaker = new Speaker();
  const said: string[] = [];
  let now = state;
  const turn = (next: RoomState) => {
    said.push(...speaker.tell(now, next));
    now = next;
  };
  const hears = (event: ServerEvent, payload: object) => {
    const read = serverMessage(event, payload);
    if (!read.ok) throw read.error;
    turn(step(now, read.value));
  };
  return { said, turn, hears, now: () => now };
}

const queued = { id: 'x', language: 'python', mode: 'run' };
const verdict = { id: 'x', state: 'FAILED', exit_code: 3, reason: 'exited', message: '' };

test('a run is told by its verdict, not by its output or its seconds', () => {
  const { said, hears } = page();
  hears('execution_queued', { ...queued, by: 'u1', place: 1 });
  hears('execution_started', { id: 'x' });
  for (let n = 0; n < 50; n++)
    hears('execution_output', { id: 'x', n, stream: 'terminal', data: 'line\r\n', at: n });
  expect(said).toEqual([]);
  hears('execution_finished', verdict);
  expect(said).toEqual(['Your run: It ended with exit code 3.']);
});

test('what others run is told by name, and each place in the queue once', () => {
  const { said, hears } = page();
  hears('execution_queued', { ...queued, by: 'u2', place: 3, expected_ms: 9000 });
  hears('execution_queued', { ...queued, by: 'u2', place: 3, expected_ms: 8000 });
  hears('execution_queued', { ...queued, by: 'u2', place: 2 });
  hears('execution_queued', { ...queued, by: 'u2', place: 1 });
  hears('execution_finished', { ...verdict, state: 'CANCELLED', message: 'stopped by Ben' });
  expect(said).toEqual([
    'Ben runs the code.',
    'Waiting, place 3 in the queue.',
    'Waiting, place 2 in the queue.',
    'Ben’s run: Stopped by Ben.',
  ]);
});

test('a program that asks a hundred questions says once that it waits', () => {
  const { said, hears } = page();
  hears('execution_queued', { ...queued, by: 'u1', place: 1 });
  hears('execution_started', { id: 'x' });
  for (let n = 0; n < 100; n++) {
    hears('execution_waiting', { id: 'x', waiting: true });
    hears('execution_waiting', { id: 'x', waiting: false });
  }
  expect(said).toEqual(['The program waits for your input.']);
});

test('who asks for the input is told to who has it, and who gets it hears that', () => {
  const run: Run = {
    id: 'x',
    state: 'RUNNING',
    language: 'python',
    by: 'u1',
    mode: 'run',
    holder: 'u1',
    asking: [],
    place: null,
    expected_ms: null,
    waiting: false,
    verdict: null,
    next: 0,
  };
  const { said, hears } = page({ ...INSIDE, run });
  hears('execution_input_holder', { id: 'x', holder: 'u1', asking: ['u2'] });
  hears('execution_input_holder', { id: 'x', holder: 'u2', asking: [] });
  hears('execution_input_holder', { id: 'x', holder: 'u1', asking: [] });
  expect(said).toEqual(['Ben asks to type into the program.', 'You may type into the program.']);
});

test('edits are never told, the line and the room are', () => {
  const { said, turn, hears, now } = page();
  for (let unsent = 1; unsent < 40; unsent++) turn({ ...now(), unsent });
  expect(said).toEqual([]);
  turn({ ...now(), line: 'offline' });
  for (let unsent = 40; unsent < 80; unsent++) turn({ ...now(), unsent });
  turn({ ...now(), line: 'online' });
  hears('room_updated', { state: 'ended' });
  expect(said).toEqual([
    'Connection lost. Go on writing: everything is kept.',
    'Connected again.',
    'The interview has ended. Nothing can be changed any more.',
  ]);
});

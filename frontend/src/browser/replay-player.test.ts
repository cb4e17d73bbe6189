import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeEvent } from '../core/playback-event.ts';
import { Playback } from '../core/playback.ts';
import { clock, Player } from './replay-player.ts';

/** Frames by hand: each call of the answer is one frame, so many milliseconds after the last. */
function frames(): { step: (ms: number) => void; waiting: () => number } {
  let now = 0;
  let callbacks: FrameRequestCallback[] = [];
  vi.stubGlobal('performance', { now: () => now });
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => callbacks.push(callback));
  return {
    step(ms) {
      now += ms;
      const due = callbacks;
      callbacks = [];
      for (const callback of due) callback(now);
    },
    waiting: () => callbacks.length,
  };
}

const lines = [
  { at: 0, kind: 'room_created', title: 'T', language: 'python' },
  { at: 0, kind: 'joined', id: 'a', username: 'Ana', role: 'interviewer', by: 'a' },
  { at: 0, kind: 'file_created', file: 'main.py', language: 'python', text: '' },
  { at: 0, kind: 'file_created', file: 'notes.md', language: 'markdown', text: '' },
  { at: 2000, by: 'a', kind: 'change', file: 'notes.md', revision: 1, change: [[0, 'n']] },
  { at: 3000, by: 'a', kind: 'run_requested', id: 'r', language: 'python', file: 'main.py' },
  { at: 20_000, by: 'a', kind: 'left', id: 'a' },
];

describe('the player', () => {
  let frame: ReturnType<typeof frames>;
  let player: Player;
  beforeEach(() => {
    frame = frames();
    player = new Player(
      Playback.of(lines.flatMap((line, index) => decodeEvent({ seq: index + 1, ...line }) ?? [])),
    );
  });
  afterEach(() => vi.unstubAllGlobals());

  it('seeks once a frame, to the last wish', () => {
    for (const time of [500, 1500, 2500]) player.seek(time);
    expect(player.time.value).toBe(0);
    expect(frame.waiting()).toBe(1);
    frame.step(16);
    expect(player.time.value).toBe(2500);
    expect(frame.waiting()).toBe(0);
  });

  it('stays within the recording', () => {
    player.seek(-5);
    frame.step(16);
    expect(player.time.value).toBe(0);
    player.skip(99_000);
    frame.step(16);
    expect(player.time.value).toBe(20_000);
  });

  it('plays at its speed, jumps over silence, and stops at the end', () => {
    player.speed.value = 8;
    player.play();
    frame.step(100);
    expect(player.time.value).toBe(800);
    player.seek(3000);
    frame.step(16);
    player.speed.value = 1;
    frame.step(200);
    frame.step(200);
    frame.step(200);
    expect(player.time.value).toBe(19_600);
    for (let i = 0; i < 5; i++) frame.step(200);
    expect([player.time.value, player.playing.value, frame.waiting()]).toEqual([20_000, false, 0]);
    player.play();
    frame.step(16);
    expect([player.time.value, player.playing.value]).toEqual([0, true]);
  });

  it('does not run ahead after the page was hidden', () => {
    player.play();
    frame.step(60_000);
    expect(player.time.value).toBe(250);
  });

  it('goes from chapter to chapter', () => {
    const places: number[] = [];
    for (let i = 0; i < 3; i++) {
      player.nextChapter();
      frame.step(16);
      places.push(player.time.value);
    }
    player.previousChapter();
    frame.step(16);
    expect([...places, player.time.value]).toEqual([3000, 20_000, 20_000, 3000]);
  });

  it('follows the typing until a file is chosen', () => {
    player.seek(2500);
    frame.step(16);
    const nameNow = () => player.file.value?.nameAt(player.position.value);
    expect(nameNow()).toBe('notes.md');
    const [main] = player.playback.files;
    if (main) player.pin(main);
    expect([nameNow(), player.follow.value]).toEqual(['main.py', false]);
    player.follow.value = true;
    expect(nameNow()).toBe('notes.md');
  });
});

it.each([
  [0, '0:00'],
  [61_999, '1:01'],
  [3_723_000, '1:02:03'],
])('shows %i ms as %s', (ms, shown) => {
  expect(clock(ms)).toBe(shown);
});

import { describe, expect, it } from 'vitest';
import { RunTrack } from './playback-run.ts';

const verdict = { state: 'COMPLETED', exit_code: 0, message: 'Finished.', execution_time_ms: 12 };

function run(): RunTrack {
  return new RunTrack(1, 'r', 0, 0, 'a', 'python', 'main.py');
}

describe('a run', () => {
  it('is queued, runs, and is over', () => {
    const r = run();
    r.start(1, 400);
    r.finish(2, 900, verdict);
    expect([r.stateAt(1), r.stateAt(2), r.stateAt(3)]).toEqual(['queued', 'running', verdict]);
    expect([r.startedAt, r.endedAt]).toEqual([400, 900]);
  });

  it('colours what went wrong and shows input that came through a pipe', () => {
    const r = run();
    r.output(1, 'stdout', 'name? ');
    r.input(2, 'Ana\n');
    r.output(3, 'stderr', 'oops');
    expect(r.written(0, r.writtenAt(2))).toBe('name? ');
    expect(r.written(0, r.writtenAt(9))).toBe('name? \u001b[1mAna\n\u001b[0m\u001b[31moops\u001b[0m');
  });

  it('leaves the echo to the terminal when there was one', () => {
    const r = run();
    r.input(1, 'Ana\n');
    r.output(2, 'terminal', 'Ana\r\n');
    r.input(3, 'Bo\n');
    expect(r.written(0, r.writtenAt(9))).toBe('Ana\r\n');
  });
});

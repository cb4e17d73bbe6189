import { expect, test } from 'vitest';
import type { Verdict } from './protocol.ts';
import { ending } from './verdict.ts';

const plain: Verdict = {
  state: 'COMPLETED',
  exit_code: 0,
  reason: 'exited',
  message: '',
  execution_time_ms: 412.4,
  cpu_ms: 300,
  memory_peak: 18 * 1048576,
  output_bytes: 10,
  truncated: false,
  phases: null,
};

test('a good end', () => {
  expect(ending(plain)).toEqual({
    tone: 'ok',
    words: 'Finished.',
    figures: ['exit code 0', '412 ms', '300 ms of processor', '18 MB'],
  });
});

test('the words of the server come first', () => {
  const stopped = {
    ...plain,
    state: 'CANCELLED',
    exit_code: null,
    message: 'stopped by Ana after 4.2 s',
  } as const;
  expect(ending(stopped)).toMatchObject({ tone: 'warn', words: 'Stopped by Ana after 4.2 s.' });
});

test('a bad end says its exit code, a long one its seconds', () => {
  const failed = {
    ...plain,
    state: 'FAILED',
    exit_code: 3,
    execution_time_ms: 4210,
    phases: { queue: 0, start: 3, compile: 1300, first_output: 1340, run: 4210 },
    truncated: true,
  } as const;
  expect(ending(failed)).toEqual({
    tone: 'danger',
    words: 'It ended with exit code 3.',
    figures: ['compiled in 1.3 s', '4.2 s', '300 ms of processor', '18 MB', 'output cut'],
  });
  const wrong = {
    ...failed,
    reason: 'compile_error',
    exit_code: null,
    execution_time_ms: 0,
    truncated: false,
  };
  expect(ending(wrong)).toEqual({
    tone: 'danger',
    words: 'It does not compile.',
    figures: ['the compiler took 1.3 s', '300 ms of processor', '18 MB'],
  });
  expect(ending({ ...plain, state: 'TIMEOUT' }).words).toBe('Stopped: it took too long.');
});

/** "Exit code 1." stood beside "exit code 1", and a run that no engine took was said to have needed 0 ms. */
test('the figures do not repeat the sentence, nor measure what never began', () => {
  const failed = { ...plain, state: 'FAILED', exit_code: 1, message: 'exit code 1' } as const;
  expect(ending(failed)).toMatchObject({
    words: 'Exit code 1.',
    figures: ['412 ms', '300 ms of processor', '18 MB'],
  });
  const message = 'The container engine does not answer, so nothing can run now. Editing goes on.';
  const lost = { ...failed, exit_code: null, message, execution_time_ms: 0, cpu_ms: 0, memory_peak: 0 };
  expect(ending(lost)).toEqual({ tone: 'danger', words: message, figures: [] });
});

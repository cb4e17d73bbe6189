import { describe, expect, it } from 'vitest';
import { readiness } from './landing-rest.ts';

const read = (json: unknown) => readiness(json, 'ready');

describe('readiness', () => {
  it('takes from the answer why programs cannot run', () => {
    const down = { status: 'down', message: 'The engine is not reachable.' };
    expect(read({ status: 'up', checks: { database: { status: 'up' }, engine: down } })).toEqual({
      type: 'noRuns',
      reason: 'The engine is not reachable.',
    });
  });

  it.each([
    [{ status: 'up', checks: { engine: { status: 'up', message: null } } }],
    [{ status: 'up', checks: {} }],
    [{ status: 'up' }],
  ])('is ready when nothing is said against it: %j', (answer) => {
    expect(read(answer)).toEqual({ type: 'ready' });
  });
});

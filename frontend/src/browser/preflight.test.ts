// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { checkConnection, inWords } from './preflight.ts';

afterEach(() => void vi.unstubAllGlobals());

/** A way to the server on which WebSockets greet, or fail. */
function way(answers: boolean, sockets: 'message' | 'error'): void {
  vi.stubGlobal('fetch', () => (answers ? Promise.resolve(new Response('{}')) : Promise.reject(new Error())));
  vi.stubGlobal(
    'WebSocket',
    class extends EventTarget {
      constructor() {
        super();
        queueMicrotask(() => this.dispatchEvent(new Event(sockets)));
      }
      close(): void {}
    },
  );
}

test('a connection that is fine is called that', async () => {
  way(true, 'message');
  const found = await checkConnection();
  expect(found).toMatchObject({ type: 'reached', live: true });
  expect(inWords(found)).toMatch(/^Your connection is fine: \d+ ms to the server\.$/);
});

test('a proxy that blocks WebSockets is told, and that it works without', async () => {
  way(true, 'error');
  const found = await checkConnection();
  expect(found).toMatchObject({ type: 'reached', live: false });
  expect(inWords(found)).toContain('blocks live connections');
});

test('a server that does not answer is no connection', async () => {
  way(false, 'error');
  expect(await checkConnection()).toEqual({ type: 'unreachable' });
});

// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Recording } from './replay-rest.ts';

const events = [
  { seq: 1, at: 0, kind: 'room_created', title: 'T', language: 'python' },
  { seq: 2, at: 0, kind: 'hologram' },
  { seq: 3, at: 5, by: 'a', kind: 'signal', signal: 'paste', detail: 'grüße' },
];
const timeline = { title: 'T', start: '2026-11-20T09:00:00Z', end: null, duration: 7 };

type Answer = (path: string, headers: Headers) => Response;

function serve(answer: Answer): void {
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    Promise.resolve(answer(path, new Headers(init.headers))),
  );
}

/** The bytes in pieces of three, so that lines and letters are cut anywhere. */
function trickle(text: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    start(controller) {
      for (let i = 0; i < bytes.length; i += 3) controller.enqueue(bytes.slice(i, i + 3));
      controller.close();
    },
  });
}

const fetched = () => Recording.fetch('kqv', () => {});
const seqs = async () => (await fetched()).playback().events.map((event) => event.seq);

describe('a recording', () => {
  beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  afterEach(() => vi.unstubAllGlobals());

  it('arrives line by line, however the stream is cut', async () => {
    const body = events.map((event) => JSON.stringify(event)).join('\n');
    serve((path) =>
      path.endsWith('/timeline')
        ? Response.json(timeline)
        : new Response(trickle(body), { headers: { 'content-type': 'application/x-ndjson' } }),
    );
    const recording = await fetched();
    const { events: log, duration } = recording.playback();
    expect([recording.start, duration]).toEqual([new Date('2026-11-20T09:00:00Z'), 7]);
    expect(log.map((event) => event.seq)).toEqual([1, 3]);
    expect(log[1]).toMatchObject({ detail: 'grüße' });
  });

  it('arrives page by page from a server that does not stream', async () => {
    serve((path) => {
      if (path.endsWith('/timeline')) return Response.json(timeline);
      return Response.json(
        path.includes('after=2')
          ? { events: events.slice(2), next: null }
          : { events: events.slice(0, 2), next: 2 },
      );
    });
    expect(await seqs()).toEqual([1, 3]);
  });

  it('is asked for with a token made from the interviewer key when there is none', async () => {
    localStorage.setItem('parley.key.kqv', 'secret');
    serve((path, headers) => {
      const ticket = { token: 'fresh', participant: { id: 'p', name: 'Ana', role: 'interviewer' } };
      if (path.endsWith('/join')) return Response.json(ticket);
      if (headers.get('Authorization') !== 'Bearer fresh') return new Response('', { status: 401 });
      return Response.json(path.endsWith('/timeline') ? timeline : { events, next: null });
    });
    expect(await seqs()).toEqual([1, 3]);
  });

  it('does without a timeline', async () => {
    serve((path) =>
      path.endsWith('/timeline') ? new Response('', { status: 404 }) : Response.json({ events, next: null }),
    );
    const recording = await fetched();
    expect([recording.start, recording.playback().duration]).toEqual([undefined, 5]);
  });

  it('goes on where it was, and what was made of it before stays as it was', async () => {
    let log: readonly { readonly seq: number; readonly [field: string]: unknown }[] = events;
    const asked: string[] = [];
    serve((path) => {
      if (path.endsWith('/timeline')) return Response.json(timeline);
      asked.push(path);
      const after = Number(/after=(\d+)/.exec(path)?.[1] ?? 0);
      return Response.json({ events: log.filter((event) => event.seq > after), next: null });
    });
    const recording = await fetched();
    const before = recording.playback();
    log = [...events, { seq: 4, at: 900, kind: 'title', title: 'Second' }];
    expect(await recording.catchUp()).toBe(1);
    expect(recording.playback().title).toBe('Second');
    expect([before.title, before.events.length]).toEqual(['T', 2]);
    expect(asked).toEqual(['/api/rooms/kqv/events', '/api/rooms/kqv/events?after=3']);
  });

  it('is shown as to a stranger when the token of the visit is too old', async () => {
    sessionStorage.setItem('parley.visit.kqv', 'old ');
    serve((path, headers) => {
      if (headers.has('Authorization')) return new Response('', { status: 401 });
      return Response.json(path.endsWith('/timeline') ? timeline : { events, next: null });
    });
    expect(await seqs()).toEqual([1, 3]);
  });

  it('is forked and restored with the key, and a refusal is told in its words', async () => {
    localStorage.setItem('parley.key.kqv', 'secret');
    serve((path) => {
      const ticket = { token: 't', participant: { id: 'p', name: 'Ana', role: 'interviewer' } };
      if (path.endsWith('/join')) return Response.json(ticket);
      if (path.endsWith('/fork')) {
        return Response.json({ code: 'new', links: { interviewer: 'http://other/room/new#k=s' } });
      }
      if (path.endsWith('/files/a%20b/c.py/restore')) {
        return Response.json({ detail: 'The interview has ended.' }, { status: 409 });
      }
      return Response.json(path.endsWith('/timeline') ? timeline : { events, next: null });
    });
    const recording = await fetched();
    expect(recording.isInterviewer).toBe(true);
    expect(await recording.fork(3)).toBe('/room/new#k=s');
    await expect(recording.restore('a b/c.py', 3)).rejects.toThrow('The interview has ended.');
  });

  it.each([
    [403, 'This recording is for the people of its room.'],
    [404, 'No room has this code'],
    [500, 'The server could not give out the recording (500).'],
  ])('is refused in words for status %i', async (status, words) => {
    serve(() => new Response('', { status }));
    await expect(seqs()).rejects.toThrow(words);
  });
});

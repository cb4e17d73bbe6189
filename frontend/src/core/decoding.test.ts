import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decode, type Decoder, list, object, oneOf, string } from './decoder.ts';
import {
  answer,
  checkAnswer,
  executeAnswer,
  joinAnswer,
  pullAnswer,
  pushAnswer,
  SERVER_EVENTS,
  serverMessage,
} from './decoding.ts';
import { USUAL_LIMITS } from './protocol.ts';

/** What the server's own tests are held to as well. */
function examples<T>(file: string, decoder: Decoder<T>): readonly T[] {
  const lines = readFileSync(new URL(`testing/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const golden = decode(
    list(decoder),
    lines.map((line): unknown => JSON.parse(line)),
    file,
  );
  if (!golden.ok) throw golden.error;
  return golden.value;
}

const shape = { payload: (value: unknown) => value as Record<string, unknown>, required: list(string) };
const messages = examples('messages.ndjson', object({ event: string, ...shape }));
const answers = examples('answers.ndjson', object({ to: oneOf('join'), ...shape }));
const answerOf = { join: joinAnswer };

function event(name: string): (typeof SERVER_EVENTS)[number] {
  const known = SERVER_EVENTS.find((one) => one === name);
  if (!known) throw new Error(`The page knows no event ${name}`);
  return known;
}

test('there is an example of every event the page understands', () => {
  expect(messages.map((message) => message.event).toSorted()).toEqual([...SERVER_EVENTS].toSorted());
});

test.each(messages)('$event is read', ({ event: name, payload }) => {
  const read = serverMessage(event(name), payload);
  expect(read).toMatchObject({ ok: true, value: { type: name } });
});

test.each(messages.flatMap((message) => message.required.map((field) => ({ ...message, field }))))(
  '$event without $field is refused, and the error names it',
  ({ event: name, payload, field }) => {
    const read = serverMessage(event(name), { ...payload, [field]: undefined });
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.error.message).toContain(`${name}.${field}`);
  },
);

test.each(messages)('$event is refused when it is no object', ({ event: name }) => {
  for (const wrong of [null, 7, 'text', []])
    expect(serverMessage(event(name), wrong).ok, JSON.stringify(wrong)).toBe(
      // An empty list of participants is one.
      name === 'participants' && Array.isArray(wrong),
    );
});

test('an acknowledgement is an answer or a refusal', () => {
  expect(decode(answer(pushAnswer), { revision: 7 }, 'ack')).toEqual({
    ok: true,
    value: { type: 'yes', value: { revision: 7 } },
  });
  expect(decode(answer(pushAnswer), { error: { code: 'gap', message: 'No.' } }, 'ack')).toEqual({
    ok: true,
    value: { type: 'no', refusal: { code: 'gap', message: 'No.', retryable: false } },
  });
  expect(decode(answer(pushAnswer), { revision: -1 }, 'ack').ok).toBe(false);
  expect(decode(answer(executeAnswer), {}, 'ack').ok).toBe(false);
});

test('a pull answers with the tail of the log or the whole text', () => {
  expect(decode(pullAnswer, { from: 3, changes: [] }, 'ack')).toMatchObject({
    value: { type: 'tail', from: 3 },
  });
  expect(decode(pullAnswer, { epoch: 'e', revision: 3, text: '' }, 'ack')).toMatchObject({
    value: { type: 'whole' },
  });
});

test('a check is answered with equal, with the text, or not at all', () => {
  expect(decode(checkAnswer, { equal: true }, 'ack')).toMatchObject({ value: { type: 'equal' } });
  expect(decode(checkAnswer, {}, 'ack')).toMatchObject({ value: { type: 'unknown' } });
  expect(decode(checkAnswer, { epoch: 'e', revision: 3, text: 'x', accepted: 2 }, 'ack')).toMatchObject({
    value: { type: 'different', revision: 3, text: 'x', accepted: 2 },
  });
});

test.each(answers)(
  'the answer to $to is read, and not without what it needs',
  ({ to, payload, required }) => {
    expect(decode(answerOf[to], payload, to).ok).toBe(true);
    for (const field of required)
      expect(decode(answerOf[to], { ...payload, [field]: undefined }, to)).toMatchObject({
        error: { at: `${to}.${field}` },
      });
  },
);

/** The page said 262,144 whatever the server's settings said. */
test('the welcome tells the limits of the room, and where it does not they are the usual ones', () => {
  const [{ payload }] = answers as [(typeof answers)[number]];
  const limits = (said: unknown) => {
    const read = decode(joinAnswer, { ...payload, limits: said }, 'join');
    return read.ok ? read.value.limits : read.error.message;
  };
  expect(limits(payload['limits'])).toEqual({ file_length: 2000, files: 3, text: 8000 });
  expect(limits({ files: 3 })).toEqual({ ...USUAL_LIMITS, files: 3 });
  expect(limits(undefined)).toEqual(USUAL_LIMITS);
  expect(limits({ file_length: 'much' })).toContain('join.limits.file_length');
});

test('the welcome brings files whole or in part, and the last run with its verdict', () => {
  const welcome = {
    self: { id: 'u1', username: 'Ana', role: 'candidate', color: '#1d4ed8', readOnly: false, client: 'c1' },
    room: { id: 'r', code: 'abc-defg-hij', title: '', state: 'live', language: 'python' },
    files: [
      { file: 'a.py', language: 'python', epoch: 'e', revision: 2, text: 'x' },
      {
        file: 'b.py',
        language: 'python',
        epoch: 'e',
        from: 2,
        changes: [{ client: 'c', by: 'u', change: [1] }],
      },
    ],
    participants: [],
    presence: [],
    run: {
      id: 'x1',
      state: 'COMPLETED',
      language: 'python',
      by: 'u1',
      place: 0,
      output: [{ n: 0, stream: 'stdout', data: 'hi', at: 1 }],
      exit_code: 0,
      reason: 'exited',
      message: '',
    },
    at: 9,
  };
  const read = decode(joinAnswer, welcome, 'join');
  expect(read).toMatchObject({
    ok: true,
    value: {
      files: [{ type: 'whole' }, { type: 'tail', from: 2 }],
      run: { verdict: { exit_code: 0, state: 'COMPLETED' }, output: [{ data: 'hi' }] },
    },
  });
  expect(decode(joinAnswer, { ...welcome, run: null }, 'join')).toMatchObject({
    ok: true,
    value: { run: null },
  });
  expect(decode(joinAnswer, { ...welcome, files: [{ file: 'a.py' }] }, 'join')).toMatchObject({ ok: false });
});

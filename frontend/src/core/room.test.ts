import { ChangeSet } from '@codemirror/state';
import { expect, test } from 'vitest';
import { serverMessage } from './decoding.ts';
import { mayEdit, personColors, saving } from './room-state.ts';
import { ben, inside, self, stage, welcome } from './testing/visit.ts';

test('joins with its client id and shows what it is given', async () => {
  const { line, room, shown } = await inside();
  expect(line.asked).toEqual([
    { type: 'join', session_code: 'abc-defg-hij', protocol: 2, client: 'c1', have: {} },
  ]);
  expect(room.state.stage).toBe('inside');
  expect(room.state.room?.title).toBe('Loops');
  expect(shown.get('main.py')).toBe('print(1)\n');
  expect(saving(room.state)).toBe('saved');
});

test('keeps what arrives before the join answer and takes it in afterwards', async () => {
  const { line, room, timer } = stage();
  line.answers = () => welcome();
  room.enter(false);
  line.there.opened();
  line.says('code_updated', {
    file: 'main.py',
    from: 3,
    at: 6,
    changes: [{ client: 'x', by: 'u2', change: [[0, '#'], 9] }],
  });
  await timer.pass(0);
  expect(room.text('main.py')?.revision).toBe(4);
  expect(room.text('main.py')?.document().toString()).toBe('#print(1)\n');
});

test('a late comer sees the output so far, then each piece once and in order', async () => {
  const run = {
    id: 'x1',
    state: 'RUNNING',
    language: 'python',
    by: 'u2',
    place: 0,
    output: [
      { n: 0, stream: 'terminal', data: 'a', at: 1 },
      { n: 1, stream: 'terminal', data: 'b', at: 2 },
    ],
  };
  const { line, output, room } = await inside(welcome({ run }));
  line.says('execution_output', { id: 'x1', n: 1, stream: 'terminal', data: 'b', at: 2 });
  line.says('execution_output', { id: 'x1', n: 2, stream: 'terminal', data: 'c', at: 3 });
  line.says('execution_output', { id: 'x1', n: 4, stream: 'terminal', data: 'e', at: 4 });
  expect(output.map(({ stream, data }) => `${stream}:${data}`)).toEqual([
    'terminal:a',
    'terminal:b',
    'terminal:c',
    'notice:Some output is missing here.',
    'terminal:e',
  ]);
  line.says('execution_finished', {
    id: 'x1',
    state: 'COMPLETED',
    exit_code: 0,
    reason: 'exited',
    message: '',
  });
  expect(room.state.run?.verdict?.exit_code).toBe(0);
});

test('a new run clears the terminal, output of another run is not shown', async () => {
  const { line, output, room } = await inside();
  line.says('execution_queued', { id: 'x1', language: 'python', by: 'u2', place: 1, image: 'i' });
  line.says('execution_output', { id: 'x0', n: 0, stream: 'stdout', data: 'old', at: 1 });
  line.says('execution_started', { id: 'x1', waited_ms: 3, warm: true });
  line.says('execution_output', { id: 'x1', n: 0, stream: 'stdout', data: 'new', at: 1 });
  expect(output.map(({ data }) => data)).toEqual(['new']);
  expect(room.state.run?.state).toBe('RUNNING');
});

test('counts unsent edits while offline and tells the server what it has when it is back', async () => {
  const { line, room, timer } = await inside();
  line.answers = () => null;
  line.there.closed();
  room.edited('main.py', ChangeSet.of({ from: 0, insert: 'x' }, 9));
  expect(saving(room.state)).toBe('offline');
  expect(room.state.unsent).toBe(1);
  line.answers = (message) =>
    message.type === 'join'
      ? welcome({ files: [{ file: 'main.py', language: 'python', epoch: 'e', from: 3, changes: [] }] })
      : { revision: 4 };
  line.there.opened();
  await timer.pass(0);
  const join = line.asked.findLast(({ type }) => type === 'join');
  expect(join).toMatchObject({ client: 'c1', have: { 'main.py': { epoch: 'e', revision: 3 } } });
  expect(line.asked.filter(({ type }) => type === 'code_change')).toEqual([
    {
      type: 'code_change',
      file: 'main.py',
      epoch: 'e',
      client: 'c1',
      revision: 3,
      first: 0,
      changes: [[[0, 'x'], 9]],
      source: 'typing',
    },
  ]);
  expect(saving(room.state)).toBe('saving');
});

test('takes up unsent edits of the page before the reload, under its client id', async () => {
  const { line, room, timer, kept, shown } = stage();
  kept.set('main.py', {
    client: 'before',
    epoch: 'e',
    revision: 3,
    text: 'print(1)\n',
    accepted: 7,
    changes: [[[0, 'y'], 9]],
    sources: ['typing'],
    sent: null,
  });
  kept.set('broken.py', { client: 4 });
  line.answers = (message) =>
    message.type === 'join'
      ? welcome({
          self: { ...self, client: 'before' },
          files: [{ file: 'main.py', language: 'python', epoch: 'e', from: 3, changes: [] }],
        })
      : null;
  room.enter(true);
  expect(shown.get('main.py')).toBe('yprint(1)\n');
  expect([...kept.keys()]).toEqual(['main.py']);
  line.there.opened();
  await timer.pass(0);
  expect(line.asked[0]).toMatchObject({ type: 'join', client: 'before' });
  expect(line.asked[1]).toMatchObject({
    type: 'code_change',
    client: 'before',
    first: 7,
    changes: [[[0, 'y'], 9]],
  });
});

test('joins again later when the server cannot take it now, and stays out when it may not', async () => {
  const { line, room, timer } = stage();
  line.answers = () => ({ error: { code: 'busy', message: 'Later.', retryable: true } });
  room.enter(false);
  line.there.opened();
  await timer.pass(300);
  expect(line.reopened).toBe(0);
  line.answers = () => ({ error: { code: 'unknown_room', message: 'No such room.', retryable: false } });
  await timer.pass(500);
  expect(line.reopened).toBe(1);
  expect(room.state).toMatchObject({ stage: 'shut', reason: 'No such room.' });
});

test('says who came and who went, and drops their caret', async () => {
  const { line, notices, carets, room } = await inside();
  const point = { client: 'cb', by: 'u2', file: 'main.py', revision: 3, ranges: [[1, 2]] };
  line.says('presence_updated', { ...point, follows: 'u1' });
  expect(carets()).toEqual([{ client: 'cb', by: 'u2', ranges: [[1, 2]] }]);
  expect(room.state.follows.get('u2')).toBe('u1');
  line.says('user_left', ben);
  expect(carets()).toEqual([]);
  expect(room.state.follows.size).toBe(0);
  line.says('user_joined', { id: 'u3', username: 'Cy', role: 'observer', color: '#333333' });
  expect(notices).toEqual(['Ben left', 'Cy joined']);
  expect(room.state.participants.map(({ username }) => username)).toEqual(['Ana', 'Cy']);
});

test('points in the server coordinates, at most every 75 ms and with the newest place', async () => {
  const { line, room, timer } = await inside();
  room.pointed('main.py', [[1, 1]]);
  room.pointed('main.py', [[4, 6]]);
  await timer.pass(80);
  expect(line.told).toEqual([{ type: 'presence', file: 'main.py', revision: 3, ranges: [[4, 6]] }]);
});

test('tells whom the view follows, until that person goes', async () => {
  const { line, room, timer } = await inside();
  room.pointed('main.py', [[1, 1]]);
  await timer.pass(80);
  room.follow('u2');
  expect(line.told.at(-1)).toMatchObject({ type: 'presence', follows: 'u2', ranges: [[1, 1]] });
  line.says('user_left', ben);
  expect(room.state.following).toBeNull();
  room.pointed('main.py', [[2, 2]]);
  await timer.pass(80);
  expect(line.told.at(-1)).not.toHaveProperty('follows');
});

test('points again once the server has what was typed, for those who come later', async () => {
  const { line, room, timer } = await inside();
  line.answers = () => null;
  room.edited('main.py', ChangeSet.of({ from: 0, insert: 'xyz' }, 9));
  room.pointed('main.py', [[3, 3]]);
  await timer.pass(100);
  line.says('code_updated', {
    file: 'main.py',
    from: 3,
    at: 6,
    changes: [{ client: 'c1', by: 'u1', change: [[0, 'xyz'], 9] }],
  });
  await timer.pass(100);
  expect(
    line.told.map((message) => message.type === 'presence' && [message.revision, message.ranges]),
  ).toEqual([
    [3, [[0, 0]]],
    [4, [[3, 3]]],
  ]);
});

test('a message that breaks the contract is an error with its place', () => {
  const read = serverMessage('code_updated', { file: 'a', from: -1, changes: [] });
  expect(read.ok).toBe(false);
  if (!read.ok) expect(read.error.message).toBe('code_updated.from: expected a whole number from 0');
  expect(serverMessage('execution_output', { id: 'x', n: 0, stream: 'sideways', data: '' }).ok).toBe(false);
  expect(serverMessage('participants', { participants: [{ id: 'u' }] }).ok).toBe(false);
});

test('a refused edit locks the editor, and its text is there until the person dismisses it, reload or not', async () => {
  const { line, room, timer, salvaged, shown } = await inside();
  line.answers = () => ({ error: { code: 'read_only', message: 'You may only watch.', retryable: false } });
  shown.set('main.py', 'xprint(1)\n');
  room.edited('main.py', ChangeSet.of({ from: 0, insert: 'x' }, 9));
  await timer.pass(10);
  const mine = [{ file: 'main.py', reason: 'You may only watch.', text: 'xprint(1)\n' }];
  expect(mayEdit(room.state)).toBe(false);
  expect(room.state.salvages).toEqual(mine);
  expect(shown.get('main.py')).toBe('print(1)\n');

  const later = stage();
  later.salvaged.now = salvaged.now;
  later.room.enter(true);
  expect(later.room.state.salvages).toEqual(mine);
  later.room.dismissSalvage(0);
  expect(later.salvaged.now).toEqual([]);
});

test('no two people look alike while there are colours', () => {
  const people = Array.from({ length: 8 }, (_, i) => ({
    id: `u${i}`,
    username: `P${i}`,
    role: 'candidate' as const,
    color: '#0a6b5c',
    connected: true,
    round_trip_ms: null,
  }));
  expect(new Set(personColors(people).values()).size).toBe(8);
});

import { ChangeSet } from '@codemirror/state';
import { expect, test } from 'vitest';
import { MOMENT_MS } from './herald.ts';
import { refusesFile } from './room-state.ts';
import { inside, welcome } from './testing/visit.ts';

test('a new file is there at once, and what is typed into it is pushed', async () => {
  const { line, room, notices, shown, timer } = await inside();
  line.says('file_created', {
    file: 'util.py',
    language: 'python',
    epoch: 'f',
    revision: 0,
    text: 'x\n',
    by: 'u2',
  });
  expect(shown.get('util.py')).toBe('x\n');
  expect(room.state.files.map(({ file }) => file)).toEqual(['main.py', 'util.py']);
  await timer.pass(MOMENT_MS);
  expect(notices).toEqual(['Ben made util.py']);
  room.edited('util.py', ChangeSet.of({ from: 0, insert: '!' }, 2));
  expect(line.asked.at(-1)).toMatchObject({ type: 'code_change', file: 'util.py', epoch: 'f', first: 0 });
  line.says('file_deleted', { file: 'util.py', by: 'u1' });
  expect(shown.has('util.py')).toBe(false);
  expect(room.state.salvages.map(({ file }) => file)).toEqual(['util.py']);
});

test('a renamed file keeps its unsent edits, also when the name changed while we were away', async () => {
  const { line, room, timer, shown, kept } = await inside();
  line.answers = () => null;
  shown.set('main.py', 'aprint(1)\n');
  room.edited('main.py', ChangeSet.of({ from: 0, insert: 'a' }, 9));
  line.says('file_renamed', { file: 'main.py', to: 'app.py', by: 'u2' });
  expect([...kept.keys()]).toEqual(['app.py']);
  expect(room.text('main.py')).toBeNull();
  line.there.closed();
  line.answers = (message) =>
    message.type === 'join'
      ? welcome({
          files: [
            {
              file: 'lib/app.py',
              language: 'python',
              epoch: 'e',
              revision: 3,
              text: 'print(1)\n',
              accepted: 0,
            },
          ],
        })
      : null;
  line.there.opened();
  await timer.pass(0);
  expect([...shown.keys()]).toEqual(['lib/app.py']);
  expect(room.state.salvages).toEqual([]);
  expect(line.asked.findLast(({ type }) => type === 'code_change')).toMatchObject({
    file: 'lib/app.py',
    first: 0,
    changes: [[[0, 'a'], 9]],
  });
});

test('the language of the main file is the room’s, that of another its own', async () => {
  const { line, room } = await inside();
  line.says('file_created', {
    file: 'a.js',
    language: 'javascript',
    epoch: 'f',
    revision: 0,
    text: '',
    by: '',
  });
  line.says('language_updated', { language: 'typescript', file: 'a.js', by: 'u2' });
  expect(room.state.room?.language).toBe('python');
  expect(room.state.files.map(({ language }) => language)).toEqual(['python', 'typescript']);
  line.says('language_updated', { language: 'java', file: 'main.py', by: 'u2' });
  expect(room.state.room?.language).toBe('java');
});

test('a name that is refused is answered with the reason, and nothing is said beside it', async () => {
  const { line, room, notices } = await inside();
  const message = 'A file name has no . or .. among its folders.';
  line.answers = () => ({ error: { code: 'invalid_name', message, retryable: false } });
  expect(await room.createFile('../x', '')).toBe(message);
  expect(await room.renameFile('main.py', '../x')).toBe(message);
  line.answers = () => null;
  expect(await room.createFile('x.py', '')).toMatch(/^No answer from the server/);
  line.answers = () => ({ file: 'x.py' });
  expect(await room.createFile('x.py', '')).toBe('');
  expect(notices).toEqual([]);
});

test('a room with all the files it may have says so, until one of them goes', async () => {
  const { line, room } = await inside(welcome({ limits: { file_length: 2000, files: 2, text: 8000 } }));
  expect(room.state.limits).toEqual({ file_length: 2000, files: 2, text: 8000 });
  expect(refusesFile(room.state)).toBe('');
  line.says('file_created', { file: 'util.py', epoch: 'f', by: 'u2' });
  expect(refusesFile(room.state)).toBe('A room has at most 2 files.');
  line.says('file_deleted', { file: 'util.py', by: 'u2' });
  expect(refusesFile(room.state)).toBe('');
});

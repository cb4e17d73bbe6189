// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { USUAL_LIMITS } from '../core/protocol.ts';
import { type Drawer, freeName, pick, putIn } from './room-uploads.ts';

const LONGEST = USUAL_LIMITS.file_length;

/** A room that takes everything, but for what a test says otherwise. */
function drawer(created: Map<string, string>, more: Partial<Drawer> = {}): Drawer {
  return {
    longest: LONGEST,
    full: () => '',
    taken: () => [...created.keys()],
    create: async (name, text) => {
      created.set(name, text);
      return '';
    },
    unpack: async () => ({ type: 'yes', value: { created: [], changed: [], skipped: [] } }),
    ...more,
  };
}

test('text is taken as it is, whatever its ending', async () => {
  expect(await pick(new File(['grüße 🙂\r\n'], 'notes'), LONGEST)).toEqual({
    type: 'text',
    text: 'grüße 🙂\r\n',
  });
});

test('what is no text, or too much of it, is refused in words', async () => {
  const picture = await pick(new File([new Uint8Array([0x89, 0x50, 0xff, 0])], 'a.png'), LONGEST);
  expect(picture).toEqual({ type: 'unfit', why: 'not a text file' });
  expect(await pick(new File(['a\0b'], 'b.bin'), LONGEST)).toMatchObject({ type: 'unfit' });
});

test.each([LONGEST, 2000, 1024 * 1024])(
  'a text of %i characters is taken where so many are, and no longer one',
  async (most) => {
    const pickOf = (text: string) => pick(new File([text], 'c.txt'), most);
    // At three bytes each, which is as many as a unit can have.
    expect(await pickOf('€'.repeat(most))).toMatchObject({ type: 'text' });
    const why = `longer than the ${most.toLocaleString()} characters of a file`;
    expect(await pickOf('x'.repeat(most + 1))).toEqual({ type: 'unfit', why });
    expect(await pickOf('x'.repeat(3 * most + 1))).toEqual({ type: 'unfit', why });
  },
);

test('an archive is left whole, unless the server would not take so much', async () => {
  expect(await pick(new File(['PK'], 'All.ZIP'), LONGEST)).toMatchObject({ type: 'archive' });
  const huge = new File([new Uint8Array(4 * 1024 * 1024 + 1)], 'huge.zip');
  expect(await pick(huge, LONGEST)).toEqual({ type: 'unfit', why: 'an archive may have 4 MB' });
});

test('everything that fits is put in, and of all the rest it is known why not', async () => {
  const created = new Map([['main.py', '']]);
  const files = [
    new File(['x'], 'main.py'),
    new File([new Uint8Array([0xff])], 'a.png'),
    new File(['x'], 'con.py'),
    new File(['y'], 'solution (1).py'),
    new File(['PK'], 'good.zip'),
    new File(['PK'], 'torn.zip'),
  ];
  const sent = files.map((file) => ({ name: file.name, file }));
  const arrivals = await putIn(sent, {
    ...drawer(created),
    create: async (name, text) => {
      if (name === 'con.py') return 'Windows keeps the name con.py for a device.';
      created.set(name, text);
      return '';
    },
    unpack: async ({ name }) =>
      name === 'good.zip'
        ? { type: 'yes', value: { created: ['b.py'], changed: ['main.py'], skipped: ['.git'] } }
        : { type: 'no', status: 400, words: 'This is no sound ZIP archive.' },
  });
  expect(created.get('main-2.py')).toBe('x');
  expect(arrivals).toEqual({
    created: ['main-2.py', 'solution _1_.py', 'b.py'],
    changed: ['main.py'],
    skipped: [
      { name: 'a.png', why: 'not a text file' },
      { name: 'con.py', why: 'Windows keeps the name con.py for a device.' },
      { name: '.git', why: 'hidden' },
      { name: 'torn.zip', why: 'This is no sound ZIP archive.' },
    ],
  });
});

test('a full room is asked for no more files, but its own are still changed by an archive', async () => {
  const created = new Map([['main.py', '']]);
  const files = [new File(['x'], 'a.py'), new File(['y'], 'b.py'), new File(['PK'], 'c.zip')];
  const full = 'A room has at most 2 files.';
  const arrivals = await putIn(
    files.map((file) => ({ name: file.name, file })),
    drawer(created, {
      full: () => (created.size < 2 ? '' : full),
      unpack: async () => ({ type: 'yes', value: { created: [], changed: ['main.py'], skipped: [] } }),
    }),
  );
  expect([...created.keys()]).toEqual(['main.py', 'a.py']);
  expect(arrivals).toEqual({
    created: ['a.py'],
    changed: ['main.py'],
    skipped: [{ name: 'b.py', why: full }],
  });
});

test('a name that is taken gets a number', () => {
  expect(freeName('a.py', [])).toBe('a.py');
  expect(freeName('a.py', ['A.py', 'a-2.py'])).toBe('a-3.py');
  expect(freeName('Makefile', ['Makefile'])).toBe('Makefile-2');
  expect(freeName('.env', ['.env'])).toBe('.env-2');
  expect(freeName('a.b/Makefile', ['a.b/makefile'])).toBe('a.b/Makefile-2');
});

// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { FILE_UNITS } from './editor.ts';
import { freeName, pick } from './room-uploads.ts';

test('text is taken as it is, whatever its ending', async () => {
  expect(await pick(new File(['grüße 🙂\r\n'], 'notes'))).toEqual({
    type: 'text',
    name: 'notes',
    text: 'grüße 🙂\r\n',
  });
});

test('what is no text, or too much of it, is refused in words', async () => {
  const picture = await pick(new File([new Uint8Array([0x89, 0x50, 0xff, 0])], 'a.png'));
  expect(picture).toEqual({ type: 'unfit', words: 'a.png is not a text file.' });
  expect(await pick(new File(['a\0b'], 'b.bin'))).toMatchObject({ type: 'unfit' });
  expect(await pick(new File(['x'.repeat(FILE_UNITS + 1)], 'c.txt'))).toMatchObject({ type: 'unfit' });
  expect(await pick(new File(['x'.repeat(3 * FILE_UNITS + 1)], 'd.txt'))).toMatchObject({ type: 'unfit' });
});

test('an archive is left whole', async () => {
  expect(await pick(new File(['PK'], 'All.ZIP'))).toMatchObject({ type: 'archive' });
});

test('a name that is taken gets a number', () => {
  expect(freeName('a.py', [])).toBe('a.py');
  expect(freeName('a.py', ['A.py', 'a-2.py'])).toBe('a-3.py');
  expect(freeName('Makefile', ['Makefile'])).toBe('Makefile-2');
  expect(freeName('.env', ['.env'])).toBe('.env-2');
});

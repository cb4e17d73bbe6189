// @vitest-environment happy-dom
import { undo } from '@codemirror/commands';
import { ChangeSet } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { beforeEach, expect, test } from 'vitest';
import { type Source, USUAL_LIMITS } from '../core/protocol.ts';
import type { Surface } from '../core/text-ports.ts';
import { Editor } from './editor.ts';

let editor: Editor;
let surface: Surface;
let view: EditorView;
let edits: { file: string; change: ChangeSet; source: Source }[];
let refusals: string[];

beforeEach(() => {
  edits = [];
  refusals = [];
  const place = document.createElement('div');
  document.body.replaceChildren(place);
  editor = new Editor(place, () => ({ name: 'Ben', color: 2 }), {
    edited: (file, change, source) => edits.push({ file, change, source }),
    pointed: () => undefined,
    run: () => undefined,
    acted: () => undefined,
    pasted: () => undefined,
    refused: (reason) => refusals.push(reason),
  });
  editor.setMayEdit(true);
  surface = editor.open('main.py', 'abc');
  const found = EditorView.findFromDOM(place);
  if (!found) throw new Error('There is no editor');
  view = found;
});

const insert = (at: number, text: string, length: number) => ChangeSet.of({ from: at, insert: text }, length);

test('tells what the person does and how, and nothing of what the others do', () => {
  surface.apply([insert(0, 'x', 3), insert(1, 'y', 4)]);
  expect(editor.text()).toBe('xyabc');
  expect(edits).toEqual([]);
  view.dispatch({ changes: { from: 5, insert: '!' }, userEvent: 'input.type' });
  view.dispatch({ changes: { from: 0, insert: 'pasted' }, userEvent: 'input.paste' });
  undo(view);
  expect(edits.map(({ source }) => source)).toEqual(['typing', 'paste', 'undo']);
});

test('undo takes back only own edits', () => {
  view.dispatch({ changes: { from: 3, insert: 'mine' }, userEvent: 'input.type' });
  surface.apply([insert(0, 'theirs ', 7)]);
  undo(view);
  expect(editor.text()).toBe('theirs abc');
  undo(view);
  expect(editor.text()).toBe('theirs abc');
});

test('another text replaces only what differs, so that the caret stays', () => {
  view.dispatch({ selection: { anchor: 3 } });
  surface.replace('aXbc');
  expect(editor.text()).toBe('aXbc');
  expect(view.state.selection.main.head).toBe(4);
  expect(edits).toEqual([]);
});

test.each([
  ['the usual limit', USUAL_LIMITS.file_length],
  ['the room’s own', 2000],
])('refuses to grow beyond %s, with words, but lets others and deletions through', (_which, longest) => {
  if (longest !== USUAL_LIMITS.file_length) editor.setLimits({ ...USUAL_LIMITS, file_length: longest });
  const room = longest - view.state.doc.length;
  view.dispatch({ changes: { from: 0, insert: 'x'.repeat(room + 1) } });
  expect(editor.text()).toBe('abc');
  expect(refusals).toEqual([
    `A file may have ${longest.toLocaleString()} characters; this would make ${(longest + 1).toLocaleString()}.`,
  ]);
  view.dispatch({ changes: { from: 0, insert: 'x'.repeat(room) } });
  expect(view.state.doc.length).toBe(longest);
  surface.apply([insert(0, 'y', longest)]);
  expect(view.state.doc.length).toBe(longest + 1);
  view.dispatch({ changes: { from: 0, to: 1 } });
  expect(view.state.doc.length).toBe(longest);
  expect(refusals).toHaveLength(1);
});

test('a room with longer files than usual lets them be typed, also in a file that was opened before', () => {
  editor.setLimits({ ...USUAL_LIMITS, file_length: 4 * USUAL_LIMITS.file_length });
  view.dispatch({ changes: { from: 0, insert: 'x'.repeat(2 * USUAL_LIMITS.file_length) } });
  expect(view.state.doc.length).toBe(2 * USUAL_LIMITS.file_length + 3);
  expect(refusals).toEqual([]);
});

/** The server refused what the fifth full file took, and it was taken off the screen. */
test('all files together grow no further than the room’s text may', () => {
  editor.setLimits({ file_length: 8, files: 9, text: 10 });
  editor.open('other.py', 'second');
  view.dispatch({ changes: { from: 0, insert: 'xy' } });
  expect(editor.text()).toBe('abc');
  expect(refusals).toEqual(['All files together may have 10 characters; this would make 11.']);
  view.dispatch({ changes: { from: 0, insert: 'x' } });
  expect(editor.text()).toBe('xabc');
  editor.show('other.py');
  view.dispatch({ changes: { from: 0, insert: 'y' } });
  expect(editor.text()).toBe('second');
  editor.close('main.py');
  view.dispatch({ changes: { from: 0, insert: 'y' } });
  expect(editor.text()).toBe('ysecond');
});

test('an emoji replaced by its neighbour is told as a whole character, and undone as one', () => {
  view.dispatch({ changes: { from: 3, insert: '😀' }, userEvent: 'input.paste' });
  edits.length = 0;
  view.dispatch({ changes: { from: 4, to: 5, insert: '\ude01' }, userEvent: 'input.type.compose' });
  expect(editor.text()).toBe('abc😁');
  expect(edits.map(({ change, source }) => [change.toJSON(), source])).toEqual([[[3, [2, '😁']], 'typing']]);
  undo(view);
  expect(editor.text()).toBe('abc');
  expect(edits.at(-1)?.change.toJSON()).toEqual([3, [2]]);
});

test('read-only keeps the caret and says so', () => {
  editor.setMayEdit(false);
  expect(view.state.readOnly).toBe(true);
  expect(view.contentDOM.getAttribute('aria-readonly')).toBe('true');
  expect(view.contentDOM.contentEditable).toBe('true');
});

test('keeps one state a file: a change to the hidden one is there when it is shown', () => {
  const other = editor.open('other.py', 'second');
  expect(editor.shown).toBe('main.py');
  other.apply([insert(6, ' file', 6)]);
  expect(editor.text()).toBe('abc');
  view.dispatch({ changes: { from: 3, insert: '!' }, userEvent: 'input.type' });
  editor.show('other.py');
  expect(editor.text()).toBe('second file');
  editor.show('main.py');
  undo(view);
  expect(editor.text()).toBe('abc');
  editor.show('other.py');
  editor.close('other.py');
  expect(editor.shown).toBe('main.py');
});

test('a renamed file keeps text, history and its place on screen', () => {
  view.dispatch({ changes: { from: 3, insert: '!' }, userEvent: 'input.type' });
  editor.rename('main.py', 'app.py');
  expect(editor.shown).toBe('app.py');
  expect(view.contentDOM.getAttribute('aria-label')).toContain('app.py');
  surface.apply([insert(0, '>', 4)]);
  undo(view);
  expect(editor.text()).toBe('>abc');
  expect(edits.map(({ file }) => file)).toEqual(['main.py', 'app.py']);
});

test('a hidden file shows the carets in it when it is shown', () => {
  editor.open('other.py', 'second');
  editor.carets('other.py', [{ client: 'b', by: 'u2', ranges: [[2, 2]] }]);
  expect(view.contentDOM.querySelector('.remote-caret')).toBeNull();
  editor.show('other.py');
  expect(view.contentDOM.querySelector('.remote-caret')).not.toBeNull();
});

test('draws the caret of another with the name, which moves with the text', () => {
  editor.carets('main.py', [{ client: 'b', by: 'u2', ranges: [[1, 2]] }]);
  const caret = view.contentDOM.querySelector<HTMLElement>('.remote-caret');
  expect(caret?.textContent).toBe('Ben');
  expect(caret?.dataset['person']).toBe('2');
  expect(view.contentDOM.querySelector('.remote-selection')?.textContent).toBe('b');
  view.dispatch({ changes: { from: 0, insert: '>>' } });
  expect(view.contentDOM.querySelector('.remote-selection')?.textContent).toBe('b');
  editor.carets('main.py', [{ client: 'b', by: 'u2', ranges: [[900, 900]] }]);
  expect(view.contentDOM.querySelector('.remote-caret')).toBeNull();
});

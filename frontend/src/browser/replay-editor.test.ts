// @vitest-environment happy-dom
import { ChangeSet } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { language } from '@codemirror/language';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FileTrack } from '../core/playback-file.ts';
import { ReplayEditor } from './replay-editor.ts';

const track = new FileTrack(0, 'main.py', 'plain', 'first\nlast');
for (let i = 0; i < 300; i++) {
  const text = track.textOf(i);
  track.append(i + 1, i, 'a', 'typing', ChangeSet.of({ from: text.line(1).to, insert: 'x' }, text.length));
}

let parent: HTMLElement;
let editor: ReplayEditor;
beforeEach(() => {
  parent = document.body.appendChild(document.createElement('div'));
  editor = new ReplayEditor(parent);
});
afterEach(() => {
  editor.dispose();
  parent.remove();
});

function view(): EditorView {
  const found = EditorView.findFromDOM(parent);
  if (!found) throw new Error('no editor');
  return found;
}

it.each([
  ['a small step forward', 10, 12],
  ['a jump forward', 3, 290],
  ['a step back', 290, 289],
  ['a jump to the start', 290, 0],
])('keeps the watcher’s place through %s', (_name, from, to) => {
  editor.show(track, from, 'plain', [], false);
  const { doc } = view().state;
  view().dispatch({ selection: { anchor: doc.length - 2 } });
  editor.show(track, to, 'plain', [], false);
  const { state } = view();
  expect(state.doc.toString()).toBe(track.textOf(to).toString());
  expect(state.selection.main.anchor).toBe(state.doc.length - 2);
});

it('draws carets in the person’s colour and names whoever types', () => {
  const person = { id: 'a', name: 'Ana', role: 'candidate', color: 4 };
  editor.show(track, 0, 'plain', [{ person, anchor: 1, head: 3, typing: true }], false);
  const caret = parent.querySelector<HTMLElement>('.remote-caret');
  expect([caret?.dataset['person'], caret?.textContent]).toEqual(['4', 'Ana']);
  expect(parent.querySelector('.remote-selection')?.textContent).toBe('ir');
  editor.show(track, 0, 'plain', [{ person, anchor: 1, head: 1, typing: false }], false);
  expect(parent.querySelector('.remote-caret')?.textContent).toBe('');
});

it('cannot be typed into', () => {
  expect(view().state.readOnly).toBe(true);
  expect(view().contentDOM.getAttribute('aria-readonly')).toBe('true');
});

it('shows a long text at once and its colours after the jump', async () => {
  const long = new FileTrack(0, 'long.py', 'python', 'x = 1\n'.repeat(5_000));
  for (let i = 0; i < 200; i++) {
    long.append(i + 1, i, 'a', 'typing', ChangeSet.of({ from: 0, insert: 'y' }, 30_000 + i));
  }
  editor.show(long, 0, 'python', [], false);
  await vi.waitFor(() => expect(view().state.facet(language)?.name).toBe('python'));
  editor.show(long, 200, 'python', [], false);
  expect(view().state.facet(language)).toBeNull();
  expect(view().state.doc.toString()).toBe(long.textOf(200).toString());
  await vi.waitFor(() => expect(view().state.facet(language)?.name).toBe('python'));
});

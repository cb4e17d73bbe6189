// @vitest-environment happy-dom
import {
  autocompletion,
  type Completion,
  CompletionContext,
  completionStatus,
  currentCompletions,
  startCompletion,
} from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { expect, test, vi } from 'vitest';
import { completeDocumentWord } from './editor-completion.ts';
import { loadGrammar } from './editor-grammar.ts';

const words = EditorState.languageData.of(() => [{ autocomplete: completeDocumentWord }]);

/** The list as it stands under the caret at the end of this text. */
async function listed(language: string, doc: string): Promise<readonly Completion[]> {
  const extensions = [await loadGrammar(language), autocompletion(), words];
  const state = EditorState.create({ doc, selection: { anchor: doc.length }, extensions });
  const view = new EditorView({ state, parent: document.body });
  startCompletion(view);
  await vi.waitFor(() => expect(completionStatus(view.state)).toBe('active'));
  const completions = currentCompletions(view.state);
  view.destroy();
  return completions;
}

/** "for" was offered as the loop's snippet and once more as a word, in every program that had a loop already. */
test.each([
  ['python', 'for', 'for fortune in x:\n  pass\nfo', ['keyword loop']],
  ['python', 'print', 'print(1)\nprivate = 1\npri', ['function ']],
  ['javascript', 'for', 'for (const forest of x);\nfor', ['keyword loop', 'keyword of loop']],
  ['go', 'for', 'func main() {\n  for {}\n  fo', ['keyword loop', 'keyword range']],
  ['sql', 'select', 'select selector from x;\nsel', ['keyword ']],
])(
  'in %s %j stands in the list as the language knows it, and not as a word besides',
  async (language, word, doc, kinds) => {
    const all = await listed(language, doc);
    const same = all.filter(({ label }) => label === word);
    expect(same.map(({ type, detail }) => `${type} ${detail ?? ''}`)).toEqual(kinds);
  },
);

test('a word that only the document has is offered, once', async () => {
  const all = await listed('python', 'quota = 1\nquota += 1\n# quorum\nquo');
  expect(all.map(({ label }) => label).toSorted()).toEqual(['quorum', 'quota']);
});

test('a source that fails, or completes something longer, takes no word away', async () => {
  const state = EditorState.create({
    doc: 'alpha beta a-al',
    extensions: [
      words,
      EditorState.languageData.of(() => [
        { autocomplete: () => Promise.reject(new Error('out of order')) },
        { autocomplete: ({ pos }: CompletionContext) => ({ from: pos - 4, options: [{ label: 'alpha' }] }) },
        { autocomplete: ['beta'] },
      ]),
    ],
  });
  const result = await completeDocumentWord(new CompletionContext(state, state.doc.length, true));
  expect(result?.options.map(({ label }) => label)).toEqual(['alpha', 'a']);
});

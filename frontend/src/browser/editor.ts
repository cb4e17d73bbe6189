import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import {
  type ChangeSet,
  Compartment,
  EditorState,
  type Extension,
  Prec,
  Transaction,
  type TransactionSpec,
} from '@codemirror/state';
import {
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  rectangularSelection,
} from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import type { Disposable } from '../core/lifetime.ts';
import type { Caret } from '../core/presence.ts';
import { type Limits, type Ranges, type Source, USUAL_LIMITS } from '../core/protocol.ts';
import type { Surface } from '../core/text-ports.ts';
import { hunks } from '../core/text-difference.ts';
import { widened } from '../core/whole-characters.ts';
import { type Looks, remoteCarets, showCarets } from './editor-carets.ts';
import { completeDocumentWord } from './editor-completion.ts';
import { loadGrammar } from './editor-grammar.ts';

const LARGE_PASTE = 200;
const INDENT: Readonly<Record<string, string>> = {
  go: '\t',
  python: '    ',
  java: '    ',
  csharp: '    ',
  rust: '    ',
};

export interface EditorListener {
  edited(file: string, change: ChangeSet, source: Source): void;
  pointed(file: string, ranges: Ranges): void;
  run(): void;
  /** The person takes the view into their own hands: with a key, the pointer, the wheel. */
  acted(): void;
  pasted(units: number): void;
  refused(reason: string): void;
}

interface Named {
  name: string;
}

interface OpenFile extends Named {
  /** Outdated while the file is shown; then the view has it. */
  state: EditorState;
}

/**
 * The code on screen: one state per file, swapped into one view, so that history and folding survive. Only what the
 * person does is told to the listener; what arrives from others is marked remote and outside the undo history.
 */
export class Editor implements Disposable {
  readonly #view: EditorView;
  readonly #files = new Map<string, OpenFile>();
  readonly #grammar = new Compartment();
  readonly #conduct = new Compartment();
  #shown: OpenFile | null = null;
  #mayEdit = false;
  #limits = USUAL_LIMITS;
  #wrap = false;
  #highlight = '';
  #loaded: Extension = [];

  constructor(
    parent: HTMLElement,
    private readonly looks: Looks,
    private readonly listener: EditorListener,
  ) {
    this.#view = new EditorView({ parent, state: this.#state({ name: '' }, '') });
  }

  get shown(): string | null {
    return this.#shown?.name ?? null;
  }

  text(): string {
    return this.#view.state.doc.toString();
  }

  /** A file by this name, with this text; the first one is shown at once. */
  open(name: string, text: string): Surface {
    const named = { name };
    const file: OpenFile = Object.assign(named, { state: this.#state(named, text) });
    const again = this.#shown?.name === name;
    this.#files.set(name, file);
    if (this.#shown === null || again) this.#show(file);
    return {
      apply: (changes) => this.#apply(file, changes),
      replace: (whole) => this.#replace(file, whole),
      text: () => this.#stateOf(file).doc,
    };
  }

  close(name: string): void {
    const file = this.#files.get(name);
    this.#files.delete(name);
    if (!file || this.#shown !== file) return;
    const [next] = this.#files.values();
    this.#shown = null;
    if (next) this.#show(next);
  }

  /** The same file, text, history and all, under another name. */
  rename(name: string, to: string): void {
    const file = this.#files.get(name);
    if (!file) return;
    this.#files.delete(name);
    file.name = to;
    this.#files.set(to, file);
    if (file === this.#shown) this.#view.dispatch({});
  }

  show(name: string): void {
    const file = this.#files.get(name);
    if (file && file !== this.#shown) this.#show(file);
  }

  carets(name: string, carets: readonly Caret[]): void {
    const file = this.#files.get(name);
    if (!file) return;
    if (file === this.#shown) this.#view.dispatch({ effects: showCarets(carets) });
    else file.state = file.state.update({ effects: showCarets(carets) }).state;
  }

  setMayEdit(mayEdit: boolean): void {
    if (mayEdit === this.#mayEdit) return;
    this.#mayEdit = mayEdit;
    this.#view.dispatch({ effects: this.#conduct.reconfigure(this.#conducted()) });
  }

  /** The server's; what would go beyond them is refused here, before it could be lost there. */
  setLimits(limits: Limits): void {
    this.#limits = limits;
  }

  /** Whether long lines are wrapped; measures anew in any case, for the letters may have changed too. */
  setWrap(wrap: boolean): void {
    this.#wrap = wrap;
    this.#view.dispatch({ effects: this.#conduct.reconfigure(this.#conducted()) });
    this.#view.requestMeasure();
  }

  async setLanguage(highlight: string): Promise<void> {
    if (highlight === this.#highlight) return;
    this.#highlight = highlight;
    const grammar = await loadGrammar(highlight);
    // Meanwhile another language may have been chosen.
    if (highlight !== this.#highlight) return;
    this.#loaded = [grammar, indentUnit.of(INDENT[highlight] ?? '  ')];
    this.#view.dispatch({ effects: this.#grammar.reconfigure(this.#loaded) });
  }

  /** Puts text at the caret, as if the person had typed it. */
  insert(text: string): void {
    this.#view.dispatch(this.#view.state.replaceSelection(text), { userEvent: 'input' });
    this.#view.focus();
  }

  /** Brings a place of a file into view; the caret stays where it is. */
  reveal(file: string, position: number): void {
    if (file !== this.shown || position > this.#view.state.doc.length) return;
    this.#view.dispatch({ effects: EditorView.scrollIntoView(position, { y: 'nearest', yMargin: 60 }) });
  }

  focus(): void {
    this.#view.focus();
  }

  dispose(): void {
    this.#view.destroy();
  }

  #show(file: OpenFile): void {
    if (this.#shown) this.#shown.state = this.#view.state;
    this.#shown = file;
    this.#view.setState(file.state);
    this.#view.dispatch({
      effects: [this.#grammar.reconfigure(this.#loaded), this.#conduct.reconfigure(this.#conducted())],
    });
  }

  #apply(file: OpenFile, changes: readonly ChangeSet[]): void {
    let state = this.#stateOf(file);
    const transactions: Transaction[] = [];
    for (const change of changes) {
      const transaction: Transaction = state.update({
        changes: change,
        annotations: [Transaction.remote.of(true), Transaction.addToHistory.of(false)],
        filter: false,
      });
      transactions.push(transaction);
      state = transaction.state;
    }
    // One update for all: others' typing costs one repaint, however many changes arrived.
    if (file === this.#shown) this.#view.update(transactions);
    else file.state = state;
  }

  /** Only what differs is replaced, so that carets and scroll position stay where they can. */
  #replace(file: OpenFile, whole: string): void {
    const state = this.#stateOf(file);
    const differing = hunks(state.doc.toString(), whole);
    if (differing.length > 0) this.#apply(file, [state.changes([...differing])]);
  }

  #stateOf(file: OpenFile): EditorState {
    return file === this.#shown ? this.#view.state : file.state;
  }

  #state(file: Named, doc: string): EditorState {
    return EditorState.create({ doc, extensions: this.#extensions(file) });
  }

  #conducted(): Extension {
    return [
      this.#wrap ? EditorView.lineWrapping : [],
      EditorState.readOnly.of(!this.#mayEdit),
      EditorView.contentAttributes.of({ 'aria-readonly': String(!this.#mayEdit) }),
    ];
  }

  #extensions(file: Named): Extension {
    return [
      Prec.highest(keymap.of([{ key: 'Mod-Enter', run: () => (this.listener.run(), true) }])),
      lineNumbers(),
      foldGutter(),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      history(),
      drawSelection(),
      dropCursor(),
      EditorState.allowMultipleSelections.of(true),
      indentOnInput(),
      syntaxHighlighting(classHighlighter, { fallback: true }),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ activateOnTypingDelay: 150 }),
      EditorState.languageData.of(() => [{ autocomplete: completeDocumentWord }]),
      rectangularSelection(),
      highlightActiveLine(),
      highlightSelectionMatches(),
      // Tab indents; Escape and then Tab leaves the editor, as CodeMirror does by itself.
      keymap.of([
        { key: 'Tab', run: acceptCompletion },
        ...closeBracketsKeymap,
        ...defaultKeymap,
        ...searchKeymap,
        ...historyKeymap,
        ...foldKeymap,
        ...completionKeymap,
        indentWithTab,
      ]),
      EditorView.contentAttributes.of(() => ({
        'aria-label': `Code, ${file.name}. Escape, then Tab leaves the editor.`,
        'data-testid': 'editor',
        spellcheck: 'false',
        autocorrect: 'off',
        autocapitalize: 'off',
      })),
      EditorView.clipboardInputFilter.of((text) => text.replaceAll(/\p{Surrogate}/gu, '\u{fffd}')),
      EditorState.changeFilter.of((transaction) => this.#fits(transaction)),
      EditorState.transactionFilter.of(inWholeCharacters),
      EditorView.domEventObservers({
        keydown: () => this.listener.acted(),
        pointerdown: () => this.listener.acted(),
        touchmove: () => this.listener.acted(),
        wheel: () => this.listener.acted(),
      }),
      remoteCarets(this.looks),
      this.#grammar.of([]),
      this.#conduct.of(this.#conducted()),
      EditorView.updateListener.of(({ transactions, state, selectionSet, docChanged }) => {
        for (const transaction of transactions) {
          if (transaction.docChanged && transaction.annotation(Transaction.remote) !== true)
            this.#tell(file.name, transaction);
        }
        if (selectionSet || docChanged)
          this.listener.pointed(
            file.name,
            state.selection.ranges.map(({ anchor, head }) => [anchor, head] as const),
          );
      }),
    ];
  }

  #tell(file: string, transaction: Transaction): void {
    const pasted = transaction.isUserEvent('input.paste');
    const undone = transaction.isUserEvent('undo') || transaction.isUserEvent('redo');
    this.listener.edited(file, transaction.changes, pasted ? 'paste' : undone ? 'undo' : 'typing');
    if (!pasted) return;
    let units = 0;
    transaction.changes.iterChanges((_from, _to, _start, _end, text) => (units += text.length));
    if (units >= LARGE_PASTE) this.listener.pasted(units);
  }

  #fits(transaction: Transaction): boolean {
    const { length, newLength } = transaction.changes;
    if (!transaction.docChanged || newLength <= length) return true;
    const refusal = this.#refusal(newLength, newLength - length);
    if (refusal !== '') this.listener.refused(refusal);
    return refusal === '';
  }

  #refusal(length: number, growth: number): string {
    const { file_length, text } = this.#limits;
    if (length > file_length)
      return `A file may have ${file_length.toLocaleString()} characters; this would make ${length.toLocaleString()}.`;
    let all = growth;
    for (const file of this.#files.values()) all += this.#stateOf(file).doc.length;
    if (all <= text) return '';
    return `All files together may have ${text.toLocaleString()} characters; this would make ${all.toLocaleString()}.`;
  }
}

/** Others' changes are whole already and come unfiltered. */
function inWholeCharacters(transaction: Transaction): TransactionSpec | Transaction {
  const changes = transaction.docChanged ? widened(transaction.changes, transaction.startState.doc) : null;
  if (!changes) return transaction;
  const userEvent = transaction.annotation(Transaction.userEvent);
  return {
    changes,
    selection: transaction.newSelection,
    effects: transaction.effects,
    scrollIntoView: transaction.scrollIntoView,
    ...(userEvent !== undefined && { userEvent }),
  };
}

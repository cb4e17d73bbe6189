/**
 * The text of the recording in a read-only CodeMirror. Small steps forward dispatch the recorded changes themselves, a
 * jump replaces the middle that differs: the watcher's own selection and scroll position stay where they make sense.
 */
import {
  Compartment,
  EditorState,
  StateEffect,
  StateField,
  type ChangeSpec,
  type Extension,
} from '@codemirror/state';
import {
  Decoration,
  EditorView,
  WidgetType,
  drawSelection,
  keymap,
  lineNumbers,
  type DecorationSet,
} from '@codemirror/view';
import { standardKeymap } from '@codemirror/commands';
import { syntaxHighlighting } from '@codemirror/language';
import { searchKeymap } from '@codemirror/search';
import { classHighlighter } from '@lezer/highlight';
import { difference } from '../core/playback-difference.ts';
import type { FileTrack } from '../core/playback-file.ts';
import type { Caret } from '../core/playback.ts';
import { loadGrammar } from './editor-grammar.ts';

/** More changes than this in one step are a jump. */
const SMALL_STEP = 100;

/** From so many UTF-16 units on, parsing a text after a jump takes longer than a frame may. */
const LONG = 20_000;

/** So long after the last jump a long text gets its colours back, in milliseconds. */
const REST = 150;

class CaretWidget extends WidgetType {
  readonly #caret: Caret;

  constructor(caret: Caret) {
    super();
    this.#caret = caret;
  }

  override eq(other: CaretWidget): boolean {
    return key(other.#caret) === key(this.#caret);
  }

  override toDOM(): HTMLElement {
    const bar = document.createElement('span');
    bar.className = 'remote-caret';
    bar.dataset['person'] = String(this.#caret.person.color);
    if (this.#caret.typing) {
      const name = bar.appendChild(document.createElement('span'));
      name.className = 'remote-caret-name';
      name.textContent = this.#caret.person.name;
    }
    return bar;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

/** All that the look of a caret depends on, but for its place. */
function key({ person, typing }: Caret): string {
  return `${person.id} ${person.color} ${typing}`;
}

const setCarets = StateEffect.define<readonly Caret[]>();

function decorate(carets: readonly Caret[], length: number): DecorationSet {
  const within = (place: number) => Math.max(0, Math.min(length, place));
  return Decoration.set(
    carets.flatMap((caret) => {
      const [anchor, head] = [within(caret.anchor), within(caret.head)];
      const bar = Decoration.widget({ widget: new CaretWidget(caret), side: 1 }).range(head);
      if (anchor === head) return [bar];
      const attributes = { 'data-person': String(caret.person.color) };
      const range = Decoration.mark({ class: 'remote-selection', attributes });
      return [range.range(Math.min(anchor, head), Math.max(anchor, head)), bar];
    }),
    true,
  );
}

const carets = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setCarets)) return decorate(effect.value, transaction.newDoc.length);
    }
    return shown.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

export class ReplayEditor {
  readonly #view: EditorView;
  readonly #grammar = new Compartment();
  #language = '';
  #colours: Extension = [];
  #resting: ReturnType<typeof setTimeout> | undefined;
  #track: FileTrack | undefined;
  #revision = 0;
  #carets = '';

  constructor(parent: HTMLElement) {
    const extensions: Extension = [
      EditorState.readOnly.of(true),
      EditorView.contentAttributes.of({
        'aria-label': 'Text of the recording',
        'aria-readonly': 'true',
        tabindex: '0',
        inputmode: 'none',
      }),
      lineNumbers(),
      drawSelection({ cursorBlinkRate: 0 }),
      syntaxHighlighting(classHighlighter),
      keymap.of([...standardKeymap, ...searchKeymap]),
      carets,
      this.#grammar.of([]),
    ];
    this.#view = new EditorView({ parent, state: EditorState.create({ extensions }) });
  }

  /** Shows a file after that many of its changes; with `follow` the newest caret is kept in sight. */
  show(
    track: FileTrack,
    revision: number,
    language: string,
    people: readonly Caret[],
    follow: boolean,
  ): void {
    this.#highlight(language);
    const drawn = people.map((caret) => `${key(caret)} ${caret.anchor} ${caret.head}`).join('\n');
    if (track === this.#track && revision === this.#revision && drawn === this.#carets) return;
    const moved = track !== this.#track || revision !== this.#revision;
    const changes = moved ? this.#changesTo(track, revision) : undefined;
    const newest = people[0];
    this.#view.dispatch({ ...changes, effects: [setCarets.of(people), ...(changes?.effects ?? [])] });
    if (follow && moved && newest) this.#reveal(Math.min(newest.head, this.#view.state.doc.length));
    [this.#track, this.#revision, this.#carets] = [track, revision, drawn];
  }

  /** What leads to a revision; what a jump has to do with colours goes along. */
  #changesTo(
    track: FileTrack,
    revision: number,
  ): { readonly changes: ChangeSpec; readonly effects: readonly StateEffect<unknown>[] } {
    const step = revision - this.#revision;
    if (track === this.#track && step > 0 && step <= SMALL_STEP) {
      return { changes: track.between(this.#revision, revision) ?? [], effects: [] };
    }
    const { doc } = this.#view.state;
    const text = track.textOf(revision);
    const long = Math.max(doc.length, text.length) >= LONG;
    return { changes: difference(doc, text) ?? [], effects: long ? [this.#withoutColours()] : [] };
  }

  /**
   * Whoever drags the scrubber through a long session wants the text at once, its colours where they stop. With them
   * every jump parses for 20 ms, and then the parser goes on behind it and holds up the next one.
   */
  #withoutColours(): StateEffect<unknown> {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      this.#resting = undefined;
      this.#colour();
    }, REST);
    return this.#grammar.reconfigure([]);
  }

  #colour(): void {
    this.#view.dispatch({ effects: this.#grammar.reconfigure(this.#colours) });
  }

  #reveal(place: number): void {
    this.#view.dispatch({ effects: EditorView.scrollIntoView(place, { y: 'nearest', yMargin: 48 }) });
  }

  #highlight(language: string): void {
    if (language === this.#language) return;
    this.#language = language;
    void loadGrammar(language).then((grammar) => {
      if (language !== this.#language) return;
      this.#colours = grammar;
      if (this.#resting === undefined) this.#colour();
    });
  }

  dispose(): void {
    clearTimeout(this.#resting);
    this.#view.destroy();
  }
}

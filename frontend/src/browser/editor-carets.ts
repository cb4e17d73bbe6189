import { type Extension, RangeSet, StateEffect, StateField, type Transaction } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from '@codemirror/view';
import type { Caret } from '../core/presence.ts';

/** How somebody is drawn. */
export interface Look {
  readonly name: string;
  /** The number of their colour in the style sheets. */
  readonly color: number;
}

export type Looks = (participant: string) => Look;

/** A name would hide the code above for good, so it shows only so long after a movement, and on hover. */
const NAMED_MS = 1200;

interface Drawn {
  readonly client: string;
  readonly look: Look;
  readonly ranges: readonly (readonly [number, number])[];
  readonly moved: boolean;
}

const setCarets = StateEffect.define<readonly Caret[]>();
const calmDown = StateEffect.define<null>();

/** Other people's carets and selections; between two messages they move with the text. */
export function remoteCarets(looks: Looks): Extension {
  const field = StateField.define<readonly Drawn[]>({
    create: () => [],
    update: (drawn, transaction) => redraw(drawn, transaction, looks),
    provide: (self) => EditorView.decorations.from(self, decorations),
  });
  return [field, ViewPlugin.define((view) => new Calmer(view, field))];
}

export function showCarets(carets: readonly Caret[]): StateEffect<readonly Caret[]> {
  return setCarets.of(carets);
}

function redraw(drawn: readonly Drawn[], transaction: Transaction, looks: Looks): readonly Drawn[] {
  let next = drawn;
  if (transaction.docChanged && next.length > 0) {
    const map = (position: number) => transaction.changes.mapPos(position, -1);
    next = next.map((one) => ({ ...one, ranges: one.ranges.map(([a, h]) => [map(a), map(h)] as const) }));
  }
  for (const effect of transaction.effects) {
    if (effect.is(calmDown)) next = next.map((one) => ({ ...one, moved: false }));
    if (!effect.is(setCarets)) continue;
    const before = next;
    const length = transaction.newDoc.length;
    next = effect.value
      .filter(({ ranges }) => ranges.every((range) => Math.max(...range) <= length))
      .map(({ client, by, ranges }) => {
        const was = before.find((one) => one.client === client);
        const moved = !was || was.moved || String(was.ranges) !== String(ranges);
        return { client, look: looks(by), ranges, moved };
      });
  }
  return next;
}

function decorations(drawn: readonly Drawn[]): DecorationSet {
  const marks = drawn.flatMap(({ look, ranges, moved }) =>
    ranges.flatMap(([anchor, head]) => {
      const attributes = { 'data-person': String(look.color) };
      const selection =
        anchor === head
          ? []
          : [
              Decoration.mark({ class: 'remote-selection', attributes }).range(
                Math.min(anchor, head),
                Math.max(anchor, head),
              ),
            ];
      return [...selection, Decoration.widget({ widget: new CaretWidget(look, moved), side: 1 }).range(head)];
    }),
  );
  return RangeSet.of(marks, true);
}

class CaretWidget extends WidgetType {
  constructor(
    readonly look: Look,
    readonly moved: boolean,
  ) {
    super();
  }

  override eq(other: CaretWidget): boolean {
    const same = other.look.name === this.look.name && other.look.color === this.look.color;
    return same && other.moved === this.moved;
  }

  override toDOM(): HTMLElement {
    const caret = document.createElement('span');
    caret.setAttribute('aria-hidden', 'true');
    caret.append(document.createElement('span'));
    this.#dress(caret);
    return caret;
  }

  override updateDOM(dom: HTMLElement): boolean {
    this.#dress(dom);
    return true;
  }

  override ignoreEvent(): boolean {
    return false;
  }

  #dress(caret: HTMLElement): void {
    caret.className = 'remote-caret';
    caret.classList.toggle('remote-caret-moved', this.moved);
    caret.dataset['person'] = String(this.look.color);
    const name = caret.firstElementChild;
    if (!name) return;
    name.className = 'remote-caret-name';
    name.textContent = this.look.name;
  }
}

/** Takes the names away again a while after the last movement. */
class Calmer {
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly view: EditorView,
    private readonly field: StateField<readonly Drawn[]>,
  ) {}

  update(update: ViewUpdate): void {
    const drawn = update.state.field(this.field);
    if (drawn === update.startState.field(this.field) || !drawn.some(({ moved }) => moved)) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.view.dispatch({ effects: calmDown.of(null) }), NAMED_MS);
  }

  destroy(): void {
    if (this.#timer) clearTimeout(this.#timer);
  }
}

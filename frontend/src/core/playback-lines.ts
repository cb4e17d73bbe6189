/**
 * What differs between two texts, line by line, for people to read. Myers' algorithm on lines ("An O(ND) Difference
 * Algorithm", 1986) after the common head and tail are cut off; beyond a bound of differences the middle is shown as
 * wholly replaced, because nobody reads such a difference and the page must not stand still for it.
 */

/** Differences after which the search is given up; its work and memory grow with the square. */
const MOST_EDITS = 1_500;

export interface DiffLine {
  readonly type: 'same' | 'added' | 'removed';
  readonly text: string;
}

export function lineDiff(from: readonly string[], to: readonly string[]): DiffLine[] {
  let head = 0;
  while (head < from.length && head < to.length && from[head] === to[head]) head++;
  let tail = 0;
  const rest = Math.min(from.length, to.length) - head;
  while (tail < rest && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail++;
  const a = from.slice(head, from.length - tail);
  const b = to.slice(head, to.length - tail);
  return [
    ...lines('same', from.slice(0, head)),
    ...(search(a, b) ?? [...lines('removed', a), ...lines('added', b)]),
    ...lines('same', from.slice(from.length - tail)),
  ];
}

/** The lines that changed, each with some around it; `skipped` lines are left out before a hunk. */
export interface Hunk {
  readonly skipped: number;
  readonly lines: readonly DiffLine[];
}

export function hunks(diff: readonly DiffLine[], around: number): Hunk[] {
  const shown = new Set<number>();
  diff.forEach((line, index) => {
    if (line.type === 'same') return;
    for (let i = index - around; i <= index + around; i++) shown.add(i);
  });
  const found: { skipped: number; lines: DiffLine[] }[] = [];
  let skipped = 0;
  diff.forEach((line, index) => {
    if (!shown.has(index)) {
      skipped += 1;
      return;
    }
    if (skipped > 0 || found.length === 0) found.push({ skipped, lines: [] });
    skipped = 0;
    found[found.length - 1]?.lines.push(line);
  });
  return found;
}

function lines(type: DiffLine['type'], texts: readonly string[]): DiffLine[] {
  return texts.map((text) => ({ type, text }));
}

/** The shortest way from a to b; undefined when it is longer than the bound. */
function search(a: readonly string[], b: readonly string[]): DiffLine[] | undefined {
  const most = Math.min(MOST_EDITS, a.length + b.length);
  /** The furthest x on each diagonal k = x - y, at index k + most + 1. */
  const reach = new Int32Array(2 * most + 3);
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits++) {
    trace.push(reach.slice(most - edits, most + edits + 3));
    for (let k = -edits; k <= edits; k += 2) {
      const at = k + most + 1;
      const [below, above] = [reach[at + 1] ?? 0, reach[at - 1] ?? 0];
      let x = k === -edits || (k !== edits && above < below) ? below : above + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reach[at] = x;
      if (x >= a.length && x - k >= b.length) return retrace(a, b, trace);
    }
  }
  return undefined;
}

/** Walks back from the end along what each step had reached. */
function retrace(a: readonly string[], b: readonly string[], trace: readonly Int32Array[]): DiffLine[] {
  const back: DiffLine[] = [];
  let x = a.length;
  let y = b.length;
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const reach = trace[edits];
    const k = x - y;
    // Index 0 of a trace is the diagonal -edits - 1.
    const at = (diagonal: number) => reach?.[diagonal + edits + 1] ?? 0;
    const down = k === -edits || (k !== edits && at(k - 1) < at(k + 1));
    const fromX = edits === 0 ? 0 : down ? at(k + 1) : at(k - 1);
    const fromY = edits === 0 ? 0 : fromX - (down ? k + 1 : k - 1);
    while (x > fromX && y > fromY) {
      x -= 1;
      y -= 1;
      back.push({ type: 'same', text: a[x] ?? '' });
    }
    if (edits === 0) break;
    if (down) {
      y -= 1;
      back.push({ type: 'added', text: b[y] ?? '' });
    } else {
      x -= 1;
      back.push({ type: 'removed', text: a[x] ?? '' });
    }
  }
  return back.toReversed();
}

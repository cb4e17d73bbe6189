/**
 * What turns one text into another, as several small replacements rather than one large: what a replacement spans
 * without changing it would be doubled or lost when it meets somebody's edit there.
 *
 * Common start and end go first, which leaves nothing to compare after the usual edit. The rest is compared by lines,
 * and what differs then by characters. A comparison that would cost too much gives one replacement instead.
 */

/** Replaces `before.slice(from, to)`. */
export interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** Insertions and deletions that one comparison goes after. */
const MOST_LINES = 1500;
const MOST_CHARACTERS = 400;

/** In ascending order; they never touch one another and never cut a surrogate pair in two. */
export function hunks(before: string, after: string): readonly Hunk[] {
  return region(before, after, 0, true);
}

/**
 * Where a hunk could as well be: `a` put before or behind another `a` gives the same text.
 *
 * @returns the first and the last position that it touches in any of these places
 */
export function reach(before: string, { from, to, insert }: Hunk): readonly [number, number] {
  const removed = before.slice(from, to);
  if (removed !== '' && insert !== '') return [from, to];
  const moving = removed || insert;
  const { length } = moving;
  let back = 0;
  while (back < from && before[from - 1 - back] === moving[length - 1 - (back % length)]) back++;
  let ahead = 0;
  while (to + ahead < before.length && before[to + ahead] === moving[ahead % length]) ahead++;
  return [from - back, to + ahead];
}

function region(before: string, after: string, at: number, byLines: boolean): readonly Hunk[] {
  const head = commonHead(before, after);
  const tail = commonTail(before, after, head);
  const old = before.slice(head, before.length - tail);
  const replacement = after.slice(head, after.length - tail);
  if (old === replacement) return [];
  const start = at + head;
  const whole: Hunk = { from: start, to: start + old.length, insert: replacement };
  if (old === '' || replacement === '') return [whole];
  const split = byLines ? lines : characters;
  const blocks = compare(split(old), split(replacement), byLines ? MOST_LINES : MOST_CHARACTERS);
  if (!blocks) return byLines ? region(old, replacement, start, false) : [whole];
  return blocks.flatMap(({ skipped, removed, inserted }) => {
    const from = start + skipped;
    if (byLines) return region(removed, inserted, from, false);
    return [{ from, to: from + removed.length, insert: inserted }];
  });
}

interface Block {
  /** Units before it. */
  readonly skipped: number;
  readonly removed: string;
  readonly inserted: string;
}

/** The shortest edit (Myers' greedy way), or null when it takes more than `most` steps. */
function compare(before: readonly string[], after: readonly string[], most: number): readonly Block[] | null {
  const limit = Math.min(most, before.length + after.length);
  const furthest = new Int32Array(2 * limit + 3);
  const middle = limit + 1;
  const traces: Int32Array[] = [];
  for (let steps = 0; steps <= limit; steps++) {
    traces.push(furthest.slice(middle - steps - 1, middle + steps + 2));
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      const down = goesDown(furthest, middle + diagonal, diagonal, steps);
      let x = down ? at(furthest, middle + diagonal + 1) : at(furthest, middle + diagonal - 1) + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      furthest[middle + diagonal] = x;
      if (x >= before.length && x - diagonal >= after.length) return retrace(traces, before, after);
    }
  }
  return null;
}

/** Walks the way back, from the ends of both texts to their starts. */
function retrace(
  traces: readonly Int32Array[],
  before: readonly string[],
  after: readonly string[],
): readonly Block[] {
  const removed = new Uint8Array(before.length);
  const inserted = new Uint8Array(after.length);
  let x = before.length;
  let y = after.length;
  for (const [steps, furthest] of [...traces.entries()].toReversed()) {
    if (steps === 0) break;
    const diagonal = x - y;
    const middle = steps + 1;
    const down = goesDown(furthest, middle + diagonal, diagonal, steps);
    const from = down ? diagonal + 1 : diagonal - 1;
    x = at(furthest, middle + from);
    y = x - from;
    if (down) inserted[y] = 1;
    else removed[x] = 1;
  }
  return blocks(before, after, removed, inserted);
}

function goesDown(furthest: Int32Array, index: number, diagonal: number, steps: number): boolean {
  return diagonal === -steps || (diagonal !== steps && at(furthest, index - 1) < at(furthest, index + 1));
}

function blocks(
  before: readonly string[],
  after: readonly string[],
  removed: Uint8Array,
  inserted: Uint8Array,
): readonly Block[] {
  const found: Block[] = [];
  let skipped = 0;
  for (let x = 0, y = 0; x < before.length || y < after.length; x++, y++) {
    let [gone, come] = ['', ''];
    while (removed[x] === 1) gone += before[x++] ?? '';
    while (inserted[y] === 1) come += after[y++] ?? '';
    if (gone !== '' || come !== '') found.push({ skipped, removed: gone, inserted: come });
    skipped += gone.length + (before[x]?.length ?? 0);
  }
  return found;
}

function at(numbers: Int32Array, index: number): number {
  return numbers[index] ?? 0;
}

function lines(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}

function characters(text: string): readonly string[] {
  return Array.from(text);
}

function commonHead(before: string, after: string): number {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  return cuts(before, head) || cuts(after, head) ? head - 1 : head;
}

function commonTail(before: string, after: string, head: number): number {
  const most = Math.min(before.length, after.length) - head;
  const [b, a] = [before.length - 1, after.length - 1];
  let tail = 0;
  while (tail < most && before.charCodeAt(b - tail) === after.charCodeAt(a - tail)) tail++;
  return cuts(before, before.length - tail) || cuts(after, after.length - tail) ? tail - 1 : tail;
}

/** Whether a position lies between the halves of a surrogate pair. */
function cuts(text: string, position: number): boolean {
  const [high, low] = [text.charCodeAt(position - 1), text.charCodeAt(position)];
  return (high & 0xfc00) === 0xd800 && (low & 0xfc00) === 0xdc00;
}

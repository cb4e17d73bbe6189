// One case a line: changes a and b on one text, c on the result of a, and what CodeMirror makes of them.
import { writeFileSync } from 'node:fs';
import { ChangeSet, Text } from '@codemirror/state';

const CASES = 2400;
const GOLDEN = new URL('../../backend/src/test/resources/text/golden.ndjson', import.meta.url);
// Line ends, what JSON escapes, what UTF-8 or UTF-16 spells in more than one unit.
const LETTERS = [...'abcdefgh', '\n', '"', '\\', '\t', '\u0001', 'é', '\u2028', '😀'];

let seed = 20261120;

/** A whole number from 0 to below the bound (mulberry32). */
function random(bound) {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % bound;
}

function letters(count) {
  return Array.from({ length: count }, () => LETTERS[random(LETTERS.length)]).join('');
}

/** A random change of a text of this length, section by section, neighbours of every sort. */
function change(length) {
  const parts = [];
  let left = length;
  let last = '';
  for (;;) {
    const kind = ['keep', 'keep', 'delete', 'insert', 'replace'][random(5)];
    if (kind === last && kind !== 'replace') continue;
    if (left === 0 && (kind !== 'insert' || random(2))) break;
    const units = kind === 'insert' ? 0 : 1 + random(Math.min(left, 4));
    const text = letters(1 + random(3)).split('\n');
    if (kind === 'keep') parts.push(units);
    else parts.push(kind === 'delete' ? [units] : [units, ...text]);
    left -= units;
    last = kind;
  }
  return ChangeSet.fromJSON(parts);
}

/** What CodeMirror answers to one random case. */
function golden() {
  const before = letters(random(11));
  const text = Text.of(before.split('\n'));
  const a = change(text.length);
  const b = change(text.length);
  const c = change(a.newLength);
  const positions = Array.from({ length: text.length + 1 }, (_, position) => position);
  return {
    before,
    a,
    b,
    c,
    applied: a.apply(text).toString(),
    composed: a.compose(c),
    mapped: a.map(b),
    mappedBefore: a.map(b, true),
    inverted: a.invert(text),
    stickBefore: positions.map((position) => a.mapPos(position, -1)),
    stickAfter: positions.map((position) => a.mapPos(position, 1)),
  };
}

writeFileSync(GOLDEN, Array.from({ length: CASES }, () => JSON.stringify(golden()) + '\n').join(''));

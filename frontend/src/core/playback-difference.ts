/** The smallest replacement that turns one text into another: everything between the common head and the common tail. */
import type { ChangeSpec, Text } from '@codemirror/state';

/** Undefined when the texts are equal. Never cuts a surrogate pair in two. */
export function difference(from: Text, to: Text): ChangeSpec | undefined {
  const [a, b] = [from.toString(), to.toString()];
  if (a === b) return undefined;
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a.charCodeAt(head) === b.charCodeAt(head)) head++;
  if (isHighSurrogate(a.charCodeAt(head - 1))) head--;
  let tail = 0;
  while (tail < shorter - head && a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail))
    tail++;
  if (isLowSurrogate(a.charCodeAt(a.length - tail))) tail--;
  return { from: head, to: a.length - tail, insert: to.slice(head, b.length - tail) };
}

function isHighSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}

function isLowSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00;
}

import type { Text } from '@codemirror/state';
import type { Differed } from './protocol.ts';

/** Length and hash of a text, by which page and server compare their copies of it. */
export interface Digest {
  readonly length: number;
  /** A signed number of 32 bits: what Java calls a string's hash code. No single wrong character leaves it as it is. */
  readonly hash: number;
}

const AROUND = 20;

export function digest(text: Text): Digest {
  let hash = 0;
  for (const piece of text.iter())
    for (let i = 0; i < piece.length; i++) hash = (Math.imul(hash, 31) + piece.charCodeAt(i)) | 0;
  return { length: text.length, hash };
}

/** The first place where two texts part, with a little of what is around it. */
export function firstDifference(had: string, has: string): Differed {
  let at = 0;
  while (at < had.length && had.charCodeAt(at) === has.charCodeAt(at)) at++;
  const around = (text: string) =>
    text.slice(Math.max(0, at - AROUND), at + AROUND).replaceAll(/\p{Surrogate}/gu, '\u{fffd}');
  return { at, had: around(had), has: around(has) };
}

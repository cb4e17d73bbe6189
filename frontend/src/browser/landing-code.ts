/** Reads a session code as people type, dictate or paste it. */

/** The letters of codes: none that look or sound like another. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LETTERS = 10;

export type TypedCode =
  { readonly type: 'code'; readonly code: string } | { readonly type: 'mistake'; readonly message: string };

/** Case, dashes and spaces do not matter, and a whole room link is as good as its code. */
export function readCode(typed: string): TypedCode {
  const link = /\/(?:room|interview|replay)\/([^/?#\s]+)/i.exec(typed)?.[1];
  const letters = (link ?? typed).toLowerCase().replaceAll(/[\s‐-―_-]/gu, '');
  if (letters === '') return mistake('Type the code you were given, for example kqv-x7mp-2tw.');
  const foreign = [...letters].find((letter) => !ALPHABET.includes(letter));
  if (foreign !== undefined) return mistake(`Codes never contain “${foreign}”. Check the letters again.`);
  if (letters.length !== LETTERS) {
    return mistake(`A code has ${LETTERS} letters and digits; this one has ${letters.length}.`);
  }
  return { type: 'code', code: `${letters.slice(0, 3)}-${letters.slice(3, 7)}-${letters.slice(7)}` };
}

function mistake(message: string): TypedCode {
  return { type: 'mistake', message };
}

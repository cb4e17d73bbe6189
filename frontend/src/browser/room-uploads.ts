import { FILE_UNITS } from './editor.ts';

/** What a file of the person's own computer is to the room: text, an archive, or nothing it can take. */
export type Picked =
  | { readonly type: 'text'; readonly name: string; readonly text: string }
  | { readonly type: 'archive'; readonly file: File }
  | { readonly type: 'unfit'; readonly words: string };

/** In UTF-8 a unit has at most three bytes. */
const MOST_BYTES = 3 * FILE_UNITS;

export async function pick(file: File): Promise<Picked> {
  if (/\.zip$/i.test(file.name)) return { type: 'archive', file };
  const limit = `A file may have ${FILE_UNITS.toLocaleString()} characters`;
  if (file.size > MOST_BYTES) return { type: 'unfit', words: `${limit}; ${file.name} is larger.` };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    if (text.includes('\0')) return { type: 'unfit', words: `${file.name} is not a text file.` };
    if (text.length > FILE_UNITS) return { type: 'unfit', words: `${limit}; ${file.name} has more.` };
    return { type: 'text', name: file.name, text };
  } catch {
    return { type: 'unfit', words: `${file.name} is not a text file.` };
  }
}

/** The same name, or with a number in front of its extension when the room has a file of that name. */
export function freeName(name: string, taken: readonly string[]): string {
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let n = 1; ; n++) {
    const free = n === 1 ? name : `${stem}-${n}${extension}`;
    if (!taken.some((other) => other.toLowerCase() === free.toLowerCase())) return free;
  }
}

/** Hands something to the browser's downloads. */
export function download(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name.slice(name.lastIndexOf('/') + 1);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

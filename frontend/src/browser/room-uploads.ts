import type { Arrivals, Skipped } from '../core/arrivals.ts';
import type { Asked, Imported } from './rest.ts';
import type { Sent } from './room-drops.ts';

/** What a file of the person's own computer is to the room: text, an archive, or nothing it can take. */
export type Picked =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'archive'; readonly file: File }
  | { readonly type: 'unfit'; readonly why: string };

/** The room as uploads need it. */
export interface Drawer {
  /** UTF-16 units of a file. */
  readonly longest: number;
  /** The names of the files that it has now. */
  taken(): readonly string[];
  /** Why it takes no more files, or empty. */
  full(): string;
  /** Answers why not, or empty. */
  create(name: string, text: string): Promise<string>;
  unpack(archive: File): Promise<Asked<Imported>>;
}

/** In UTF-8 a unit has at most three bytes. */
const UNIT_BYTES = 3;
/** The server's limit for an archive. */
const ARCHIVE_BYTES = 4 * 1024 * 1024;

/** @param longest UTF-16 units of a text */
export async function pick(file: File, longest: number): Promise<Picked> {
  if (/\.zip$/i.test(file.name)) {
    if (file.size <= ARCHIVE_BYTES) return { type: 'archive', file };
    return { type: 'unfit', why: `an archive may have ${ARCHIVE_BYTES / 1024 / 1024} MB` };
  }
  const tooLong: Picked = {
    type: 'unfit',
    why: `longer than the ${longest.toLocaleString()} characters of a file`,
  };
  if (file.size > UNIT_BYTES * longest) return tooLong;
  const bytes = await file.arrayBuffer().catch(() => null);
  if (bytes === null) return { type: 'unfit', why: 'not readable' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text.includes('\0')) return { type: 'unfit', why: 'not a text file' };
    return text.length > longest ? tooLong : { type: 'text', text };
  } catch {
    return { type: 'unfit', why: 'not a text file' };
  }
}

/** Puts all that fits into the room, one after the other. */
export async function putIn(sent: readonly Sent[], drawer: Drawer): Promise<Arrivals> {
  const created: string[] = [];
  const changed: string[] = [];
  const skipped: Skipped[] = [];
  for (const { name, file } of sent) {
    const picked = await pick(file, drawer.longest);
    if (picked.type === 'unfit') skipped.push({ name, why: picked.why });
    else if (picked.type === 'text') {
      const free = freeName(fitting(name), drawer.taken());
      const why = drawer.full() || (await drawer.create(free, picked.text));
      if (why === '') created.push(free);
      else skipped.push({ name, why });
    } else {
      const asked = await drawer.unpack(picked.file);
      if (asked.type === 'yes') {
        created.push(...asked.value.created);
        changed.push(...asked.value.changed);
        skipped.push(...asked.value.skipped.map((left) => ({ name: left, why: 'hidden' })));
      } else {
        const why = asked.type === 'no' ? asked.words : 'the server does not answer';
        skipped.push({ name, why });
      }
    }
  }
  return { created, changed, skipped };
}

/** Browsers call a second download "x (1).py", and the room takes letters, digits and a few signs. */
function fitting(name: string): string {
  return name.replaceAll(/[^\p{L}\p{M}\p{Nd}_.+@=, /-]+/gu, '_');
}

/** The same name, or with a number in front of its extension when the room has a file of that name. */
export function freeName(name: string, taken: readonly string[]): string {
  const dot = name.lastIndexOf('.');
  const [stem, extension] =
    dot > name.lastIndexOf('/') + 1 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
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

import type { Skipped } from '../core/arrivals.ts';

/** A file that somebody sends, and the name it is to have, with its folders. */
export interface Sent {
  readonly name: string;
  readonly file: File;
}

/** More than a room takes; a folder of a whole disk ends here. */
const MOST_FILES = 300;

/** What systems and tools put beside people's files, and what is installed rather than written. */
const OTHERS = /^(\..+|__MACOSX|__pycache__|node_modules)$/;

/**
 * What a drop brings, with all that is in its folders. The entries are asked for at once, as they last no longer than
 * the event.
 */
export async function dropped(
  transfer: DataTransfer,
): Promise<{ readonly sent: readonly Sent[]; readonly skipped: readonly Skipped[] }> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0)
    return { sent: [...transfer.files].map((file) => ({ name: file.name, file })), skipped: [] };
  const walk = new Walk();
  for (const entry of entries) await walk.take(entry, '');
  return walk;
}

class Walk {
  readonly sent: Sent[] = [];
  readonly skipped: Skipped[] = [];

  async take(entry: FileSystemEntry, folder: string): Promise<void> {
    const name = folder + entry.name;
    if (this.sent.length >= MOST_FILES) {
      this.skipped.push({ name, why: `more than ${MOST_FILES} files` });
    } else if (folder !== '' && OTHERS.test(entry.name)) {
      this.skipped.push({ name, why: 'hidden' });
    } else if (isFolder(entry)) {
      for (const inner of await contents(entry)) await this.take(inner, `${name}/`);
    } else if (isFile(entry)) {
      const file = await content(entry);
      if (file) this.sent.push({ name, file });
      else this.skipped.push({ name, why: 'not readable' });
    }
  }
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function content(entry: FileSystemFileEntry): Promise<File | null> {
  return new Promise((resolve) => entry.file(resolve, () => resolve(null)));
}

/** A reader gives a hundred at a time, and none when there are no more. */
async function contents(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

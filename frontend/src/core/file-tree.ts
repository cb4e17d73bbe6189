/** The files of one folder and the folders within it, each in the order of their names. */
export interface Folder {
  /** Of itself; several, with slashes, where a folder holds nothing but one other. */
  readonly name: string;
  /** From the top, unique among the folders; empty for the top. */
  readonly path: string;
  readonly folders: readonly Folder[];
  /** Whole names. */
  readonly files: readonly string[];
}

/** People count: `part2` comes before `part10`. */
const order = new Intl.Collator('en', { numeric: true });

/** What names with slashes mean: folders. */
export function treeOf(files: readonly string[]): Folder {
  return folder('', '', files);
}

function folder(name: string, path: string, files: readonly string[]): Folder {
  const own: string[] = [];
  const inner = new Map<string, string[]>();
  for (const file of files) {
    const slash = file.indexOf('/', path.length);
    if (slash < 0) own.push(file);
    else {
      const next = file.slice(path.length, slash);
      inner.set(next, [...(inner.get(next) ?? []), file]);
    }
  }
  const folders = [...inner]
    .toSorted(([a], [b]) => order.compare(a, b))
    .map(([next, all]) => folder(next, `${path}${next}/`, all));
  const [only] = folders;
  return own.length === 0 && folders.length === 1 && only && path !== ''
    ? { ...only, name: `${name}/${only.name}` }
    : { name, path, folders, files: own.toSorted((a, b) => order.compare(a, b)) };
}

/** A file's name without its folders. */
export function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

/** What has to stand before a file's own name to tell it from the others: its folders, or nothing. */
export function distinction(file: string, files: readonly string[]): string {
  const base = baseName(file);
  const twin = files.some((other) => other !== file && baseName(other) === base);
  return twin ? file.slice(0, -base.length) : '';
}

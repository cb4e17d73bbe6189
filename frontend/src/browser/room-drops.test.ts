import { expect, test } from 'vitest';
import { dropped } from './room-drops.ts';

type Tree = { readonly [name: string]: Tree | string };

/** Entries as a browser gives them, a hundred of a folder at a time. */
function entry(name: string, content: Tree | string): unknown {
  if (typeof content === 'string')
    return {
      name,
      isFile: true,
      isDirectory: false,
      file: (yes: (file: File) => void) => yes(new File([content], name)),
    };
  const inside = Object.entries(content).map(([inner, deeper]) => entry(inner, deeper));
  return {
    name,
    isFile: false,
    isDirectory: true,
    createReader: () => ({ readEntries: (yes: (some: unknown[]) => void) => yes(inside.splice(0, 100)) }),
  };
}

function drop(tree: Tree, files: readonly File[] = []): DataTransfer {
  const items = Object.entries(tree).map(([name, content]) => ({
    webkitGetAsEntry: () => entry(name, content),
  }));
  return {
    items: files.length > 0 ? [{ webkitGetAsEntry: () => null }] : items,
    files,
  } as unknown as DataTransfer;
}

test('a folder comes with everything in it, under the names that lead there', async () => {
  const { sent, skipped } = await dropped(
    drop({
      project: {
        'main.py': 'x',
        src: { 'util.py': 'y', __pycache__: { 'util.pyc': '' } },
        '.git': { config: '' },
        node_modules: { left: { 'pad.js': '' } },
      },
      'notes.txt': 'z',
    }),
  );
  expect(sent.map(({ name }) => name)).toEqual(['project/main.py', 'project/src/util.py', 'notes.txt']);
  expect(await sent[1]?.file.text()).toBe('y');
  expect(skipped.map(({ name }) => name)).toEqual([
    'project/src/__pycache__',
    'project/.git',
    'project/node_modules',
  ]);
});

test('a folder of a thousand files ends where no room would take more', async () => {
  const many = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`${n}.txt`, '']));
  const { sent, skipped } = await dropped(drop({ many }));
  expect(sent).toHaveLength(300);
  expect(skipped).toHaveLength(700);
});

test('where there are no entries, files are files', async () => {
  const { sent } = await dropped(drop({}, [new File(['x'], 'a.py')]));
  expect(sent.map(({ name }) => name)).toEqual(['a.py']);
});

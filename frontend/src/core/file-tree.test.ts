import { expect, test } from 'vitest';
import { baseName, distinction, type Folder, treeOf } from './file-tree.ts';

function drawn({ folders, files }: Folder, indent = ''): string[] {
  return [
    ...folders.flatMap((folder) => [`${indent}${folder.name}/`, ...drawn(folder, `${indent}  `)]),
    ...files.map((file) => indent + file),
  ];
}

test('folders come first, and names in the order in which people count', () => {
  const files = ['main.py', 'tests/part10.py', 'tests/part2.py', 'a.txt', 'lib/deep/x.py', 'lib/y.py'];
  expect(drawn(treeOf(files))).toEqual([
    'lib/',
    '  deep/',
    '    lib/deep/x.py',
    '  lib/y.py',
    'tests/',
    '  tests/part2.py',
    '  tests/part10.py',
    'a.txt',
    'main.py',
  ]);
});

test('folders that hold nothing but a folder are one line', () => {
  const tree = treeOf(['src/main/java/App.java', 'src/main/java/B.java', 'README.md']);
  expect(drawn(tree)).toEqual([
    'src/main/java/',
    '  src/main/java/App.java',
    '  src/main/java/B.java',
    'README.md',
  ]);
  expect(tree.folders[0]?.path).toBe('src/main/java/');
  expect(drawn(treeOf(['only/one.py']))).toEqual(['only/', '  only/one.py']);
  expect(drawn(treeOf([]))).toEqual([]);
});

test('a name alone is enough until two files share it', () => {
  const files = ['a/Main.java', 'b/Main.java', 'a/Other.java', 'Top.java'];
  expect(files.map((file) => distinction(file, files))).toEqual(['a/', 'b/', '', '']);
  expect(baseName('a/b/c.py')).toBe('c.py');
  expect(baseName('c.py')).toBe('c.py');
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StreamLanguage } from '@codemirror/language';
import { describe, expect, test } from 'vitest';
import { grammarOf, loadGrammar } from './editor-grammar.ts';
import { elixir, nasm, prolog } from './editor-grammar-simple.ts';

const RUNTIMES = join(import.meta.dirname, '../../../runtimes');

const languages = readdirSync(RUNTIMES).flatMap((folder) => {
  try {
    return [JSON.parse(readFileSync(join(RUNTIMES, folder, 'runtime.json'), 'utf8'))];
  } catch {
    return []; // box and attacks are no languages
  }
}) as readonly { readonly id: string; readonly highlight: string }[];

test('there are languages', () => expect(languages.length).toBeGreaterThan(30));

test('what is no program is coloured by its name', async () => {
  for (const file of ['README.md', 'site/index.HTML', 'a.css', 'data.json'])
    expect(await loadGrammar(grammarOf(file)), file).not.toEqual([]);
  for (const file of ['Makefile', 'notes.txt', 'a.constructor', 'x.']) expect(grammarOf(file), file).toBe('');
});

describe.each(languages)('$id', ({ highlight }) => {
  test('has a grammar', async () => expect(await loadGrammar(highlight)).not.toEqual([]));
});

/** The names of the tokens of a text, each with what it covers. */
function tokens(parser: Parameters<typeof StreamLanguage.define>[0], text: string): string[] {
  const found: string[] = [];
  StreamLanguage.define(parser)
    .parser.parse(text)
    .iterate({
      enter: ({ name, from, to }) => {
        if (name !== 'Document') found.push(`${name} ${text.slice(from, to)}`);
      },
    });
  return found;
}

describe('the grammars of our own', () => {
  test('elixir: a multi-line text ends where it ends', () => {
    const found = tokens(elixir, 'x = """\nend\n"""\nif true do # say\n');
    expect(found).toContain('keyword if');
    expect(found).not.toContain('keyword end');
    expect(found).toContain('comment # say');
  });

  test('prolog: variables begin with a capital, a comment may have many lines', () => {
    const found = tokens(prolog, '/* a\nfoo(X) */\nfoo(Y) :- Y is 2. % z');
    expect(found).not.toContain('variableName X');
    expect(found.join()).toContain('Y');
    expect(found).toContain('comment % z');
  });

  test('nasm: a semicolon begins a comment, not within quotes', () => {
    const found = tokens(nasm, 'start: mov rax, 60 ; exit\nt: db "a;b", 10');
    expect(found).toContain('comment ; exit');
    expect(found).toContain('string "a;b"');
  });
});

import { StreamLanguage, type StreamParser } from '@codemirror/language';
import type { Extension } from '@codemirror/state';

/*
 * Grammars by the name a runtime gives in `highlight`, each fetched when first wanted. A language without one is
 * plain text.
 */

type Grammar = () => Promise<Extension>;

async function stream<T>(parser: Promise<StreamParser<T>>): Promise<Extension> {
  return StreamLanguage.define(await parser);
}

const simple = () => import('./editor-grammar-simple.ts');
const clike = () => import('@codemirror/legacy-modes/mode/clike');
const sql = () => import('@codemirror/lang-sql');

const GRAMMARS: Readonly<Record<string, Grammar>> = {
  python: async () => (await import('@codemirror/lang-python')).python(),
  javascript: async () => (await import('@codemirror/lang-javascript')).javascript(),
  typescript: async () => (await import('@codemirror/lang-javascript')).javascript({ typescript: true }),
  java: async () => (await import('@codemirror/lang-java')).java(),
  c: async () => (await import('@codemirror/lang-cpp')).cpp(),
  cpp: async () => (await import('@codemirror/lang-cpp')).cpp(),
  go: async () => (await import('@codemirror/lang-go')).go(),
  rust: async () => (await import('@codemirror/lang-rust')).rust(),
  php: async () => (await import('@codemirror/lang-php')).php(),
  html: async () => (await import('@codemirror/lang-html')).html(),
  css: async () => (await import('@codemirror/lang-css')).css(),
  json: async () => (await import('@codemirror/lang-json')).json(),
  markdown: async () => (await import('@codemirror/lang-markdown')).markdown(),
  sql: async () => sql().then(({ sql: language, SQLite }) => language({ dialect: SQLite })),
  mysql: async () => sql().then(({ sql: language, MariaSQL }) => language({ dialect: MariaSQL })),
  postgres: async () => sql().then(({ sql: language, PostgreSQL }) => language({ dialect: PostgreSQL })),
  shell: () => stream(import('@codemirror/legacy-modes/mode/shell').then((mode) => mode.shell)),
  ruby: () => stream(import('@codemirror/legacy-modes/mode/ruby').then((mode) => mode.ruby)),
  perl: () => stream(import('@codemirror/legacy-modes/mode/perl').then((mode) => mode.perl)),
  lua: () => stream(import('@codemirror/legacy-modes/mode/lua').then((mode) => mode.lua)),
  swift: () => stream(import('@codemirror/legacy-modes/mode/swift').then((mode) => mode.swift)),
  haskell: () => stream(import('@codemirror/legacy-modes/mode/haskell').then((mode) => mode.haskell)),
  erlang: () => stream(import('@codemirror/legacy-modes/mode/erlang').then((mode) => mode.erlang)),
  r: () => stream(import('@codemirror/legacy-modes/mode/r').then((mode) => mode.r)),
  clojure: () => stream(import('@codemirror/legacy-modes/mode/clojure').then((mode) => mode.clojure)),
  fortran: () => stream(import('@codemirror/legacy-modes/mode/fortran').then((mode) => mode.fortran)),
  pascal: () => stream(import('@codemirror/legacy-modes/mode/pascal').then((mode) => mode.pascal)),
  scheme: () => stream(import('@codemirror/legacy-modes/mode/scheme').then((mode) => mode.scheme)),
  crystal: () => stream(import('@codemirror/legacy-modes/mode/crystal').then((mode) => mode.crystal)),
  commonlisp: () =>
    stream(import('@codemirror/legacy-modes/mode/commonlisp').then((mode) => mode.commonLisp)),
  d: () => stream(import('@codemirror/legacy-modes/mode/d').then((mode) => mode.d)),
  tcl: () => stream(import('@codemirror/legacy-modes/mode/tcl').then((mode) => mode.tcl)),
  cobol: () => stream(import('@codemirror/legacy-modes/mode/cobol').then((mode) => mode.cobol)),
  gas: () => stream(import('@codemirror/legacy-modes/mode/gas').then((mode) => mode.gas)),
  ocaml: () => stream(import('@codemirror/legacy-modes/mode/mllike').then((mode) => mode.oCaml)),
  elixir: () => stream(simple().then((mode) => mode.elixir)),
  prolog: () => stream(simple().then((mode) => mode.prolog)),
  nasm: () => stream(simple().then((mode) => mode.nasm)),
  kotlin: () => stream(clike().then((mode) => mode.kotlin)),
  scala: () => stream(clike().then((mode) => mode.scala)),
  csharp: () => stream(clike().then((mode) => mode.csharp)),
};

const ALIASES: Readonly<Record<string, string>> = {
  bash: 'shell',
  sh: 'shell',
  lisp: 'commonlisp',
  racket: 'scheme',
  asm: 'nasm',
  sqlite: 'sql',
};

/** What is no program is coloured by its name. */
const BY_EXTENSION: ReadonlyMap<string, string> = new Map([
  ['md', 'markdown'],
  ['html', 'html'],
  ['htm', 'html'],
  ['svg', 'html'],
  ['xml', 'html'],
  ['css', 'css'],
  ['json', 'json'],
  ['ndjson', 'json'],
]);

/** The grammar that a file's name says, or empty. */
export function grammarOf(file: string): string {
  return BY_EXTENSION.get(/\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? '') ?? '';
}

/** Never fails: a grammar that cannot be fetched is plain text too. */
export async function loadGrammar(name: string): Promise<Extension> {
  try {
    return (await GRAMMARS[ALIASES[name] ?? name]?.()) ?? [];
  } catch {
    return [];
  }
}

import type { StreamParser } from '@codemirror/language';
import { simpleMode } from '@codemirror/legacy-modes/mode/simple-mode';

/* Grammars that no package of the editor's has: words, strings, numbers and comments, and no more. */

function words(all: string): RegExp {
  return new RegExp(`(?:${all.trim().split(/\s+/).join('|')})\\b`);
}

const NUMBER = /0x[\da-f_]+|0b[01_]+|0o[0-7_]+|\d[\d_]*(?:\.\d+(?:e[+-]?\d+)?)?/i;

export const elixir: StreamParser<unknown> = simpleMode({
  start: [
    { regex: /#.*/, token: 'comment' },
    { regex: /@(?:module|type)?doc\s+"""/, token: 'comment', next: 'doc' },
    { regex: /"""/, token: 'string', next: 'text' },
    { regex: /"(?:[^"\\]|\\.)*"?/, token: 'string' },
    { regex: /'(?:[^'\\]|\\.)*'?/, token: 'string' },
    { regex: /~[a-zA-Z](?:\/(?:[^/\\]|\\.)*\/|"(?:[^"\\]|\\.)*"|\([^)]*\)|\[[^\]]*\])\w*/, token: 'string' },
    { regex: /\?\\?./, token: 'number' },
    { regex: /:(?:"[^"]*"|[a-zA-Z_]\w*[?!]?)/, token: 'atom' },
    { regex: /[a-z_]\w*[?!]?:(?=\s)/, token: 'atom' },
    { regex: NUMBER, token: 'number' },
    { regex: /@[a-z_]\w*/, token: 'meta' },
    { regex: /(defp?|defmacrop?|defguardp?)(\s+)([a-z_]\w*[?!]?)/, token: ['keyword', 'white', 'def'] },
    {
      regex: words(`
        after alias and case catch cond defdelegate defexception defimpl defmodule
        defprotocol defstruct do else end fn for if import in not or quote raise receive
        require rescue reraise super throw try unless unquote use when with
      `),
      token: 'keyword',
    },
    { regex: words('true false nil'), token: 'atom' },
    { regex: /[A-Z]\w*/, token: 'type' },
    { regex: /[a-z_]\w*[?!]?/, token: 'variable' },
    { regex: /[-+*/<>=|&^!~.]+/, token: 'operator' },
  ],
  text: [
    { regex: /.*?"""/, token: 'string', next: 'start' },
    { regex: /.*/, token: 'string' },
  ],
  doc: [
    { regex: /.*?"""/, token: 'comment', next: 'start' },
    { regex: /.*/, token: 'comment' },
  ],
  languageData: { commentTokens: { line: '#' } },
});

export const prolog: StreamParser<unknown> = simpleMode({
  start: [
    { regex: /%.*/, token: 'comment' },
    { regex: /\/\*/, token: 'comment', next: 'comment' },
    { regex: /"(?:[^"\\]|\\.)*"?/, token: 'string' },
    { regex: /'(?:[^'\\]|\\.|'')*'?/, token: 'string' },
    { regex: /0'(?:\\.|.)/, token: 'number' },
    { regex: NUMBER, token: 'number' },
    { regex: /[A-Z_]\w*/, token: 'variable' },
    {
      regex: words('is mod rem div dynamic discontiguous initialization'),
      token: 'keyword',
    },
    {
      regex: words('true false fail not once forall findall assertz? retract'),
      token: 'builtin',
    },
    { regex: /[a-z]\w*(?=\()/, token: 'def' },
    { regex: /[a-z]\w*/, token: 'atom' },
    { regex: /:-|-->|->|\\\+|[-+*/<>=\\@:^]+|[!;|]/, token: 'operator' },
  ],
  comment: [
    { regex: /.*?\*\//, token: 'comment', next: 'start' },
    { regex: /.*/, token: 'comment' },
  ],
  languageData: { commentTokens: { line: '%', block: { open: '/*', close: '*/' } } },
});

export const nasm: StreamParser<unknown> = simpleMode({
  start: [
    { regex: /;.*/, token: 'comment' },
    { regex: /"[^"]*"?|'[^']*'?|`(?:[^`\\]|\\.)*`?/, token: 'string' },
    { regex: /%[a-z]+/i, token: 'meta' },
    { regex: /[a-z_.?@$][\w.?@$]*:/i, token: 'def', sol: true },
    { regex: /\$?0x[\da-f]+|[\da-f]+h\b|[01]+b\b|\d+/i, token: 'number' },
    {
      regex: words(`
        section segment global extern default rel bits align equ times d[bwdqt] res[bwdqt]
        byte word dword qword struc endstruc wrt
      `),
      token: 'keyword',
    },
    {
      regex:
        /(?:[re]?(?:[abcd]x|[sd]i|[sb]p)|[abcd][lh]|[sd]il|[sb]pl|r(?:[89]|1[0-5])[dwb]?|rip|[xy]mm\d+)\b/i,
      token: 'builtin',
    },
    { regex: /[a-z_.?@$][\w.?@$]*/i, token: 'variable' },
  ],
  languageData: { commentTokens: { line: ';' } },
});

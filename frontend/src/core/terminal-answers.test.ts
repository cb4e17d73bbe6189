import { expect, test } from 'vitest';
import { isTerminalAnswer } from './terminal-answers.ts';

test.each(['\x1b[24;80R', '\x1b[?1;2c', '\x1b[>0;276;0c', '\x1b[0n', '\x1b[?2004;1$y', '\x1b[I', '\x1b[O'])(
  'an answer of the terminal is not input: %j',
  (data) => expect(isTerminalAnswer(data)).toBe(true),
);

test.each(['\x1b]11;rgb:ff/ff/ff\x1b\\', '\x1b]4;1;rgb:00/00/00\x07', '\x1bP1$r0m\x1b\\'])(
  'nor is a colour or a setting: %j',
  (data) => expect(isTerminalAnswer(data)).toBe(true),
);

test.each([
  'a',
  '\r',
  '\x03',
  '\x1b',
  '\x1b[A',
  '\x1bOP',
  '\x1b[1;5C',
  '\x1b[1;2R',
  '\x1b[3~',
  'R',
  '\x1b[200~x\x1b[201~',
])('a key or a paste is: %j', (data) => expect(isTerminalAnswer(data)).toBe(false));

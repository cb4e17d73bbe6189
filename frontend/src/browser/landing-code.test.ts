import { describe, expect, it } from 'vitest';
import { readCode } from './landing-code.ts';

describe('a typed code', () => {
  it.each([
    'kqv-x7mp-2tw',
    'KQV-X7MP-2TW',
    ' kqvx7mp2tw ',
    'kqv x7mp 2tw',
    'kqv–x7mp—2tw',
    'https://parley.example/room/kqv-x7mp-2tw#k=secret',
    '/interview/KQVX7MP2TW?name=Ana',
  ])('is understood as %j', (typed) => {
    expect(readCode(typed)).toEqual({ type: 'code', code: 'kqv-x7mp-2tw' });
  });

  it.each([
    ['', 'Type the code you were given, for example kqv-x7mp-2tw.'],
    ['--', 'Type the code you were given, for example kqv-x7mp-2tw.'],
    ['kqv-x7mp-2t', 'A code has 10 letters and digits; this one has 9.'],
    ['kqv-x7mp-2tu', 'Codes never contain “u”. Check the letters again.'],
    ['kqv/x7mp/2tw', 'Codes never contain “/”. Check the letters again.'],
  ])('says what is wrong with %j', (typed, message) => {
    expect(readCode(typed)).toEqual({ type: 'mistake', message });
  });
});

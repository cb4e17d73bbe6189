// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { changeLook, look, remembered } from './look.ts';

const STANDARD = { codeSize: 14, wrap: false, spokenTerminal: false, filesBeside: false };

beforeEach(() => {
  localStorage.clear();
  look.value = remembered();
});

test('a look is remembered, and sizes stay readable', () => {
  expect(remembered()).toEqual(STANDARD);
  changeLook({ codeSize: 400, wrap: true });
  expect(remembered()).toEqual({ ...STANDARD, codeSize: 24, wrap: true });
  changeLook({ codeSize: 1 });
  expect(look.value).toEqual({ ...STANDARD, codeSize: 11, wrap: true });
});

test('what is spoilt in storage is the standard', () => {
  for (const spoilt of ['{', 'null', '[]', '"x"', '{"codeSize": "big"}']) {
    localStorage.setItem('parley.look', spoilt);
    expect(remembered(), spoilt).toEqual(STANDARD);
  }
});

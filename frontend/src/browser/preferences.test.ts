// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { interviewerKey, lastVisitToken, rememberVisit, visitToken } from './preferences.ts';

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, '', '/room/abc');
});

test('a second tab is a second visit, but looks back as the person of the first', () => {
  rememberVisit('abc', 'k', 'token-1');
  expect(visitToken('abc', 'k')).toBe('token-1');
  sessionStorage.clear();
  expect(visitToken('abc', 'k')).toBe('');
  expect(lastVisitToken('abc', 'k')).toBe('token-1');
  rememberVisit('abc', 'k', 'token-2');
  expect(lastVisitToken('abc', 'k')).toBe('token-2');
});

test('a token belongs to one room and to one part in it', () => {
  rememberVisit('abc', 'k', 'token-1');
  expect(lastVisitToken('abc', '')).toBe('');
  expect(lastVisitToken('abc', 'k+observer')).toBe('');
  expect(lastVisitToken('def', 'k')).toBe('');
});

test('the interviewer’s key leaves the address and stays in the browser', () => {
  history.replaceState(null, '', '/room/abc?x=1#k=secret');
  expect(interviewerKey('abc')).toBe('secret');
  expect(location.href).toMatch(/\/room\/abc\?x=1$/);
  expect(interviewerKey('abc')).toBe('secret');
  expect(interviewerKey('def')).toBe('');
});

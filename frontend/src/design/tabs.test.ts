// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { tabKeys } from './tabs.ts';

const chosen: string[] = [];

beforeEach(() => {
  chosen.length = 0;
  document.body.innerHTML =
    '<div role="tablist"><button>a</button><button>b</button><button>c</button></div>';
  for (const tab of document.querySelectorAll('button')) {
    tab.addEventListener('click', () => chosen.push(tab.textContent));
    tab.addEventListener('keydown', (event) => tabKeys(event));
  }
});

function press(key: string): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  document.activeElement?.dispatchEvent(event);
  return event.defaultPrevented;
}

test('arrows go round, Home and End to the ends, and the focus goes along', () => {
  document.querySelector('button')?.focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'Home', 'End'])
    expect(press(key)).toBe(true);
  expect(chosen).toEqual(['b', 'c', 'a', 'c', 'a', 'c']);
  expect(document.activeElement?.textContent).toBe('c');
});

test('other keys are somebody else’s', () => {
  document.querySelector('button')?.focus();
  for (const key of ['ArrowUp', 'Enter', ' ', 'Tab', 'x']) expect(press(key)).toBe(false);
  expect(chosen).toEqual([]);
});

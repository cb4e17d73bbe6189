// @vitest-environment happy-dom
import { h, render } from 'preact';
import { expect, it } from 'vitest';
import { Disclosure } from './room-disclosure.tsx';

it('hears Escape as soon as its panel is there', async () => {
  // Listened for after the first painting, a key pressed at once after the one that opened the panel was lost.
  const page = document.body.appendChild(document.createElement('div'));
  render(
    h(Disclosure, { label: 'Files', button: 'Files', buttonClass: '', children: () => h('input', {}) }),
    page,
  );
  const button = page.querySelector('button');
  button?.click();
  await Promise.resolve();
  expect(button?.getAttribute('aria-expanded')).toBe('true');

  page.querySelector('input')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  await Promise.resolve();

  expect(button?.getAttribute('aria-expanded')).toBe('false');
  expect(document.activeElement).toBe(button);
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

type Theme = ReadonlyMap<string, string>;

function block(from: string): Theme {
  const start = css.indexOf(from);
  expect(start, from).toBeGreaterThanOrEqual(0);
  const body = css.slice(start + from.length, css.indexOf('}', start));
  return new Map(
    [...body.matchAll(/(--[\w-]+|color-scheme):\s*([^;]+);/g)].map((m) => [m[1] ?? '', m[2] ?? '']),
  );
}

const light = block('\n:root {');
const systemDark = block(':root:not([data-theme="light"]) {');
const dark = block(':root[data-theme="dark"] {');

/** Relative luminance of #rrggbb as WCAG 2 defines it. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

function contrast(theme: Theme, a: string, b: string): number {
  const [x, y] = [a, b].map((name) => luminance(colour(theme, name)));
  const [high, low] = [Math.max(x ?? NaN, y ?? NaN), Math.min(x ?? NaN, y ?? NaN)];
  return (high + 0.05) / (low + 0.05);
}

/** A token, or a veil of one over another as "text 4% code-bg". */
function colour(theme: Theme, name: string): string {
  const [ink = '', share, ground = ''] = name.split(' ');
  const hex = (token: string) => theme.get(`--${token}`) ?? 'missing';
  if (share === undefined) return hex(ink);
  const part = Number.parseFloat(share) / 100;
  const mixed = [1, 3, 5].map((i) => {
    const [over, under] = [hex(ink), hex(ground)].map((one) => Number.parseInt(one.slice(i, i + 2), 16));
    return Math.round((over ?? NaN) * part + (under ?? NaN) * (1 - part));
  });
  return `#${mixed.map((c) => c.toString(16).padStart(2, '0')).join('')}`;
}

/** How thick the style sheets put a colour over another in a rule. */
function veil(sheet: string, rule: string): string {
  const text = readFileSync(new URL(sheet, import.meta.url), 'utf8');
  const share = /color-mix\(in srgb, .+ (\d+%), transparent\)/.exec(text.slice(text.indexOf(rule)))?.[1];
  expect(share, `${rule} in ${sheet}`).toBeDefined();
  return share ?? '';
}

const names = (prefix: string) =>
  [...light.keys()].filter((k) => k.startsWith(`--${prefix}-`)).map((k) => k.slice(2));
const people = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `person-${n}`);
const onSurfaces = (ink: string) =>
  ['bg', 'surface', 'surface-2'].map((ground): [string, string] => [ink, ground]);

const othersSelection = veil('editor.css', '\n.remote-selection {');
const activeLine = `text ${veil('../browser/room.css', '.room-editor .cm-activeLine {')} code-bg`;

/** Text and the ground it stands on: 4.5 to 1. */
const textPairs: [string, string][] = [
  ...['text', 'text-muted', 'accent', 'danger', 'ok', 'warn', ...people].flatMap(onSurfaces),
  ['text', 'surface-3'],
  ['accent-text', 'accent'],
  ['accent-text', 'accent-hover'],
  ['danger-text', 'danger'],
  ['danger-text', 'danger-hover'],
  ...['accent-soft', 'danger-soft', 'ok-soft', 'warn-soft'].flatMap((soft): [string, string][] => [
    ['text', soft],
    ['text-muted', soft],
  ]),
  ['accent', 'accent-soft'],
  ['danger', 'danger-soft'],
  ['ok', 'ok-soft'],
  ['warn', 'warn-soft'],
  ['text', 'selection'],
  ...people.map((p): [string, string] => ['person-text', p]),
  ...people.map((p): [string, string] => [p, 'code-bg']),
  ['code-gutter', 'code-bg'],
  ['code-text', 'code-selection'],
  ...names('syn').flatMap((s): [string, string][] => [
    [s, 'code-bg'],
    [s, 'code-line'],
    [s, 'code-selection'],
    [s, activeLine],
  ]),
  ...names('syn').flatMap((s) => people.map((p): [string, string] => [s, `${p} ${othersSelection} code-bg`])),
  ['code-gutter', activeLine],
  ['code-gutter', 'code-line'],
  ['code-text', 'code-bracket'],
  ['syn-operator', 'code-bracket'],
  ['code-text', 'ok-soft'],
  ['code-text', 'danger-soft'],
  ['text-muted', 'term-bg'],
  ['term-text', 'term-bg'],
  ['term-text', 'term-selection'],
  ...names('ansi').map((a): [string, string] => [a, 'term-bg']),
];

/** Edges of controls and focus rings: 3 to 1. */
const edgePairs: [string, string][] = [
  ...onSurfaces('border-strong'),
  ...onSurfaces('focus'),
  ['focus', 'code-bg'],
  ['focus', 'term-bg'],
  ...['accent', 'text'].map((caret): [string, string] => [caret, 'code-bg']),
  ['term-cursor', 'term-bg'],
];

describe('tokens', () => {
  it("says the same for the system's dark theme and the chosen one", () => {
    expect([...systemDark]).toEqual([...dark]);
  });

  it('gives the dark theme every colour of the light one', () => {
    const colours = [...light.keys()].filter(
      (k) => /^(#|rgb|0 )/.test(light.get(k) ?? '') || k === 'color-scheme',
    );
    expect([...dark.keys()]).toEqual(colours);
  });

  it.each([
    ['light', light],
    ['dark', dark],
  ] as const)('meets AA contrast in the %s theme', (_name, theme) => {
    const failures = [
      ...textPairs.filter(([a, b]) => !(contrast(theme, a, b) >= 4.5)),
      ...edgePairs.filter(([a, b]) => !(contrast(theme, a, b) >= 3)),
    ].map(([a, b]) => `${a} on ${b}: ${contrast(theme, a, b).toFixed(2)}`);
    expect(failures).toEqual([]);
  });
});

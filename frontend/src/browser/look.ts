import { effect, type Signal, signal } from '@preact/signals';
import { boolean, decode, number, object } from '../core/decoder.ts';
import { keep, kept } from './preferences.ts';

/** How somebody likes code and terminal; kept per browser, and nobody else's business. */
export interface Look {
  /** Of code, in CSS pixels; the terminal's is one smaller. */
  readonly codeSize: number;
  /** Whether long lines go on in the next one instead of out of sight. */
  readonly wrap: boolean;
  /** Whether the terminal keeps a copy of its text for screen readers, which costs time with fast output. */
  readonly spokenTerminal: boolean;
  /** Whether the files stand beside the code rather than behind a button. */
  readonly filesBeside: boolean;
}

export const SMALLEST = 11;
export const LARGEST = 24;

const SLOT = 'parley.look';
const STANDARD: Look = { codeSize: 14, wrap: false, spokenTerminal: false, filesBeside: false };

const stored = object({
  codeSize: number,
  wrap: boolean,
  spokenTerminal: boolean,
  filesBeside: boolean,
});

export const look: Signal<Look> = signal(remembered());

/** Takes a wish as far as it can be met, and remembers it. */
export function changeLook(part: Partial<Look>): void {
  look.value = within({ ...look.value, ...part });
  keep(SLOT, JSON.stringify(look.value));
}

/** Dresses the page, now and whenever the look changes. */
export function wearLook(): void {
  effect(() => document.documentElement.style.setProperty('--code-size', `${look.value.codeSize}px`));
}

export function remembered(): Look {
  try {
    const read = decode(stored, { ...STANDARD, ...ofSystem(), ...JSON.parse(kept(SLOT) || '{}') }, SLOT);
    return within(read.ok ? read.value : STANDARD);
  } catch {
    return STANDARD;
  }
}

/** Whoever has the system change all colours is likely to have it read the screen as well. */
function ofSystem(): Partial<Look> {
  return { spokenTerminal: matchMedia('(forced-colors: active)').matches };
}

function within(wish: Look): Look {
  const codeSize = Math.round(Math.min(LARGEST, Math.max(SMALLEST, wish.codeSize)));
  return { ...wish, codeSize };
}

import type { Disposable } from './lifetime.ts';

/** Time as a parameter: the browser's clock in the page, a hand-turned one in tests. */
export interface Timer {
  /** Milliseconds; only differences mean something. */
  now(): number;
  after(milliseconds: number, action: () => void): Disposable;
}

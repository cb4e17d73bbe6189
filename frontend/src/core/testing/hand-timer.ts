import type { Disposable } from '../lifetime.ts';
import type { Timer } from '../timer.ts';

interface Planned {
  readonly at: number;
  readonly action: () => void;
}

/** A clock that moves only when told to, and lets promises settle between two moments. */
export class HandTimer implements Timer {
  #now = 0;
  #planned: Planned[] = [];

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, action: () => void): Disposable {
    const planned = { at: this.#now + milliseconds, action };
    // Behind everything planned for the same moment: the order of planning is the order of doing.
    const index = this.#planned.findLastIndex((other) => other.at <= planned.at);
    this.#planned.splice(index + 1, 0, planned);
    return { dispose: () => (this.#planned = this.#planned.filter((other) => other !== planned)) };
  }

  /** Lives through this many milliseconds. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settled();
    for (;;) {
      const [next] = this.#planned;
      if (!next || next.at > end) break;
      this.#planned.shift();
      this.#now = next.at;
      next.action();
      await settled();
    }
    this.#now = end;
  }
}

async function settled(): Promise<void> {
  for (let i = 0; i < 6; i++) await Promise.resolve();
}

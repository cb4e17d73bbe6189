import type { Keepsake, Keepsakes, Salvage } from '../core/keepsake.ts';

const ASK_AROUND_MS = 150;

/** Keepsakes in the tab's session storage: they survive a reload and end with the tab. */
export class TabKeepsakes implements Keepsakes {
  readonly #prefix: string;
  readonly #salvages: string;

  constructor(code: string) {
    this.#prefix = `parley.unsent.${code}.`;
    this.#salvages = `parley.salvaged.${code}`;
  }

  load(): ReadonlyMap<string, unknown> {
    const kept = new Map<string, unknown>();
    try {
      for (const key of Object.keys(sessionStorage)) {
        if (key.startsWith(this.#prefix))
          kept.set(key.slice(this.#prefix.length), JSON.parse(sessionStorage.getItem(key) ?? 'null'));
      }
    } catch {
      // Forbidden or spoilt: there is nothing to restore.
    }
    return kept;
  }

  store(file: string, keepsake: Keepsake | null): void {
    try {
      if (keepsake) sessionStorage.setItem(this.#prefix + file, JSON.stringify(keepsake));
      else sessionStorage.removeItem(this.#prefix + file);
    } catch {
      // Full or forbidden: the page warns before it is closed while anything is unsent.
    }
  }

  loadSalvages(): unknown {
    try {
      return JSON.parse(sessionStorage.getItem(this.#salvages) ?? '[]');
    } catch {
      return [];
    }
  }

  storeSalvages(salvages: readonly Salvage[]): void {
    try {
      if (salvages.length > 0) sessionStorage.setItem(this.#salvages, JSON.stringify(salvages));
      else sessionStorage.removeItem(this.#salvages);
    } catch {
      // Full or forbidden: they are on the page, until the person dismisses them or leaves.
    }
  }

  clear(): void {
    for (const file of this.load().keys()) this.store(file, null);
  }
}

/**
 * A duplicated tab is born with a copy of the other's session storage. Both sending the same unsent edits under the
 * same numbers would be a conflict, so a tab asks around before it takes them up; whoever still lives keeps them.
 *
 * @param clients the client ids found in storage
 * @returns whether nobody else has them
 */
export async function nobodyElseHas(clients: readonly string[]): Promise<boolean> {
  if (clients.length === 0 || typeof BroadcastChannel === 'undefined') return true;
  const channel = new BroadcastChannel('parley.unsent');
  return new Promise((resolve) => {
    const end = (free: boolean) => {
      channel.close();
      resolve(free);
    };
    const timer = setTimeout(() => end(true), ASK_AROUND_MS);
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (!isSign(data) || data.type !== 'mine' || !clients.includes(data.client)) return;
      clearTimeout(timer);
      end(false);
    });
    for (const client of clients) channel.postMessage({ type: 'whose', client });
  });
}

/** Answers other tabs for as long as this page lives. */
export function answerFor(mine: () => readonly string[]): void {
  if (typeof BroadcastChannel === 'undefined') return;
  const channel = new BroadcastChannel('parley.unsent');
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isSign(data) && data.type === 'whose' && mine().includes(data.client))
      channel.postMessage({ type: 'mine', client: data.client });
  });
}

interface Sign {
  readonly type: 'whose' | 'mine';
  readonly client: string;
}

function isSign(data: unknown): data is Sign {
  return typeof data === 'object' && data !== null && 'type' in data && 'client' in data;
}

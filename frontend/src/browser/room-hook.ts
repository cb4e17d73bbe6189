import { flag } from './preferences.ts';
import type { Visit } from './room-visit.ts';

/** What an end-to-end test may look at: waiting on state is surer than waiting for time. */
export interface TestHook {
  text(): string;
  revision(): number;
  /** Own changes the server has not confirmed. */
  pending(): number;
  readonly state: unknown;
}

declare global {
  interface Window {
    parley?: TestHook;
  }
}

/** Gives tests their hook when the address says `?test` or local storage has `parley.test`. */
export function offerTestHook(visit: Visit): void {
  if (!flag('test')) return;
  window.parley = {
    text: () => visit.text(),
    revision: () => visit.room.text(visit.file.value)?.revision ?? -1,
    pending: () => visit.state.value.unsent,
    get state() {
      return visit.state.value;
    },
  };
}

/*
 * What pages tell of their people's attention. The interviewers see it and the person it is about sees the same, since
 * this page was opened; the replay has all of it.
 */

/** What one person's page has told. */
export interface Attention {
  /** Whether another page or program covers theirs now. */
  readonly away: boolean;
  readonly timesAway: number;
  readonly pastes: number;
}

const NOTHING: Attention = { away: false, timesAway: 0, pastes: 0 };

export type Attentions = ReadonlyMap<string, Attention>;

/** After a signal of somebody's page. */
export function noticed(all: Attentions, by: string, kind: string): Attentions {
  const before = all.get(by) ?? NOTHING;
  const after = afterSignal(before, kind);
  return after === before ? all : new Map(all).set(by, after);
}

function afterSignal(before: Attention, kind: string): Attention {
  switch (kind) {
    case 'blur':
      return { ...before, away: true, timesAway: before.timesAway + 1 };
    case 'focus':
      return { ...before, away: false };
    case 'paste':
      return { ...before, pastes: before.pastes + 1 };
    default:
      return before;
  }
}

/** In words; empty when there is nothing to tell. */
export function inWords({ away, timesAway, pastes }: Attention): string {
  const parts = [
    away ? 'looks at something else' : '',
    timesAway > 0 ? `left the page ${times(timesAway)}` : '',
    pastes > 0 ? `large pastes: ${pastes}` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

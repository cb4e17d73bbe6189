import { enumerated } from './herald.ts';
import type { News } from './news.ts';

/** What became of files that somebody sent into the room. */
export interface Arrivals {
  readonly created: readonly string[];
  /** Were there already and have the sent text now. */
  readonly changed: readonly string[];
  readonly skipped: readonly Skipped[];
}

export interface Skipped {
  readonly name: string;
  /** Why, in words that may stand in brackets; a full stop at the end is taken off. */
  readonly why: string;
}

/** Reasons that a sentence gives; each stands for all files it concerns. */
const REASONS = 4;

/** One sentence for the person who sent them: what came in, what did not, and why not. */
export function told({ created, changed, skipped }: Arrivals): Pick<News, 'text' | 'tone'> {
  const came = created.length + changed.length;
  const tone = skipped.length > 0 ? 'warn' : 'plain';
  const [only] = skipped;
  if (came === 0 && skipped.length === 1 && only)
    return { text: `${only.name} was not taken: ${clause(only.why)}.`, tone };
  const parts = [
    created.length > 0 || changed.length === 0 ? cameIn(created) : '',
    changed.length > 0 ? `${count(changed.length)} changed (${enumerated(changed)})` : '',
    skipped.length > 0 ? `${skipped.length} ${was(skipped.length)} skipped: ${reasons(skipped)}` : '',
  ];
  if (came === 0 && skipped.length === 0) return { text: 'The room has all of that already.', tone };
  return { text: `${parts.filter((part) => part !== '').join(', ')}.`, tone };
}

function cameIn(created: readonly string[]): string {
  if (created.length === 0) return 'Nothing came in';
  return created.length === 1 ? `${created[0]} came in` : `${count(created.length)} came in`;
}

function count(files: number): string {
  return files === 1 ? '1 file' : `${files} files`;
}

function was(files: number): string {
  return files === 1 ? 'was' : 'were';
}

/** The files of one reason together: "a.png and b.png (not a text), c.txt (too long)". */
function reasons(skipped: readonly Skipped[]): string {
  const names = new Map<string, string[]>();
  for (const { name, why } of skipped) names.set(why, [...(names.get(why) ?? []), name]);
  const all = [...names].map(([why, of]) => `${enumerated(of)} (${clause(why)})`);
  return all.length <= REASONS ? all.join(', ') : `${all.slice(0, REASONS).join(', ')} and others`;
}

function clause(why: string): string {
  return why.replace(/\.$/, '');
}

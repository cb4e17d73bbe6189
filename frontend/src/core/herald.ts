import type { Disposable } from './lifetime.ts';
import type { Deed, News } from './news.ts';
import type { Timer } from './timer.ts';

/** What somebody does so soon after the same is one doing: an archive's files arrive one by one. */
export const MOMENT_MS = 400;
/** No doing is kept back longer than this, however fast the next ones follow. */
const PATIENCE_MS = 2000;
/** Files that a sentence names. */
const NAMED = 3;

interface Doing {
  readonly first: News;
  readonly deed: Deed;
  readonly files: string[];
  readonly since: number;
  ending: Disposable;
}

/** Says news. What one person does to many files in a moment becomes one sentence, for eyes and for ears. */
export class Herald implements Disposable {
  readonly #doings = new Map<string, Doing>();

  constructor(
    private readonly timer: Timer,
    private readonly say: (news: News) => void,
  ) {}

  tell(news: News): void {
    const { deed } = news;
    if (!deed) {
      this.say(news);
      return;
    }
    const key = `${deed.verb} ${news.by}`;
    const before = this.#doings.get(key);
    before?.ending.dispose();
    const since = before?.since ?? this.timer.now();
    const wait = Math.min(MOMENT_MS, since + PATIENCE_MS - this.timer.now());
    const doing = before ?? { first: news, deed, files: [], since, ending: NOTHING };
    doing.files.push(deed.file);
    doing.ending = this.timer.after(wait, () => {
      this.#doings.delete(key);
      this.say({ ...doing.first, text: `${deed.who} ${deed.verb} ${listed(doing.files)}` });
    });
    this.#doings.set(key, doing);
  }

  dispose(): void {
    for (const { ending } of this.#doings.values()) ending.dispose();
    this.#doings.clear();
  }
}

const NOTHING: Disposable = { dispose: () => undefined };

function listed(files: readonly string[]): string {
  const words = enumerated(files);
  return files.length > NAMED ? `${files.length} files: ${words}` : words;
}

/** "a, b and c", or "a, b, c and 4 more". */
export function enumerated(all: readonly string[], named = NAMED): string {
  const shown = all.slice(0, named);
  const rest = all.length - shown.length;
  const parts = rest > 0 ? [...shown, `${rest} more`] : shown;
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

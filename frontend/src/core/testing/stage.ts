import type { Entry } from '../protocol.ts';
import { Authority } from './authority.ts';
import { HandTimer } from './hand-timer.ts';
import { Page } from './page.ts';

export interface Stage {
  authority: Authority;
  timer: HandTimer;
  pages: Page[];
  page: (name: string) => Promise<Page>;
}

/** A server's file and the pages that join it. */
export function stage(text = ''): Stage {
  const authority = new Authority(text);
  const timer = new HandTimer();
  const pages: Page[] = [];
  const page = async (name: string) => {
    const joined = new Page(name, authority, timer, pages);
    joined.join();
    await timer.pass(100);
    return joined;
  };
  return { authority, timer, pages, page };
}

/** One wrong character. */
export function garbled({ client, by, change }: Entry): Entry {
  return { client, by, change: JSON.parse(JSON.stringify(change).replace('~', '#')) as Entry['change'] };
}

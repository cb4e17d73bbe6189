/** What only the landing page asks the server: a new room, and whether programs can run. */
import { anything, type Decoder, fields, object, or, string } from '../core/decoder.ts';
import { ask, type Asked } from './rest.ts';

export type Readiness =
  | { readonly type: 'ready' }
  /** Rooms work, programs do not run (yet). */
  | { readonly type: 'noRuns'; readonly reason: string }
  | { readonly type: 'unreachable' };

export interface CreatedRoom {
  readonly code: string;
  /** Path and fragment on this origin. */
  readonly link: string;
}

const engine = object({ status: or(string, ''), message: or(string, '') });

/** A server that says nothing of an engine is taken to be ready: the room will tell. */
export const readiness: Decoder<Readiness> = (value, at) => {
  const { checks } = object({ checks: or(anything, null) })(value, at);
  if (typeof checks !== 'object' || checks === null) return { type: 'ready' };
  const check = or(engine, null)(fields(checks, `${at}.checks`)['engine'], `${at}.checks.engine`);
  return check?.status.toLowerCase() === 'down'
    ? { type: 'noRuns', reason: check.message }
    : { type: 'ready' };
};

export async function fetchReadiness(): Promise<Readiness> {
  const asked = await ask('/api/health/ready', readiness);
  if (asked.type === 'yes') return asked.value;
  return { type: asked.type === 'no' && asked.status === 404 ? 'ready' : 'unreachable' };
}

const created: Decoder<CreatedRoom> = (value, at) => {
  const { code, links } = object({ code: string, links: object({ interviewer: string }) })(value, at);
  // Behind a proxy the server may know itself by another name; the page stays where it is.
  const link = new URL(links.interviewer, location.href);
  return { code, link: link.pathname + link.hash };
};

/** Empty fields are left to the server. */
export function createRoom(title: string, language: string): Promise<Asked<CreatedRoom>> {
  return ask('/api/rooms', created, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...(title !== '' && { title }), ...(language !== '' && { language }) }),
  });
}

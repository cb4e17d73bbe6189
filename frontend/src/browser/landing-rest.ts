/**
 * What the landing page asks the server. Answers are read leniently, because a page that only offers two buttons must
 * not fail over a field it could do without; refusals become one sentence for people.
 */

export interface LanguageChoice {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** Whether a program in it could run right now. */
  readonly ready: boolean;
}

export type Readiness =
  | { readonly type: 'ready' }
  /** Rooms work, programs do not run (yet). */
  | { readonly type: 'noRuns'; readonly reason: string }
  | { readonly type: 'unreachable' };

export interface CreatedRoom {
  readonly code: string;
  readonly token: string | undefined;
  /** Path and fragment on this origin. */
  readonly link: string;
}

/** The server's "no", in words for the person who asked. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

type Json = Readonly<Record<string, unknown>>;

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

async function ask(path: string, init: RequestInit = {}): Promise<{ status: number; body: unknown }> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers: { Accept: 'application/json', ...init.headers } });
  } catch {
    throw new Refused('The server did not answer. Check your connection and try again.');
  }
  const body: unknown = await response.json().catch(() => undefined);
  return { status: response.status, body };
}

function refusal(status: number, body: unknown): Refused {
  if (status === 429) return new Refused('Too many attempts from here. Wait a minute, then try again.');
  const problem = object(body);
  const words = text(problem['detail']) ?? text(problem['message']) ?? text(problem['title']);
  return new Refused(words ?? `The server could not do that (${status}). Try again in a moment.`);
}

export async function fetchLanguages(): Promise<readonly LanguageChoice[]> {
  const { status, body } = await ask('/api/languages');
  if (status !== 200) throw refusal(status, body);
  const list = Array.isArray(body) ? body : object(body)['languages'];
  if (!Array.isArray(list)) return [];
  return list.map(object).flatMap((entry) => {
    const id = text(entry['id']);
    if (id === undefined) return [];
    const state = text(entry['state'])?.toLowerCase();
    return [
      {
        id,
        name: text(entry['name']) ?? id,
        version: text(entry['version']) ?? '',
        ready: entry['ready'] !== false && (state === undefined || state === 'ready'),
      },
    ];
  });
}

/** Reads both usual forms of a readiness answer: checks by name, or a list of named checks. */
export function readReadiness(body: unknown): Readiness {
  const { checks } = object(body);
  const named: readonly (readonly [string, unknown])[] = Array.isArray(checks)
    ? checks.map((check) => [text(object(check)['name']) ?? '', check])
    : Object.entries(object(checks));
  for (const [name, check] of named) {
    if (!/engine|execut|container|docker|run/i.test(name) || isUp(check)) continue;
    const words = object(check);
    const reason = text(words['message']) ?? text(words['detail']) ?? text(words['reason']) ?? '';
    return { type: 'noRuns', reason };
  }
  return { type: 'ready' };
}

function isUp(check: unknown): boolean {
  if (typeof check === 'boolean') return check;
  const status =
    text(check) ?? text(object(check)['status']) ?? object(check)['ready'] ?? object(check)['ok'];
  return status !== false && !/down|fail|error|starting|not|unavailable|missing/i.test(String(status));
}

export async function fetchReadiness(): Promise<Readiness> {
  try {
    return readReadiness((await ask('/api/health/ready')).body);
  } catch {
    return { type: 'unreachable' };
  }
}

export async function createRoom(title: string, language: string): Promise<CreatedRoom> {
  const { status, body } = await ask('/api/rooms', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...(title === '' ? {} : { title }), ...(language === '' ? {} : { language }) }),
  });
  const room = object(body);
  const code = text(room['code']);
  if (status >= 300 || code === undefined) throw refusal(status, body);
  const link = new URL(text(object(room['links'])['interviewer']) ?? `/room/${code}`, location.href);
  return { code, token: text(room['token']), link: link.pathname + link.search + link.hash };
}

/** Whether a room has this code; a refusal in words when it does not. */
export async function findRoom(code: string): Promise<void> {
  const { status, body } = await ask(`/api/rooms/${code}`);
  if (status === 404) throw new Refused('No room has this code. Check it with the person who invited you.');
  if (status === 410) throw new Refused('This code was replaced. Ask for the new one.');
  // A room that wants a password or a token exists: its own page asks for them.
  if (status >= 300 && status !== 401 && status !== 403) throw refusal(status, body);
}

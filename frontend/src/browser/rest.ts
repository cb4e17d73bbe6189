import {
  boolean,
  count,
  decode,
  type Decoder,
  fields,
  list,
  object,
  oneOf,
  or,
  string,
} from '../core/decoder.ts';
import { type Role, ROLES, ROOM_STATES, type RoomPhase } from '../core/protocol.ts';

const READINESS = ['ready', 'building', 'waiting', 'offered', 'missing', 'failed'] as const;

export interface Language {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly file: string;
  readonly highlight: string;
  /** While no engine answers it is down, however far it was. */
  readonly state: (typeof READINESS)[number] | 'down';
  /** How far it is, 0 to 100. */
  readonly percent: number;
  readonly message: string;
  /** Whether an interactive session can be opened in it. */
  readonly repl: boolean;
}

/** Its name with its version, once where the version says the name as well. */
export function fullName({ name, version }: Pick<Language, 'name' | 'version'>): string {
  return version.startsWith(name) ? version : `${name} ${version}`.trim();
}

export interface RoomGlance {
  readonly code: string;
  readonly title: string;
  readonly state: RoomPhase;
}

export interface Ticket {
  readonly token: string;
  readonly participant: { readonly id: string; readonly name: string; readonly role: Role };
}

export type Asked<T> =
  | { readonly type: 'yes'; readonly value: T }
  /** The server said no; `status` is the HTTP status. */
  | { readonly type: 'no'; readonly status: number; readonly words: string }
  | { readonly type: 'unreachable' };

const told = object({
  id: string,
  name: string,
  version: or(string, ''),
  file: or(string, ''),
  highlight: or(string, ''),
  state: or(oneOf(...READINESS), 'ready'),
  outage: or(boolean, false),
  percent: or(count, 0),
  message: or(string, ''),
  repl: or(boolean, false),
});

export const language: Decoder<Language> = (value, at) => {
  const { outage, ...found } = told(value, at);
  return outage ? { ...found, state: 'down' } : found;
};

const glance: Decoder<RoomGlance> = object({
  code: string,
  title: or(string, ''),
  state: or(oneOf(...ROOM_STATES), 'live'),
});

const ticket: Decoder<Ticket> = object({
  token: string,
  participant: object({ id: string, name: or(string, ''), role: oneOf(...ROLES) }),
});

export function languages(): Promise<Asked<readonly Language[]>> {
  return ask('/api/languages', list(language));
}

export function roomGlance(code: string): Promise<Asked<RoomGlance>> {
  return ask(`/api/rooms/${encodeURIComponent(code)}`, glance);
}

export interface Entering {
  readonly name: string;
  /** The interviewer's capability, or empty. */
  readonly key: string;
  /** Whether only to watch. */
  readonly watching: boolean;
  /** The token of the same person's last visit, so that the room recognises them; or empty. */
  readonly former: string;
}

export function joinRoom(code: string, { name, key, watching, former }: Entering): Promise<Asked<Ticket>> {
  return ask(`/api/rooms/${encodeURIComponent(code)}/join`, ticket, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(former === '' ? {} : { Authorization: `Bearer ${former}` }),
    },
    body: JSON.stringify({
      name,
      ...(key !== '' && { key }),
      ...(watching && { role: 'observer' }),
    }),
  });
}

const imported = object({ created: list(string), changed: list(string), skipped: list(string) });

export interface Imported {
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly skipped: readonly string[];
}

/** Takes the files of a zip archive into the room. */
export function importZip(code: string, token: string, archive: Blob): Promise<Asked<Imported>> {
  return ask(`/api/rooms/${encodeURIComponent(code)}/files`, imported, {
    method: 'POST',
    headers: { 'Content-Type': 'application/zip', Authorization: `Bearer ${token}` },
    body: archive,
  });
}

/** All files of the room as a zip archive. */
export async function exportZip(code: string, token: string): Promise<Asked<Blob>> {
  try {
    const response = await fetch(`/api/rooms/${encodeURIComponent(code)}/export?format=zip`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    if (response.ok) return { type: 'yes', value: await response.blob() };
    const body: unknown = await response.json().catch(() => null);
    return { type: 'no', status: response.status, words: words(response.status, body) };
  } catch {
    return { type: 'unreachable' };
  }
}

export async function ask<T>(path: string, decoder: Decoder<T>, init: RequestInit = {}): Promise<Asked<T>> {
  try {
    const response = await fetch(path, { ...init, headers: { Accept: 'application/json', ...init.headers } });
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok) return { type: 'no', status: response.status, words: words(response.status, body) };
    const read = decode(decoder, body, path);
    // A page of a captive portal is an answer too, but not the server's.
    return read.ok ? { type: 'yes', value: read.value } : { type: 'unreachable' };
  } catch {
    return { type: 'unreachable' };
  }
}

function words(status: number, body: unknown): string {
  if (status === 429) return 'Too many attempts from here. Wait a minute, then try again.';
  const said = decode(
    (value, at) => {
      const problem = fields(value, at);
      return or(string, '')(problem['detail'] ?? problem['message'] ?? problem['title'], at);
    },
    body,
    'problem',
  );
  return said.ok && said.value !== '' ? said.value : `The server refused (${count(status, 'status')}).`;
}

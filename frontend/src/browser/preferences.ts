/** What this browser remembers. Storage may be forbidden; then everything lasts as long as the page. */

const NAME = 'parley.name';

export function rememberedName(): string {
  return read(localStore(), NAME);
}

export function rememberName(name: string): void {
  write(localStore(), NAME, name);
}

/**
 * The interviewer's key for a room. It arrives in the address's fragment and is taken out of there at once, so that
 * an address copied from the browser's bar never makes an interviewer of whoever gets it.
 */
export function interviewerKey(code: string): string {
  const key = new URLSearchParams(location.hash.slice(1)).get('k');
  const slot = `parley.key.${code}`;
  if (key === null) return read(localStore(), slot);
  write(localStore(), slot, key);
  history.replaceState(null, '', location.pathname + location.search);
  return key;
}

/** The token of this tab's visit with this key; a second tab is a second visit. */
export function visitToken(code: string, key: string): string {
  return tokenIn(sessionStore(), code, key);
}

/** The same, or that of this browser's last visit: who looks back does so in a tab of its own. */
export function lastVisitToken(code: string, key: string): string {
  return visitToken(code, key) || tokenIn(localStore(), code, key);
}

export function rememberVisit(code: string, key: string, token: string): void {
  for (const store of [sessionStore(), localStore()]) write(store, visitSlot(code), `${token} ${key}`);
}

function tokenIn(store: Storage | null, code: string, key: string): string {
  const [token = '', keyThen = ''] = read(store, visitSlot(code)).split(' ');
  return keyThen === key ? token : '';
}

function visitSlot(code: string): string {
  return `parley.visit.${code}`;
}

export function splitShare(): number {
  const share = Number(read(localStore(), 'parley.split'));
  return share >= 20 && share <= 80 ? share : 60;
}

export function rememberSplit(share: number): void {
  write(localStore(), 'parley.split', String(Math.round(share)));
}

/** Anything else, by a name of its own; empty when there is nothing. */
export function kept(name: string): string {
  return read(localStore(), name);
}

export function keep(name: string, value: string): void {
  write(localStore(), name, value);
}

export function flag(name: string): boolean {
  return new URLSearchParams(location.search).has(name) || read(localStore(), `parley.${name}`) !== '';
}

function localStore(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

function sessionStore(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

function read(store: Storage | null, key: string): string {
  return store?.getItem(key) ?? '';
}

function write(store: Storage | null, key: string, value: string): void {
  try {
    store?.setItem(key, value);
  } catch {
    // Full: as if it were forbidden.
  }
}

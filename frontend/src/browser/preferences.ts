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
  const [token = '', keyThen = ''] = read(sessionStore(), `parley.visit.${code}`).split(' ');
  return keyThen === key ? token : '';
}

export function rememberVisit(code: string, key: string, token: string): void {
  write(sessionStore(), `parley.visit.${code}`, `${token} ${key}`);
}

export function splitShare(): number {
  const share = Number(read(localStore(), 'parley.split'));
  return share >= 20 && share <= 80 ? share : 60;
}

export function rememberSplit(share: number): void {
  write(localStore(), 'parley.split', String(Math.round(share)));
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

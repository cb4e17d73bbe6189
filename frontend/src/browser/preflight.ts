/** What somebody's connection to this server is like, before the interview depends on it. */
export type Preflight =
  | { readonly type: 'checking' }
  /** Milliseconds there and back; `live` says whether a WebSocket comes through. */
  | { readonly type: 'reached'; readonly roundTrip: number; readonly live: boolean }
  | { readonly type: 'unreachable' };

const TRIES = 3;
/** Whoever waits longer for a first packet would be polling anyway. */
const SOCKET_MS = 4000;

export async function checkConnection(): Promise<Preflight> {
  const [roundTrip, live] = await Promise.all([quickest(), webSocketOpens()]);
  return roundTrip === null ? { type: 'unreachable' } : { type: 'reached', roundTrip, live };
}

/** One sentence about it. */
export function inWords(found: Preflight): string {
  switch (found.type) {
    case 'checking':
      return 'Checking your connection…';
    case 'unreachable':
      return 'The server does not answer. Check your connection.';
    case 'reached': {
      const time = `${Math.max(1, Math.round(found.roundTrip))} ms`;
      return found.live
        ? `Your connection is fine: ${time} to the server.`
        : `Something on the way blocks live connections. It works without, a little slower (${time}).`;
    }
  }
}

/** The quickest of a few waited least for anything but the way. */
async function quickest(): Promise<number | null> {
  let best: number | null = null;
  for (let i = 0; i < TRIES; i++) {
    const asked = performance.now();
    try {
      const answer = await fetch('/api/health/live', { cache: 'no-store' });
      if (answer.ok) best = Math.min(best ?? Infinity, performance.now() - asked);
    } catch {
      // Not this time.
    }
  }
  return best;
}

/** Whether the server's own greeting arrives; nobody enters by that. */
function webSocketOpens(): Promise<boolean> {
  const address = new URL('/socket.io/?EIO=4&transport=websocket', location.href);
  address.protocol = address.protocol.replace('http', 'ws');
  return new Promise((resolve) => {
    const socket = new WebSocket(address);
    const end = (live: boolean) => {
      clearTimeout(timer);
      resolve(live);
      socket.close();
    };
    const timer = setTimeout(() => end(false), SOCKET_MS);
    socket.addEventListener('message', () => end(true));
    socket.addEventListener('error', () => end(false));
    socket.addEventListener('close', () => end(false));
  });
}

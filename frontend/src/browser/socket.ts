import { io, type Socket } from 'socket.io-client';
import type { Connection, ConnectionListener } from '../core/connection.ts';
import { decode, fields, string } from '../core/decoder.ts';
import { SERVER_EVENTS, serverMessage } from '../core/decoding.ts';
import type { ClientMessage } from '../core/protocol.ts';

const ANSWER_MS = 10_000;
const SAMPLES = 8;
/** After the server hung up on us it wants peace, not an immediate return. */
const RETURN_MS = 1000;
/** At most so often is a token asked for because the old one was refused ... */
const RENEW_EVERY_MS = 30_000;
/** ... and so often anyway, so that a connection lost late in a long hour finds a valid one. */
const REFRESH_MS = 20 * 60_000;

/** Error codes after which the server closes the door for good. */
const FAREWELLS: ReadonlySet<string> = new Set(['removed', 'kicked', 'unknown_room', 'forbidden']);

export interface Pass {
  readonly token: string;
  /** The newest token that there is. */
  newest(): string;
  /** Asks for another token when the server no longer takes this one; null when it will not give one. */
  renew(): Promise<string | null>;
}

/** Socket.IO as the core knows a connection: WebSocket first, long polling where that is blocked. */
export class SocketConnection implements Connection {
  readonly #socket: Socket;
  #token: string;
  #renewedAt = Number.NEGATIVE_INFINITY;
  #farewell: string | null = null;
  #disposed = false;
  #samples: number[] = [];
  readonly #refreshing = setInterval(() => void this.#refresh(), REFRESH_MS);

  /** @param measured gets the round trip in milliseconds: the quickest of the last answers, which waited least */
  constructor(
    private readonly pass: Pass,
    private readonly measured: (roundTrip: number) => void,
  ) {
    this.#token = pass.token;
    this.#socket = io({
      path: '/socket.io/',
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      autoConnect: false,
      reconnectionDelay: 500,
      reconnectionDelayMax: 8000,
      randomizationFactor: 0.5,
      auth: (give) => give({ token: this.#token }),
    });
  }

  open(listener: ConnectionListener): void {
    const socket = this.#socket;
    socket.on('connect', () => listener.opened());
    socket.on('disconnect', (reason) => {
      listener.closed();
      if (reason !== 'io server disconnect' || this.#disposed) return;
      // Socket.IO does not return by itself after the server's own disconnect.
      if (this.#farewell !== null) listener.refused(this.#farewell);
      else setTimeout(() => this.#connect(), RETURN_MS);
    });
    socket.on('connect_error', (error) => {
      // Active means that Socket.IO goes on trying by itself.
      if (!socket.active) void this.#turnedAway(reasonOf(error), listener);
    });
    for (const event of SERVER_EVENTS) {
      socket.on(event, (payload: unknown) => {
        const read = serverMessage(event, payload);
        if (!read.ok)
          listener.received({
            type: 'error',
            code: 'malformed',
            message: read.error.message,
            retryable: false,
          });
        else {
          if (read.value.type === 'error' && FAREWELLS.has(read.value.code))
            this.#farewell = read.value.message;
          listener.received(read.value);
        }
      });
    }
    socket.connect();
  }

  async ask(message: ClientMessage): Promise<unknown> {
    if (!this.#socket.connected) return null;
    const { type, ...payload } = message;
    const asked = performance.now();
    try {
      const answer: unknown = await this.#socket.timeout(ANSWER_MS).emitWithAck(type, payload);
      this.#samples = [...this.#samples.slice(1 - SAMPLES), performance.now() - asked];
      this.measured(Math.min(...this.#samples));
      return answer ?? {};
    } catch {
      return null;
    }
  }

  tell(message: ClientMessage): void {
    if (!this.#socket.connected) return;
    const { type, ...payload } = message;
    this.#socket.volatile.emit(type, payload);
  }

  reopen(): void {
    if (this.#disposed) return;
    this.#socket.disconnect();
    this.#connect();
  }

  dispose(): void {
    this.#disposed = true;
    clearInterval(this.#refreshing);
    this.#socket.disconnect();
  }

  #connect(): void {
    if (!this.#disposed && !this.#socket.connected) this.#socket.connect();
  }

  async #refresh(): Promise<void> {
    this.#token = (await this.pass.renew()) ?? this.#token;
  }

  async #turnedAway(reason: string, listener: ConnectionListener): Promise<void> {
    const now = performance.now();
    const recently = now - this.#renewedAt < RENEW_EVERY_MS;
    this.#renewedAt = now;
    const token = recently ? null : await this.pass.renew();
    if (token !== null) {
      this.#token = token;
      this.#connect();
    } else if (!this.#disposed) {
      listener.refused(reason);
    }
  }
}

/** A refused handshake says why in words for people beside the error's own code. */
function reasonOf(error: Error): string {
  const said = decode(
    (value, at) => string(fields(fields(value, at)['data'], at)['message'], at),
    error,
    'reason',
  );
  return said.ok ? said.value : error.message;
}

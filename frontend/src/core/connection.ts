import type { Disposable } from './lifetime.ts';
import type { ClientMessage, ServerMessage } from './protocol.ts';

/** The way to the server. The page has one over Socket.IO, tests have one made of promises. */
export interface Connection extends Disposable {
  /** The raw acknowledgement, or null when none came in time or the connection broke. Never rejects. */
  ask(message: ClientMessage): Promise<unknown>;
  /** For what is worth nothing later: dropped when there is no connection. */
  tell(message: ClientMessage): void;
  /** Breaks the connection and makes a new one; `closed` and `opened` follow. */
  reopen(): void;
  /** Starts connecting; everything is told to this listener. */
  open(listener: ConnectionListener): void;
}

export interface ConnectionListener {
  opened(): void;
  closed(): void;
  received(message: ServerMessage): void;
  /** The server will not talk to us, and trying again does not help. */
  refused(reason: string): void;
}

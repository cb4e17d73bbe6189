import type { Connection } from './connection.ts';
import type { Keepsakes } from './keepsake.ts';
import type { News } from './news.ts';
import type { OutputChunk } from './protocol.ts';
import type { RoomState } from './room-state.ts';
import type { Desk } from './texts.ts';
import type { Timer } from './timer.ts';

/** The page as the room sees it. */
export interface Screen extends Desk {
  /** Output of another run follows. */
  clearTerminal(): void;
  output(chunk: OutputChunk): void;
}

export interface RoomListener {
  changed(state: RoomState): void;
  notice(news: News): void;
}

export interface RoomPorts {
  readonly connection: Connection;
  readonly timer: Timer;
  readonly keepsakes: Keepsakes;
  readonly screen: Screen;
  readonly listener: RoomListener;
  /** A client id nobody had before. */
  readonly freshId: () => string;
}

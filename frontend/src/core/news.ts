import type { ServerMessage } from './protocol.ts';
import { nameOf, type RoomState } from './room-state.ts';

export type Tone = 'plain' | 'warn' | 'danger';

/** Something to say once; `by` is the participant it is about, or empty. */
export interface News {
  readonly text: string;
  readonly tone: Tone;
  readonly by: string;
  /** What was done to a file, where several of the same can be told in one sentence. */
  readonly deed?: Deed;
}

export interface Deed {
  readonly who: string;
  readonly verb: 'made' | 'deleted';
  readonly file: string;
}

/** What people want to be told of a message, seen from the state before it; null for most. */
export function news(before: RoomState, message: ServerMessage): News | null {
  switch (message.type) {
    case 'error':
      return { text: message.message || message.code, tone: 'danger', by: '' };
    case 'user_joined': {
      const { id, username } = message.participant;
      const known = before.participants.some((participant) => participant.id === id);
      return known ? null : about(before, id, `${username} joined`);
    }
    case 'user_left':
      return about(before, message.id, `${nameOf(before, message.id)} left`);
    case 'file_created':
      return done(before, message.by, 'made', message.file);
    case 'file_renamed':
      return about(
        before,
        message.by,
        `${nameOf(before, message.by)} renamed ${message.file} to ${message.to}`,
      );
    case 'file_deleted':
      return done(before, message.by, 'deleted', message.file);
    default:
      return null;
  }
}

function done(before: RoomState, by: string, verb: Deed['verb'], file: string): News | null {
  const who = nameOf(before, by);
  const told = about(before, by, `${who} ${verb} ${file}`);
  return told && { ...told, deed: { who, verb, file } };
}

/** Nobody is told what they did themselves. */
function about(before: RoomState, by: string, text: string): News | null {
  return by === before.self?.id ? null : { text, tone: 'plain', by };
}

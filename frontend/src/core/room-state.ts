import { type Attentions, noticed } from './attention.ts';
import {
  type JoinAnswer,
  type Limits,
  type OutputChunk,
  type Participant,
  type Refusal,
  type RoomCard,
  type RunMode,
  type RunState,
  type Self,
  type ServerMessage,
  USUAL_LIMITS,
  type Verdict,
} from './protocol.ts';
import type { Salvage } from './keepsake.ts';

/** Everything the page shows of a room, the texts and the terminal excepted. Immutable. */
export interface RoomState {
  readonly stage: 'joining' | 'inside' | 'shut';
  /** Why the door is shut; empty otherwise. */
  readonly reason: string;
  readonly line: 'connecting' | 'online' | 'offline';
  readonly self: Self | null;
  readonly room: RoomCard | null;
  readonly files: readonly FileCard[];
  readonly limits: Limits;
  readonly participants: readonly Participant[];
  readonly run: Run | null;
  /** Own changes that the server has not confirmed, over all files. */
  readonly unsent: number;
  readonly salvages: readonly Salvage[];
  /** Whose caret this page's view follows, or null. */
  readonly following: string | null;
  /** Who follows whom, by participant. */
  readonly follows: ReadonlyMap<string, string>;
  /** When the room was opened, on the clock of this page's timer; null before the first join. */
  readonly openedAt: number | null;
  /** What pages told of their people, as far as it is for us. */
  readonly attention: Attentions;
}

export interface FileCard {
  readonly file: string;
  readonly language: string;
}

export interface Run {
  readonly id: string;
  readonly state: RunState;
  readonly language: string;
  readonly by: string;
  readonly mode: RunMode;
  /** Who may type into the program; null when nobody is left who could. */
  readonly holder: string | null;
  /** Who would like to. */
  readonly asking: readonly string[];
  /** Place in the queue, from 1; null when running or unknown. */
  readonly place: number | null;
  /** Milliseconds until it runs as the server expected when it told the place, or null. */
  readonly expected_ms: number | null;
  /** Whether the program waits for input. */
  readonly waiting: boolean;
  readonly verdict: Verdict | null;
  /** Number of the next piece of output. */
  readonly next: number;
}

export const OUTSIDE: RoomState = {
  stage: 'joining',
  reason: '',
  line: 'connecting',
  self: null,
  room: null,
  files: [],
  limits: USUAL_LIMITS,
  participants: [],
  run: null,
  unsent: 0,
  salvages: [],
  following: null,
  follows: new Map(),
  openedAt: null,
  attention: new Map(),
};

export function isActive(run: Run | null): run is Run {
  return run !== null && run.verdict === null;
}

/** Whether this person may run programs, and so type into one. */
export function mayRun({ self, room, line }: RoomState): boolean {
  return self !== null && self.role !== 'observer' && room?.state !== 'ended' && line === 'online';
}

/** Whether what this person types goes to the program. */
export function typesIn({ self, run }: RoomState): boolean {
  return (
    isActive(run) &&
    self !== null &&
    (run.holder === self.id || (run.holder === null && self.role !== 'observer'))
  );
}

/** Whether this person may change the text now. */
export function mayEdit({ self, room }: RoomState): boolean {
  return (
    self !== null && room !== null && !self.readOnly && self.role !== 'observer' && room.state !== 'ended'
  );
}

/** Why there cannot be another file, in the server's own words; empty where there can. */
export function refusesFile({ files, limits }: RoomState): string {
  return files.length < limits.files ? '' : `A room has at most ${limits.files} files.`;
}

export type Saving = 'saved' | 'saving' | 'offline';

export function saving({ line, unsent }: RoomState): Saving {
  if (line !== 'online') return 'offline';
  return unsent > 0 ? 'saving' : 'saved';
}

export function nameOf(state: RoomState, id: string): string {
  if (id !== '' && id === state.self?.id) return 'You';
  return state.participants.find((participant) => participant.id === id)?.username ?? 'Somebody';
}

/** How many colours people can have; the style sheets number them from 1. */
export const PERSON_COLORS = 8;

/** The colours a room gives, in the order of ours; ours have one ink for each theme. */
const GIVEN = ['#1d4ed8', '#be185d', '#047857', '#b45309', '#6d28d9', '#0e7490', '#b91c1c', '#4d7c0f'];

/** Everybody's colour: what the room gave, or for colours it does not usually give the next free one. */
export function personColors(
  participants: readonly Pick<Participant, 'id' | 'color'>[],
): ReadonlyMap<string, number> {
  const taken = new Set<number>();
  const colors = new Map<string, number>();
  for (const { id, color } of participants) {
    let slot = GIVEN.indexOf(color);
    if (slot < 0) {
      slot = hash(color || id) % PERSON_COLORS;
      for (let tries = 0; taken.has(slot) && tries < PERSON_COLORS; tries++)
        slot = (slot + 1) % PERSON_COLORS;
    }
    taken.add(slot);
    colors.set(id, slot + 1);
  }
  return colors;
}

function hash(text: string): number {
  let value = 7;
  for (const unit of text) value = (value * 31 + (unit.codePointAt(0) ?? 0)) >>> 0;
  return value;
}

/** @param now of the page's timer */
export function joined(state: RoomState, answer: JoinAnswer, now: number): RoomState {
  const { self, room, participants, run, limits } = answer;
  return {
    ...state,
    stage: 'inside',
    line: 'online',
    self,
    room,
    participants,
    files: answer.files.map(({ file, language }) => ({ file, language })),
    limits,
    follows: new Map(
      answer.presence.flatMap(({ by, follows }) => (follows === null ? [] : [[by, follows] as const])),
    ),
    run: run && { ...run, next: 0 },
    openedAt: now - answer.at,
  };
}

/** One message from the room; what concerns only texts or the terminal changes nothing here. */
export function step(state: RoomState, message: ServerMessage): RoomState {
  const { room, run, participants, files } = state;
  switch (message.type) {
    case 'participants':
      return { ...state, participants: message.participants };
    case 'user_joined': {
      const others = participants.filter(({ id }) => id !== message.participant.id);
      return { ...state, participants: [...others, message.participant] };
    }
    case 'user_left':
      return follow(
        { ...state, participants: participants.filter(({ id }) => id !== message.id) },
        message.id,
        null,
      );
    case 'presence_updated':
      return follow(state, message.by, message.follows);
    case 'language_updated':
      return {
        ...state,
        // The room's language is that of its main file, the first.
        room:
          room && (message.file === null || message.file === files[0]?.file)
            ? { ...room, language: message.language }
            : room,
        files: files.map((card) =>
          message.file === null || card.file === message.file
            ? { ...card, language: message.language }
            : card,
        ),
      };
    case 'room_updated':
      return {
        ...state,
        room: room && { ...room, state: message.state ?? room.state, title: message.title ?? room.title },
        self: state.self && { ...state.self, readOnly: message.read_only ?? state.self.readOnly },
      };
    case 'file_created':
      return { ...state, files: [...files, { file: message.file, language: message.language }] };
    case 'file_renamed':
      return {
        ...state,
        files: files.map((card) => (card.file === message.file ? { ...card, file: message.to } : card)),
      };
    case 'file_deleted':
      return { ...state, files: files.filter(({ file }) => file !== message.file) };
    case 'execution_queued': {
      const { type: _type, ...queued } = message;
      const { next, holder, asking } =
        run?.id === queued.id ? run : { next: 0, holder: queued.by, asking: [] as readonly string[] };
      const fresh = { state: 'QUEUED', waiting: false, verdict: null } as const;
      return { ...state, run: { ...queued, ...fresh, holder, asking, next } };
    }
    case 'execution_input_holder':
      if (run?.id !== message.id || !isActive(run)) return state;
      return { ...state, run: { ...run, holder: message.holder, asking: message.asking } };
    case 'execution_waiting':
      if (run?.id !== message.id || !isActive(run)) return state;
      return { ...state, run: { ...run, waiting: message.waiting } };
    case 'execution_started':
      if (run?.id !== message.id || !isActive(run)) return state;
      return { ...state, run: { ...run, state: 'RUNNING', place: null, expected_ms: null } };
    case 'execution_finished':
      if (run?.id !== message.id) return state;
      return {
        ...state,
        run: {
          ...run,
          state: message.verdict.state,
          place: null,
          expected_ms: null,
          waiting: false,
          verdict: message.verdict,
        },
      };
    case 'execution_output':
      if (run?.id !== message.id || message.n < run.next) return state;
      return { ...state, run: { ...run, next: message.n + 1 } };
    case 'signal':
      return { ...state, attention: noticed(state.attention, message.by, message.kind) };
    case 'code_updated':
    case 'code_reset':
    case 'execution_input_shown':
    case 'chat':
    case 'error':
      return state;
    default:
      return unreachable(message);
  }
}

/** Somebody follows somebody else, or nobody any more; whoever went is not followed either. */
function follow(state: RoomState, who: string, whom: string | null): RoomState {
  const gone = !state.participants.some(({ id }) => id === who);
  const following = gone && state.following === who ? null : state.following;
  if ((state.follows.get(who) ?? null) === whom && following === state.following) return state;
  const follows = new Map(state.follows);
  if (whom === null) follows.delete(who);
  else follows.set(who, whom);
  return { ...state, following, follows };
}

/** The server said no to a change of ours. */
export function refused(state: RoomState, { code }: Refusal): RoomState {
  const { self, room } = state;
  if (code === 'read_only') return { ...state, self: self && { ...self, readOnly: true } };
  if (code === 'ended') return { ...state, room: room && { ...room, state: 'ended' } };
  return state;
}

/** A piece of output as the terminal gets it: in order, each once, a gap said aloud. */
export function outputAfter(next: number, chunk: OutputChunk): readonly OutputChunk[] {
  if (chunk.n < next) return [];
  if (chunk.n === next) return [chunk];
  return [{ n: next, stream: 'notice', data: 'Some output is missing here.', at: chunk.at }, chunk];
}

function unreachable(message: never): never {
  throw new Error(`No such message: ${JSON.stringify(message)}`);
}

/**
 * Every message between the page and the room, as closed unions with a `type` tag. Field names are those of
 * the wire. What arrives is read by `decoding.ts` and nowhere else.
 */

export const ROLES = ['interviewer', 'candidate', 'observer'] as const;
export type Role = (typeof ROLES)[number];

export const ROOM_STATES = ['lobby', 'live', 'ended'] as const;
export type RoomPhase = (typeof ROOM_STATES)[number];

export const STREAMS = ['stdout', 'stderr', 'terminal', 'notice'] as const;
export type Stream = (typeof STREAMS)[number];

export const RUN_STATES = ['QUEUED', 'RUNNING', 'COMPLETED', 'FAILED', 'TIMEOUT', 'CANCELLED'] as const;
export type RunState = (typeof RUN_STATES)[number];

/** A program, an interactive session in its language, or a shell among the room's files. */
export const RUN_MODES = ['run', 'repl', 'shell'] as const;
export type RunMode = (typeof RUN_MODES)[number];

/** A change set in CodeMirror's JSON form: a number keeps, `[n, ...lines]` replaces n units. */
export type ChangeJson = readonly (number | readonly [number, ...string[]])[];

/** How a change came about; the replay shows it. */
export const SOURCES = ['typing', 'paste', 'undo'] as const;
export type Source = (typeof SOURCES)[number];

/** One accepted change: the client that numbered it, the participant who made it. */
export interface Entry {
  readonly client: string;
  readonly by: string;
  readonly change: ChangeJson;
}

export interface Participant {
  readonly id: string;
  readonly username: string;
  readonly role: Role;
  readonly color: string;
  readonly connected: boolean;
  /** Milliseconds there and back, or null when not measured yet. */
  readonly round_trip_ms: number | null;
}

export interface Self {
  readonly id: string;
  readonly role: Role;
  readonly color: string;
  readonly readOnly: boolean;
  readonly client: string;
}

export interface RoomCard {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly state: RoomPhase;
  readonly language: string;
}

/** A file as the join answer brings it: whole, or what happened since the revision we have. */
export type FileOpening = FileWhole | FileTail;

export interface FileWhole {
  readonly type: 'whole';
  readonly file: string;
  readonly language: string;
  readonly epoch: string;
  readonly revision: number;
  readonly text: string;
  readonly accepted: number | null;
}

export interface FileTail {
  readonly type: 'tail';
  readonly file: string;
  readonly language: string;
  readonly epoch: string;
  readonly from: number;
  readonly changes: readonly Entry[];
}

export interface OutputChunk {
  readonly n: number;
  readonly stream: Stream;
  readonly data: string;
  readonly at: number;
}

export interface RunSoFar {
  readonly id: string;
  readonly state: RunState;
  readonly language: string;
  readonly by: string;
  readonly mode: RunMode;
  /** Who may type into the program; null when nobody is left who could. */
  readonly holder: string | null;
  /** Who would like to. */
  readonly asking: readonly string[];
  readonly place: number | null;
  readonly expected_ms: number | null;
  /** Whether the program waits for input. */
  readonly waiting: boolean;
  readonly output: readonly OutputChunk[];
  readonly verdict: Verdict | null;
}

export interface Verdict {
  readonly state: RunState;
  readonly exit_code: number | null;
  readonly reason: string;
  readonly message: string;
  readonly execution_time_ms: number | null;
  readonly cpu_ms: number | null;
  readonly memory_peak: number | null;
  readonly output_bytes: number | null;
  readonly truncated: boolean;
  readonly phases: Phases | null;
}

/** Where the time of a run went, in milliseconds; the first output counts from the request. */
export interface Phases {
  readonly queue: number;
  readonly start: number;
  readonly compile: number;
  readonly first_output: number;
  readonly run: number;
}

/** Pairs of anchor and head. */
export type Ranges = readonly (readonly [number, number])[];

export interface Pointing {
  readonly client: string;
  readonly by: string;
  readonly file: string;
  readonly revision: number;
  readonly ranges: Ranges;
  /** The participant whose caret this person's view follows, or null. */
  readonly follows: string | null;
}

/** What the server takes of a room, so that the page says no before anything is typed or sent in vain. */
export interface Limits {
  /** UTF-16 units that a file may grow to. */
  readonly file_length: number;
  readonly files: number;
  /** UTF-16 units of all files together. */
  readonly text: number;
}

/** Those of a server that does not tell. */
export const USUAL_LIMITS: Limits = { file_length: 256 * 1024, files: 64, text: 1024 * 1024 };

export interface JoinAnswer {
  readonly self: Self;
  readonly room: RoomCard;
  readonly files: readonly FileOpening[];
  readonly participants: readonly Participant[];
  readonly presence: readonly Pointing[];
  readonly run: RunSoFar | null;
  readonly limits: Limits;
  readonly at: number;
}

/** A text as the server has it at a revision. */
export interface Whole {
  readonly epoch: string;
  readonly revision: number;
  readonly text: string;
  /** How many of our changes are in it, or null when the server does not know. */
  readonly accepted: number | null;
}

export type PullAnswer =
  | { readonly type: 'tail'; readonly from: number; readonly changes: readonly Entry[] }
  | ({ readonly type: 'whole' } & Whole);

/** What the server says of our copy; it does not know about a revision that lies too far back. */
export type CheckAnswer =
  { readonly type: 'equal' } | { readonly type: 'unknown' } | ({ readonly type: 'different' } & Whole);

/** A "no" with its reason. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
}

// Page to room. `type` is the event's name; it does not travel in the payload.

export interface Have {
  readonly [file: string]: { readonly epoch: string; readonly revision: number };
}

export interface Push {
  readonly file: string;
  readonly epoch: string;
  readonly revision: number;
  readonly client: string;
  readonly first: number;
  readonly changes: readonly ChangeJson[];
  /** Of all these changes. */
  readonly source: Source;
}

/** Says which text we have at a revision; see `text-digest.ts`. */
export interface Check {
  readonly file: string;
  readonly epoch: string;
  readonly revision: number;
  readonly length: number;
  readonly hash: number;
  /** What was wrong with the copy that has just been repaired. */
  readonly differed?: Differed;
}

/** The first place where our copy was another than the server's. */
export interface Differed {
  readonly at: number;
  readonly had: string;
  readonly has: string;
}

export type ClientMessage =
  | {
      readonly type: 'join';
      readonly session_code: string;
      readonly protocol: 2;
      readonly client: string;
      readonly have: Have;
    }
  | { readonly type: 'leave' }
  | ({ readonly type: 'code_change' } & Push)
  | { readonly type: 'code_pull'; readonly file: string; readonly from: number }
  | ({ readonly type: 'code_check' } & Check)
  | { readonly type: 'language_change'; readonly language: string; readonly file: string }
  | { readonly type: 'file_create'; readonly file: string; readonly text?: string }
  | { readonly type: 'file_rename'; readonly file: string; readonly to: string }
  | { readonly type: 'file_delete'; readonly file: string }
  | {
      readonly type: 'presence';
      readonly file: string;
      readonly revision: number;
      readonly ranges: Ranges;
      readonly follows?: string;
    }
  | {
      readonly type: 'execute_code';
      readonly file: string;
      readonly columns: number;
      readonly rows: number;
      readonly mode: RunMode;
    }
  | { readonly type: 'execution_input'; readonly id: string; readonly data: string }
  | { readonly type: 'execution_input_ask'; readonly id: string }
  | { readonly type: 'execution_input_give'; readonly id: string; readonly to: string }
  | { readonly type: 'execution_input_take'; readonly id: string }
  | {
      readonly type: 'execution_resize';
      readonly id: string;
      readonly columns: number;
      readonly rows: number;
    }
  | { readonly type: 'execution_stop'; readonly id: string }
  | { readonly type: 'execution_eof'; readonly id: string }
  | {
      readonly type: 'signal';
      readonly kind: 'blur' | 'focus' | 'paste' | 'checkpoint';
      readonly detail?: string;
    }
  | { readonly type: 'room_update'; readonly state?: RoomPhase; readonly title?: string };

// Room to page.

export type ServerMessage =
  | {
      readonly type: 'code_updated';
      readonly file: string;
      readonly from: number;
      readonly at: number;
      readonly changes: readonly Entry[];
    }
  | {
      readonly type: 'code_reset';
      readonly file: string;
      readonly epoch: string;
      readonly revision: number;
      readonly text: string;
      readonly accepted: number | null;
      readonly reason: string;
    }
  | {
      readonly type: 'language_updated';
      readonly language: string;
      readonly file: string | null;
      readonly by: string;
    }
  | { readonly type: 'user_joined'; readonly participant: Participant }
  | { readonly type: 'user_left'; readonly id: string }
  | { readonly type: 'participants'; readonly participants: readonly Participant[] }
  | ({ readonly type: 'presence_updated' } & Pointing)
  | {
      readonly type: 'file_created';
      readonly file: string;
      readonly language: string;
      readonly epoch: string | null;
      readonly revision: number;
      readonly text: string;
      readonly by: string;
    }
  | { readonly type: 'file_renamed'; readonly file: string; readonly to: string; readonly by: string }
  | { readonly type: 'file_deleted'; readonly file: string; readonly by: string }
  | {
      readonly type: 'execution_queued';
      readonly id: string;
      readonly language: string;
      readonly by: string;
      readonly mode: RunMode;
      readonly place: number | null;
      /** How long until it runs, by what runs took lately. */
      readonly expected_ms: number | null;
    }
  | { readonly type: 'execution_started'; readonly id: string; readonly waited_ms: number | null }
  | {
      readonly type: 'execution_input_holder';
      readonly id: string;
      readonly holder: string | null;
      readonly asking: readonly string[];
    }
  | { readonly type: 'execution_waiting'; readonly id: string; readonly waiting: boolean }
  | ({ readonly type: 'execution_output'; readonly id: string } & OutputChunk)
  | {
      readonly type: 'execution_input_shown';
      readonly id: string;
      readonly by: string;
      readonly data: string;
    }
  | { readonly type: 'execution_finished'; readonly id: string; readonly verdict: Verdict }
  | {
      readonly type: 'room_updated';
      readonly state: RoomPhase | null;
      readonly title: string | null;
      readonly read_only: boolean | null;
    }
  | { readonly type: 'chat'; readonly id: string; readonly by: string; readonly text: string }
  | { readonly type: 'signal'; readonly by: string; readonly kind: string; readonly detail: string }
  | ({ readonly type: 'error' } & Refusal);

export type ServerEvent = ServerMessage['type'];

import type { ChangeSet } from '@codemirror/state';
import { decode, type Decoder } from './decoder.ts';
import { answer, checkAnswer, done, executeAnswer, joinAnswer, pullAnswer, pushAnswer } from './decoding.ts';
import { Herald } from './herald.ts';
import { type Salvage, salvages } from './keepsake.ts';
import type { Disposable } from './lifetime.ts';
import type {
  ClientMessage,
  JoinAnswer,
  OutputChunk,
  Push,
  Ranges,
  RoomPhase,
  RunMode,
  ServerMessage,
  Source,
} from './protocol.ts';
import { type News, news } from './news.ts';
import type { RoomPorts } from './room-ports.ts';
import {
  isActive,
  joined,
  OUTSIDE,
  outputAfter,
  refused,
  type RoomState,
  step,
  typesIn,
} from './room-state.ts';
import type { TextClient } from './text-client.ts';
import type { Delivery } from './text-ports.ts';
import { Texts } from './texts.ts';

/*
 * One visit to one room: joins, joins again after every break, and hands each message to whom it concerns: the
 * texts, the terminal, or the state that the views show. Order matters in one place only: what arrives while the
 * join answer is under way is kept and taken in after it.
 */

/** 15 a second is what the server takes; a little less. */
const POINT_MS = 75;
const REJOIN_MS = 400;
const REJOIN_MAX_MS = 15_000;
/** Only a visit that lasts so long lets the next rejoin come fast again. */
const CALM_MS = 10_000;
const EARLY_MESSAGES = 5000;

interface Pointer {
  readonly file: string;
  readonly ranges: Ranges;
}

export class Room implements Disposable {
  #state: RoomState = OUTSIDE;
  readonly #texts: Texts;
  readonly #herald: Herald;
  #client: string;
  #line = 0;
  /** Messages that arrive before the join answer has been taken in; null once it has. */
  #early: ServerMessage[] | null = [];
  #pointing: Disposable | null = null;
  #pointer: Pointer | null = null;
  /** Whether the last place told was told around changes that the server did not have yet. */
  #vague = false;
  #rejoins = 0;
  #rejoining: Disposable | null = null;
  #calming: Disposable | null = null;

  constructor(
    private readonly code: string,
    private readonly ports: RoomPorts,
  ) {
    this.#client = ports.freshId();
    this.#herald = new Herald(ports.timer, (told) => ports.listener.notice(told));
    this.#texts = new Texts({
      desk: ports.screen,
      timer: ports.timer,
      keepsakes: ports.keepsakes,
      courier: {
        push: (push) => this.#push(push),
        check: (check) => this.#request({ type: 'code_check', ...check }, checkAnswer),
        pull: (file, from) => this.#request({ type: 'code_pull', file, from }, pullAnswer),
      },
      listener: {
        changed: () => this.#refresh(),
        salvaged: (salvage) => this.#setSalvages([...this.#state.salvages, salvage]),
        mended: (file) => this.#say(`This page’s copy of ${file} had gone wrong and was put right.`, 'warn'),
        lostTrack: (renew) => this.#rejoin(renew),
      },
    });
  }

  get state(): RoomState {
    return this.#state;
  }

  /** The id under which our changes are numbered. */
  get client(): string {
    return this.#client;
  }

  text(file: string): TextClient | null {
    return this.#texts.get(file);
  }

  /** Takes up what a page before a reload left, if anything, and connects. */
  enter(restore: boolean): void {
    if (restore) this.#client = this.#texts.restore() ?? this.#client;
    const kept = decode(salvages, this.ports.keepsakes.loadSalvages(), 'salvages');
    if (kept.ok) this.#set({ ...this.#state, salvages: kept.value });
    this.ports.connection.open({
      opened: () => void this.#join(),
      closed: () => this.#closed(),
      received: (message) => this.#received(message),
      refused: (reason) => this.#shut(reason),
    });
  }

  dispose(): void {
    this.#rejoining?.dispose();
    this.#calming?.dispose();
    this.#pointing?.dispose();
    this.#herald.dispose();
    this.#texts.dispose();
    this.ports.connection.dispose();
  }

  // What the person does.

  edited(file: string, change: ChangeSet, source: Source = 'typing'): void {
    this.#texts.edited(file, change, source);
  }

  pointed(file: string, ranges: Ranges): void {
    this.#pointer = { file, ranges };
    if (this.#pointing) return;
    this.#pointing = this.ports.timer.after(POINT_MS, () => {
      this.#pointing = null;
      this.#sendPointer();
    });
  }

  /** The view follows somebody's caret from now on, or nobody's. */
  follow(participant: string | null): void {
    if (participant === this.#state.following) return;
    this.#set({ ...this.#state, following: participant });
    this.#sendPointer();
  }

  /** @returns whether the room took it; where not, the person reads why */
  execute(file: string, columns: number, rows: number, mode: RunMode = 'run'): Promise<boolean> {
    return this.#command({ type: 'execute_code', file, columns, rows, mode }, executeAnswer);
  }

  async stop(): Promise<void> {
    const { run } = this.#state;
    if (isActive(run)) await this.#command({ type: 'execution_stop', id: run.id });
  }

  async input(data: string): Promise<void> {
    const { run } = this.#state;
    if (isActive(run)) await this.#command({ type: 'execution_input', id: run.id, data });
  }

  /** Ends the program's input, asks its holder for it, or takes it. */
  async steer(type: 'execution_eof' | 'execution_input_ask' | 'execution_input_take'): Promise<void> {
    const { run } = this.#state;
    if (isActive(run)) await this.#command({ type, id: run.id });
  }

  async giveInput(to: string): Promise<void> {
    const { run } = this.#state;
    if (isActive(run)) await this.#command({ type: 'execution_input_give', id: run.id, to });
  }

  resized(columns: number, rows: number): void {
    const { run } = this.#state;
    if (isActive(run) && typesIn(this.#state))
      void this.ports.connection.ask({ type: 'execution_resize', id: run.id, columns, rows });
  }

  async setLanguage(file: string, language: string): Promise<void> {
    await this.#command({ type: 'language_change', language, file });
  }

  /** @returns why not, in words for people; empty when the room has it now */
  createFile(file: string, text: string): Promise<string> {
    return this.#refusal({ type: 'file_create', file, text });
  }

  /** @returns as {@link createFile} */
  renameFile(file: string, to: string): Promise<string> {
    return this.#refusal({ type: 'file_rename', file, to });
  }

  async deleteFile(file: string): Promise<void> {
    await this.#command({ type: 'file_delete', file });
  }

  async setPhase(state: RoomPhase): Promise<void> {
    await this.#command({ type: 'room_update', state });
  }

  /** @returns as {@link createFile} */
  rename(title: string): Promise<string> {
    return this.#refusal({ type: 'room_update', title });
  }

  signal(kind: 'blur' | 'focus' | 'paste', detail?: string): void {
    if (this.#state.stage !== 'inside' || this.#state.line !== 'online') return;
    void this.ports.connection.ask({ type: 'signal', kind, ...(detail === undefined ? {} : { detail }) });
  }

  /**
   * Puts a mark into the recording, which only this person and the interviewers find there.
   *
   * @returns as {@link createFile}
   */
  mark(detail: string): Promise<string> {
    return this.#refusal({ type: 'signal', kind: 'checkpoint', detail });
  }

  dismissSalvage(index: number): void {
    this.#setSalvages(this.#state.salvages.filter((_, i) => i !== index));
  }

  /** Writes down what a reload must not lose, at once. */
  keep(): void {
    this.#texts.keep();
  }

  // Joining.

  async #join(): Promise<void> {
    const line = ++this.#line;
    this.#early = [];
    const join: ClientMessage = {
      type: 'join',
      session_code: this.code,
      protocol: 2,
      client: this.#client,
      have: this.#texts.have(),
    };
    const delivery = await this.#request(join, joinAnswer);
    if (line !== this.#line) return;
    if (delivery.type === 'yes') this.#joined(delivery.value);
    else if (delivery.type === 'lost' || delivery.refusal.retryable) this.#rejoin(false);
    else if (delivery.refusal.code === 'foreign_client') this.#rejoin(true);
    else this.#shut(delivery.refusal.message || delivery.refusal.code);
  }

  #joined(welcome: JoinAnswer): void {
    const before = this.#state;
    const client = welcome.self.client || this.#client;
    this.#client = client;
    if (welcome.run?.id !== before.run?.id) this.ports.screen.clearTerminal();
    const heard = welcome.run && welcome.run.id === before.run?.id ? before.run.next : 0;
    const state = joined(before, welcome, this.ports.timer.now());
    this.#state = { ...state, run: state.run && { ...state.run, next: heard } };
    const renew = this.#texts.joined(welcome.files, client);
    for (const pointing of welcome.presence) if (pointing.client !== client) this.#texts.pointed(pointing);
    for (const chunk of welcome.run?.output ?? []) this.#output(chunk);
    const early = this.#early ?? [];
    this.#early = null;
    for (const message of early) this.#received(message);
    if (renew) {
      this.#rejoin(true);
      return;
    }
    this.#calming?.dispose();
    this.#calming = this.ports.timer.after(CALM_MS, () => (this.#rejoins = 0));
    this.#refresh();
    this.#sendPointer();
  }

  /** Joins again on a new connection; under a fresh client id when the old one is of no use. */
  #rejoin(renew: boolean): void {
    if (renew) this.#client = this.ports.freshId();
    if (this.#rejoining) return;
    const wait = Math.min(REJOIN_MAX_MS, REJOIN_MS * 2 ** this.#rejoins++);
    this.#rejoining = this.ports.timer.after(wait, () => {
      this.#rejoining = null;
      this.ports.connection.reopen();
    });
  }

  #closed(): void {
    this.#line++;
    this.#early = [];
    this.#texts.offline();
    if (this.#state.stage !== 'shut') this.#set({ ...this.#state, line: 'offline' });
  }

  #shut(reason: string): void {
    this.keep();
    this.#line++;
    this.#texts.offline();
    this.#set({ ...this.#state, stage: 'shut', reason, line: 'offline' });
  }

  // What the room says.

  #received(message: ServerMessage): void {
    if (this.#early) {
      if (this.#early.length < EARLY_MESSAGES) this.#early.push(message);
      else this.#rejoin(false);
      return;
    }
    const before = this.#state;
    if (message.type === 'execution_queued' && message.id !== before.run?.id)
      this.ports.screen.clearTerminal();
    if (message.type === 'execution_output') {
      if (message.id === before.run?.id) this.#output(message);
      return;
    }
    this.#texts.received(message);
    if (message.type === 'presence_updated' && message.client !== this.#client) this.#texts.pointed(message);
    if (message.type === 'file_created' && message.epoch !== null) {
      const { file, epoch, revision, text } = message;
      this.#texts.created(file, { epoch, revision, text, accepted: 0 }, this.#client);
    }
    this.#set(step(this.#state, message));
    const told = news(before, message);
    if (told) this.#herald.tell(told);
  }

  #output(chunk: OutputChunk): void {
    const { run } = this.#state;
    if (!run) return;
    for (const part of outputAfter(run.next, chunk)) this.ports.screen.output(part);
    this.#state = { ...this.#state, run: { ...run, next: Math.max(run.next, chunk.n + 1) } };
  }

  // The rest.

  #refresh(): void {
    this.#set({ ...this.#state, unsent: this.#texts.unsent });
    if (this.#vague && this.#state.unsent === 0 && this.#pointer)
      this.pointed(this.#pointer.file, this.#pointer.ranges);
  }

  #say(text: string, tone: News['tone']): void {
    this.ports.listener.notice({ text, tone, by: '' });
  }

  #setSalvages(salvages: readonly Salvage[]): void {
    this.ports.keepsakes.storeSalvages(salvages);
    this.#set({ ...this.#state, salvages });
  }

  #set(state: RoomState): void {
    this.#state = state;
    this.ports.listener.changed(state);
  }

  #sendPointer(): void {
    const pointer = this.#pointer;
    if (!pointer || this.#state.line !== 'online' || this.#state.self?.role === 'observer') return;
    const outward = this.#texts.outward(pointer.file, pointer.ranges);
    if (!outward) return;
    this.#vague = this.#texts.unsent > 0;
    const { following } = this.#state;
    const follows = following !== null && { follows: following };
    this.ports.connection.tell({ type: 'presence', file: pointer.file, ...outward, ...follows });
  }

  async #push(push: Push): Promise<Delivery<{ revision: number }>> {
    const delivery = await this.#request({ type: 'code_change', ...push }, pushAnswer);
    // From here on nothing more is typed that would be refused as well.
    if (delivery.type === 'no') this.#set(refused(this.#state, delivery.refusal));
    return delivery;
  }

  /** The person reads why not. */
  async #command(message: ClientMessage, decoder?: Decoder<unknown>): Promise<boolean> {
    const refusal = await this.#refusal(message, decoder);
    if (refusal !== '') this.#say(refusal, 'danger');
    return refusal === '';
  }

  async #refusal(message: ClientMessage, decoder: Decoder<unknown> = done): Promise<string> {
    const delivery = await this.#request(message, decoder);
    if (delivery.type === 'yes') return '';
    if (delivery.type === 'lost') return 'No answer from the server. Try again when you are connected.';
    return delivery.refusal.message || delivery.refusal.code;
  }

  async #request<T>(message: ClientMessage, decoder: Decoder<T>): Promise<Delivery<T>> {
    const raw = await this.ports.connection.ask(message);
    if (raw === null) return { type: 'lost' };
    const read = decode(answer(decoder), raw, `answer to ${message.type}`);
    if (!read.ok) {
      this.#say(read.error.message, 'danger');
      return { type: 'lost' };
    }
    return read.value;
  }
}

import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type Skipped, told } from '../core/arrivals.ts';
import { decode } from '../core/decoder.ts';
import { keepsake } from '../core/keepsake.ts';
import type { Disposable } from '../core/lifetime.ts';
import {
  isActive,
  mayEdit,
  nameOf,
  OUTSIDE,
  personColors,
  refusesFile,
  type RoomState,
  saving,
  typesIn,
} from '../core/room-state.ts';
import type { Tone } from '../core/news.ts';
import type { RoomCard, RunMode } from '../core/protocol.ts';
import { Room } from '../core/room.ts';
import { Speaker } from '../core/spoken.ts';
import type { Timer } from '../core/timer.ts';
import { Editor } from './editor.ts';
import { grammarOf } from './editor-grammar.ts';
import { look } from './look.ts';
import { rememberRoom } from './recent-rooms.ts';
import { exportZip, importZip, type Language } from './rest.ts';
import { Announcer } from './room-announcer.tsx';
import type { Sent } from './room-drops.ts';
import { isAwaited, Languages, readiness } from './room-languages.ts';
import { Toasts } from './room-toasts.ts';
import { download, putIn } from './room-uploads.ts';
import { type Pass, SocketConnection } from './socket.ts';
import { TerminalPane } from './terminal.ts';
import { answerFor, nobodyElseHas, TabKeepsakes } from './unsent.ts';

/** After so long without an answer the page says that saving takes long. */
const SLOW_MS = 5000;

interface Place {
  readonly file: string;
  readonly head: number;
}

const clock: Timer = {
  now: () => performance.now(),
  after: (milliseconds, action) => {
    const timer = setTimeout(action, milliseconds);
    return { dispose: () => clearTimeout(timer) };
  },
};

/** One visit to a room in the browser: the room, what shows it, and what the views read and call. */
export class Visit implements Disposable {
  readonly state: Signal<RoomState> = signal(OUTSIDE);
  readonly languages = new Languages(() => this.language.value, {
    learned: () => this.#colorCode(),
    turned: (language) => this.announcer.say(readiness(language)),
  });
  readonly toasts = new Toasts();
  readonly announcer = new Announcer();
  readonly file: Signal<string> = signal('');
  /** Milliseconds to the server and back, or null when not measured yet. */
  readonly roundTrip: Signal<number | null> = signal(null);
  /** Whether the server has been silent about our edits for too long. */
  readonly slow: Signal<boolean> = signal(false);
  readonly colors: ReadonlySignal<ReadonlyMap<string, number>> = computed(() =>
    personColors(this.state.value.participants),
  );
  readonly language: ReadonlySignal<Language | null> = computed(() => {
    return this.#languageOf(this.file.value);
  });
  /** What Run runs: the file on screen, or the room's main file while that is in no language. */
  readonly runs: ReadonlySignal<{ readonly file: string; readonly language: Language | null }> = computed(
    () => {
      const { files } = this.state.value;
      const all = [this.file.value, ...files.map(({ file }) => file)];
      const file = all.find((one) => this.#languageOf(one) !== null) ?? this.file.value;
      return { file, language: this.#languageOf(file) };
    },
  );

  readonly #room: Room;
  readonly #speaker = new Speaker();
  #editor: Editor | null = null;
  #terminal: TerminalPane | null = null;
  #slowness: ReturnType<typeof setTimeout> | null = null;
  #undress = () => {};
  /** Where everybody's caret was last. */
  readonly #places = new Map<string, Place>();

  constructor(
    readonly code: string,
    /** The interviewer's capability, or empty. */
    readonly key: string,
    private readonly pass: Pass,
  ) {
    this.#room = new Room(code, {
      connection: new SocketConnection(pass, (roundTrip) => (this.roundTrip.value = roundTrip)),
      timer: clock,
      keepsakes: new TabKeepsakes(code),
      freshId,
      screen: {
        open: (file, text) => {
          const surface = this.#on().open(file, text);
          this.file.value = this.#on().shown ?? '';
          return surface;
        },
        close: (file) => {
          this.#editor?.close(file);
          this.file.value = this.#editor?.shown ?? '';
        },
        rename: (file, to) => {
          this.#editor?.rename(file, to);
          this.file.value = this.#editor?.shown ?? '';
        },
        shown: () => this.#editor?.shown ?? null,
        carets: (file, carets) => {
          this.#editor?.carets(file, carets);
          for (const { by, ranges } of carets) this.#pointed(by, file, ranges.at(-1)?.[1] ?? 0);
        },
        clearTerminal: () => this.#terminal?.clear(),
        output: (chunk) => this.#terminal?.write(chunk),
      },
      listener: {
        changed: (state) => this.#changed(state),
        notice: ({ text, tone, by }) => this.say(text, tone, by),
      },
    });
  }

  get room(): Room {
    return this.#room;
  }

  text(): string {
    return this.#editor?.text() ?? '';
  }

  /** Puts editor and terminal into their places and goes in. */
  async start(editorPlace: HTMLElement, terminalPlace: HTMLElement): Promise<void> {
    this.#editor = new Editor(editorPlace, (id) => this.#look(id), {
      edited: (file, change, source) => this.#room.edited(file, change, source),
      pointed: (file, ranges) => this.#room.pointed(file, ranges),
      run: () => void this.run(),
      acted: () => this.follow(null),
      pasted: (units) => this.#room.signal('paste', `${units} characters`),
      refused: (reason) => this.say(reason, 'warn', ''),
    });
    this.#terminal = new TerminalPane(terminalPlace, {
      typed: (data) => void this.#room.input(data),
      resized: (columns, rows) => this.#room.resized(columns, rows),
    });
    this.#undress = effect(() => {
      const { codeSize, wrap, spokenTerminal } = look.value;
      this.#editor?.setWrap(wrap);
      this.#terminal?.dress({ fontSize: codeSize - 1, spoken: spokenTerminal });
    });
    const keepsakes = new TabKeepsakes(this.code);
    const clients = [...keepsakes.load().values()].flatMap((stored) => {
      const read = decode(keepsake, stored, 'keepsake');
      return read.ok ? [read.value.client] : [];
    });
    const ours = await nobodyElseHas(clients);
    if (!ours) keepsakes.clear();
    answerFor(() => [this.#room.client]);
    this.#room.enter(ours);
    this.#watchPage();
    void this.languages.ask();
    try {
      await this.#terminal.load();
    } catch {
      // The part of the page that is the terminal is fetched last, and may not come.
      this.say('The terminal could not be loaded. Load the page again when you are connected.', 'danger', '');
    }
  }

  async run(mode: RunMode = 'run'): Promise<void> {
    const { run, room } = this.state.value;
    if (isActive(run)) this.say('A program is running already. Stop it first.', 'warn', '');
    else if (room?.state === 'ended') this.say('The interview has ended.', 'warn', '');
    else if (this.#terminal && this.runs.value.file !== '') {
      const { columns, rows } = this.#terminal;
      const taken = await this.#room.execute(this.runs.value.file, columns, rows, mode);
      // What was ready may not be any more.
      if (!taken) this.languages.expect();
    }
    // Who runs what is not there yet wants it, and sees soon what comes of that.
    if (isAwaited(this.runs.value.language)) this.languages.expect();
  }

  async stop(): Promise<void> {
    await this.#room.stop();
  }

  show(file: string, focus = true): void {
    this.follow(null);
    this.#turnTo(file);
    if (focus) this.#editor?.focus();
  }

  /**
   * Makes a file and shows it.
   *
   * @returns why not, or empty
   */
  async createFile(name: string): Promise<string> {
    const refusal = await this.#room.createFile(name, '');
    if (refusal === '') this.show(name);
    return refusal;
  }

  /** @param left what was left out before, of which the person is told as well */
  async upload(sent: readonly Sent[], left: readonly Skipped[] = []): Promise<void> {
    if (sent.length === 0 && left.length === 0) return;
    const found = await putIn(sent, {
      longest: this.state.value.limits.file_length,
      taken: () => this.state.value.files.map(({ file }) => file),
      full: () => refusesFile(this.state.value),
      create: (name, text) => this.#room.createFile(name, text),
      unpack: (archive) => importZip(this.code, this.pass.newest(), archive),
    });
    const arrivals = { ...found, skipped: [...left, ...found.skipped] };
    const { text, tone } = told(arrivals);
    this.say(text, tone, '');
    const first = [...arrivals.created, ...arrivals.changed].at(0);
    if (first !== undefined) this.show(first);
  }

  async downloadAll(): Promise<void> {
    const asked = await exportZip(this.code, this.pass.newest());
    if (asked.type === 'yes') download(asked.value, `parley-${this.code}.zip`);
    else if (asked.type === 'no') this.say(asked.words, 'danger', '');
    else this.say('The files could not be fetched. The server does not answer.', 'danger', '');
  }

  downloadFile(file: string): void {
    const text = this.#room.text(file)?.document().toString() ?? '';
    download(new Blob([text], { type: 'text/plain;charset=utf-8' }), file);
  }

  /** The view follows somebody's caret until the person types, scrolls or goes elsewhere. */
  follow(participant: string | null): void {
    if (this.state.value.following === participant) return;
    this.#room.follow(participant);
    const place = participant === null ? undefined : this.#places.get(participant);
    if (place) this.#goTo(place);
  }

  insert(text: string): void {
    this.#editor?.insert(text);
  }

  focusEditor(): void {
    this.#editor?.focus();
  }

  focusTerminal(): void {
    this.#terminal?.focus();
  }

  say(text: string, tone: Tone, by: string): void {
    this.toasts.say(text, tone, this.colors.value.get(by) ?? 0);
    this.announcer.say(text, tone);
  }

  nameOf(participant: string): string {
    return nameOf(this.state.value, participant);
  }

  dispose(): void {
    this.#undress();
    this.languages.dispose();
    this.#room.dispose();
    this.#editor?.dispose();
    this.#terminal?.dispose();
  }

  #turnTo(file: string): void {
    this.#editor?.show(file);
    this.file.value = file;
    this.#colorCode();
  }

  /** Somebody's caret is here, or is still here while the text around it moves. */
  #pointed(by: string, file: string, head: number): void {
    const before = this.#places.get(by);
    const place = { file, head };
    this.#places.set(by, place);
    const moved = before?.file !== file || before.head !== head;
    if (moved && this.state.value.following === by) this.#goTo(place);
  }

  #goTo({ file, head }: Place): void {
    if (file !== this.file.value) this.#turnTo(file);
    this.#editor?.reveal(file, head);
  }

  #on(): Editor {
    if (!this.#editor) throw new Error('The visit has not started');
    return this.#editor;
  }

  #changed(state: RoomState): void {
    const before = this.state.value;
    this.state.value = state;
    for (const sentence of this.#speaker.tell(before, state)) this.announcer.say(sentence);
    this.#editor?.setMayEdit(mayEdit(state));
    this.#editor?.setLimits(state.limits);
    this.#terminal?.setActive(typesIn(state));
    this.#watchSaving(state);
    this.languages.watch();
    this.#colorCode();
    if (state.room && state.room !== before.room) this.#remember(state.room);
  }

  #remember({ code, title }: RoomCard): void {
    document.title = `${title || code} - Parley`;
    rememberRoom({ code, title, at: Date.now(), directs: this.key !== '' });
  }

  #watchSaving(state: RoomState): void {
    if (saving(state) === 'saving') {
      this.#slowness ??= setTimeout(() => {
        this.slow.value = true;
        this.announcer.say('The server has not answered yet. Your edits are kept here.');
      }, SLOW_MS);
      return;
    }
    if (this.#slowness) clearTimeout(this.#slowness);
    this.#slowness = null;
    this.slow.value = false;
  }

  #languageOf(name: string): Language | null {
    const id = this.state.value.files.find(({ file }) => file === name)?.language;
    return this.languages.all.value.find((one) => one.id === id) ?? null;
  }

  #colorCode(): void {
    const id = this.state.value.files.find(({ file }) => file === this.file.value)?.language ?? '';
    const highlight = this.#languageOf(this.file.value)?.highlight || grammarOf(this.file.value) || id;
    if (highlight !== '') void this.#editor?.setLanguage(highlight);
  }

  #look(id: string): { name: string; color: number } {
    return { name: this.nameOf(id), color: this.colors.value.get(id) ?? 1 };
  }

  /** One key leads from the code to the terminal and back. */
  #turnFocus(event: KeyboardEvent): void {
    if (event.code !== 'Backquote' || !event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (this.#terminal?.hasFocus()) this.focusEditor();
    else this.focusTerminal();
  }

  #watchPage(): void {
    let leaving = false;
    addEventListener('pageshow', () => (leaving = false));
    addEventListener('pagehide', () => {
      leaving = true;
      this.#room.keep();
    });
    addEventListener('beforeunload', (event) => {
      this.#room.keep();
      if (this.state.value.unsent > 0) event.preventDefault();
    });
    document.addEventListener('keydown', (event) => {
      if (event.key === 's' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
        // Everybody's fingers know it, and the browser would offer to save the page.
        event.preventDefault();
        this.say(savedWords(this.state.value), 'plain', '');
      }
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      event.preventDefault();
      void this.run();
    });
    // Before the terminal takes the key for its program.
    document.addEventListener('keydown', (event) => this.#turnFocus(event), { capture: true });
    const isCandidate = () => this.state.value.self?.role === 'candidate';
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) this.#room.keep();
      // A page that is loaded again or left for good is hidden as well; that is no looking elsewhere.
      if (isCandidate() && !leaving) this.#room.signal(document.hidden ? 'blur' : 'focus');
    });
  }
}

function savedWords(state: RoomState): string {
  if (saving(state) === 'saved') return 'Everything is saved, at each key.';
  return 'Your latest edits are kept here, and saved as soon as the server answers.';
}

function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

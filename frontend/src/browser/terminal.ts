import type { FitAddon } from '@xterm/addon-fit';
import type { Terminal } from '@xterm/xterm';
import type { Disposable } from '../core/lifetime.ts';
import type { OutputChunk } from '../core/protocol.ts';
import { isTerminalAnswer } from '../core/terminal-answers.ts';
import { styledDocument, terminalLook } from '../design/terminal-look.ts';
import { onThemeChange } from '../design/theme.ts';

const SCROLLBACK = 10_000;
/** Output that arrives before the terminal is loaded; the server keeps less than that of a run. */
const EARLY_CHUNKS = 20_000;

export interface TerminalListener {
  typed(data: string): void;
  resized(columns: number, rows: number): void;
}

/** How somebody likes it. */
export interface TerminalWish {
  /** In CSS pixels. */
  readonly fontSize: number;
  /** Whether screen readers find its text. */
  readonly spoken: boolean;
}

interface Loaded {
  readonly terminal: Terminal;
  readonly fit: FitAddon;
}

/** The shared terminal. xterm.js is fetched after the editor is up; what arrives before waits. */
export class TerminalPane implements Disposable {
  #loaded: Loaded | null = null;
  #early: OutputChunk[] = [];
  #active = false;
  #wish: TerminalWish = { fontSize: 13, spoken: false };
  #ends: (() => void)[] = [];

  constructor(
    private readonly parent: HTMLElement,
    private readonly listener: TerminalListener,
  ) {}

  get columns(): number {
    return this.#loaded?.terminal.cols ?? 80;
  }

  get rows(): number {
    return this.#loaded?.terminal.rows ?? 24;
  }

  async load(): Promise<void> {
    const [{ Terminal }, { FitAddon }] = await Promise.all([
      import('@xterm/xterm'),
      import('@xterm/addon-fit'),
      import('@xterm/xterm/css/xterm.css'),
    ]);
    const terminal = new Terminal({
      ...terminalLook(),
      documentOverride: styledDocument(document),
      fontSize: this.#wish.fontSize,
      lineHeight: 1.25,
      scrollback: SCROLLBACK,
      cursorBlink: false,
      disableStdin: !this.#active,
      screenReaderMode: this.#wish.spoken,
    });
    const fit = new FitAddon();
    terminal.loadAddon(fit);
    terminal.open(this.parent);
    terminal.textarea?.setAttribute(
      'aria-label',
      'Terminal input. Shift and Tab, or Control and backquote, leaves it.',
    );
    this.#loaded = { terminal, fit };
    keepSilent(terminal);
    terminal.onData((data) => {
      if (this.#active && !isTerminalAnswer(data)) this.listener.typed(data);
    });
    terminal.onResize(({ cols, rows }) => this.listener.resized(cols, rows));
    // Tab belongs to the program while there is one, Shift and Tab always leads out.
    terminal.attachCustomKeyEventHandler((event) => event.key !== 'Tab' || (this.#active && !event.shiftKey));
    const observer = new ResizeObserver(() => this.#fit());
    observer.observe(this.parent);
    this.#ends = [
      () => observer.disconnect(),
      onThemeChange(() => (terminal.options = terminalLook())),
      () => terminal.dispose(),
    ];
    this.#fit();
    const early = this.#early;
    this.#early = [];
    for (const chunk of early) this.write(chunk);
    this.#cursor();
  }

  clear(): void {
    this.#early = [];
    this.#loaded?.terminal.reset();
    this.#cursor();
  }

  write(chunk: OutputChunk): void {
    const loaded = this.#loaded;
    if (!loaded) {
      if (this.#early.length < EARLY_CHUNKS) this.#early.push(chunk);
      return;
    }
    loaded.terminal.write(dressed(chunk));
  }

  /** Whether a program listens. */
  setActive(active: boolean): void {
    if (active === this.#active) return;
    this.#active = active;
    if (this.#loaded) this.#loaded.terminal.options.disableStdin = !active;
    this.#cursor();
  }

  dress(wish: TerminalWish): void {
    this.#wish = wish;
    if (!this.#loaded) return;
    this.#loaded.terminal.options.fontSize = wish.fontSize;
    this.#loaded.terminal.options.screenReaderMode = wish.spoken;
    this.#fit();
  }

  hasFocus(): boolean {
    return this.parent.contains(document.activeElement);
  }

  focus(): void {
    this.#loaded?.terminal.focus();
  }

  dispose(): void {
    for (const end of this.#ends) end();
    this.#ends = [];
    this.#loaded = null;
  }

  /** A cursor says "type here": it is there only while a program listens. */
  #cursor(): void {
    this.#loaded?.terminal.write(this.#active ? '\x1b[?25h' : '\x1b[?25l');
  }

  #fit(): void {
    if (this.parent.clientWidth > 0 && this.parent.clientHeight > 0) this.#loaded?.fit.fit();
  }
}

const swallow = () => true;

/** Programs can ask a terminal things; with several terminals in a room each would answer, so none does. */
function keepSilent({ parser }: Terminal): void {
  for (const prefix of ['', '?', '>', '=']) {
    for (const final of ['n', 'c'])
      parser.registerCsiHandler(prefix ? { prefix, final } : { final }, swallow);
  }
  parser.registerCsiHandler({ intermediates: '$', final: 'p' }, swallow);
  parser.registerCsiHandler({ prefix: '?', intermediates: '$', final: 'p' }, swallow);
  parser.registerCsiHandler({ final: 't' }, swallow);
  parser.registerDcsHandler({ intermediates: '$', final: 'q' }, swallow);
  for (const color of [4, 10, 11, 12]) parser.registerOscHandler(color, (data) => data.includes('?'));
}

/** A pipe's lines end in \n alone; the platform's own words are set apart from the program's. */
function dressed({ stream, data }: OutputChunk): string {
  if (stream === 'terminal') return data;
  const lines = data.replaceAll(/\r?\n/g, '\r\n');
  if (stream === 'stderr') return `\x1b[31m${lines}\x1b[39m`;
  if (stream === 'notice') return `\r\n\x1b[3;90m[${lines.trim()}]\x1b[23;39m\r\n`;
  return lines;
}

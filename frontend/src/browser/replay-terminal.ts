/**
 * The terminal of the recording. Forward it is written to like the original was; backward, and at another run, it is
 * reset and written anew. The reset travels in the stream, because xterm writes later than it is told.
 */
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import type { RunTrack } from '../core/playback-run.ts';
import { styledDocument, terminalLook } from '../design/terminal-look.ts';
import { onThemeChange } from '../design/theme.ts';

const RESET = '\u001bc';

export class ReplayTerminal {
  readonly #terminal: Terminal;
  readonly #fit = new FitAddon();
  readonly #resized: ResizeObserver;
  readonly #forgetTheme: () => void;
  #run: RunTrack | undefined;
  #written = 0;

  constructor(parent: HTMLElement) {
    this.#terminal = new Terminal({
      ...terminalLook(),
      documentOverride: styledDocument(document),
      disableStdin: true,
      convertEol: true,
      cursorInactiveStyle: 'none',
      fontSize: 13,
      lineHeight: 1.25,
      scrollback: 10_000,
    });
    this.#terminal.loadAddon(this.#fit);
    this.#terminal.open(parent);
    // The recording takes no input: Tab goes on to the next control, and the page's keys work here too.
    this.#terminal.attachCustomKeyEventHandler(() => false);
    this.#resized = new ResizeObserver(() => this.#fit.fit());
    this.#resized.observe(parent);
    this.#forgetTheme = onThemeChange(() => {
      this.#terminal.options = terminalLook();
    });
  }

  /** Shows the first `count` pieces of a run's output. */
  show(run: RunTrack | undefined, count: number): void {
    if (run !== this.#run || count < this.#written) {
      this.#terminal.write(RESET + (run?.written(0, count) ?? ''));
    } else if (run && count > this.#written) {
      this.#terminal.write(run.written(this.#written, count));
    }
    [this.#run, this.#written] = [run, count];
  }

  dispose(): void {
    this.#forgetTheme();
    this.#resized.disconnect();
    this.#terminal.dispose();
  }
}

import type { ChangeSet } from '@codemirror/state';
import type { Whole } from './protocol.ts';
import type { SharedText } from './shared-text.ts';
import type { TextClientPorts } from './text-ports.ts';

/**
 * The screen of one file, which shows our copy of it and nothing else. Text leaves it without having reached the room
 * only as a salvage.
 */
export class OnScreen {
  constructor(
    private readonly named: { readonly file: string },
    private readonly shared: SharedText,
    private readonly ports: Pick<TextClientPorts, 'surface' | 'listener'>,
  ) {}

  apply(changes: readonly ChangeSet[]): void {
    try {
      this.ports.surface.apply(changes);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.mend();
    }
  }

  /** Compares the screen with our copy; whatever else it shows, the person gets to see. */
  mend(): void {
    const shown = this.ports.surface.text();
    const ours = this.shared.document();
    if (shown.eq(ours)) return;
    const reason = 'What this page showed had become another text than the room’s. It was put right.';
    this.ports.listener.salvaged({ file: this.named.file, reason, text: shown.toString() });
    this.ports.surface.replace(ours.toString());
    this.ports.listener.mended(this.named.file);
  }

  /**
   * Takes our unconfirmed changes on to another text.
   *
   * @param known how many of them are in it already; null when nobody knows
   * @returns whether that could be done; if not, nothing has changed
   */
  goOn(whole: Whole, known: number | null): boolean {
    try {
      const moved = this.shared.rebase(whole, known ?? 0, known === null);
      if (moved) this.apply([moved]);
      return moved !== null;
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  }

  /** Gives the screen to `text`; what only the screen had becomes a salvage. */
  abandon(text: string, reason: string): void {
    const { shared, ports } = this;
    const shown = ports.surface.text().toString();
    if (shared.pending > 0 && shown !== text)
      ports.listener.salvaged({ file: this.named.file, reason, text: shown });
    shared.forgetUnconfirmed();
    ports.surface.replace(text);
  }
}

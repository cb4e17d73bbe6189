import type { JSX } from 'preact';
import { ThemeChoice } from '../design/theme-button.tsx';
import { changeLook, LARGEST, look, SMALLEST } from './look.ts';
import type { Dialog } from './room-line.tsx';

/** How this browser shows the room. */
export function Settings({ dialog }: { readonly dialog: Dialog }): JSX.Element {
  const { codeSize, wrap, spokenTerminal } = look.value;
  return (
    <dialog class="dialog" ref={dialog} aria-labelledby="settings-title" data-testid="settings-dialog">
      <div class="dialog-head">
        <h2 id="settings-title">Settings</h2>
      </div>
      <div class="dialog-body">
        <p class="muted">For you, in this browser.</p>
        <div class="field">
          <span class="field-label">Theme</span>
          <ThemeChoice />
        </div>
        <div class="field">
          <label htmlFor="code-size">Size of code</label>
          <div class="settings-size">
            <input
              id="code-size"
              type="range"
              min={SMALLEST}
              max={LARGEST}
              value={codeSize}
              aria-valuetext={`${codeSize} pixels`}
              onInput={(event) => changeLook({ codeSize: event.currentTarget.valueAsNumber })}
            />
            <span aria-hidden="true">{codeSize} px</span>
          </div>
        </div>
        <label class="check">
          <input
            type="checkbox"
            checked={wrap}
            onChange={(event) => changeLook({ wrap: event.currentTarget.checked })}
          />
          Wrap long lines
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={spokenTerminal}
            onChange={(event) => changeLook({ spokenTerminal: event.currentTarget.checked })}
          />
          Let screen readers read the terminal
        </label>
      </div>
      <form method="dialog" class="dialog-actions">
        <button class="btn btn-primary">Done</button>
      </form>
    </dialog>
  );
}

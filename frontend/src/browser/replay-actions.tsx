/** What the bar of the replay page offers beside playing. */
import type { JSX } from 'preact';
import type { Past } from './replay-past.ts';
import type { Player } from './replay-player.ts';
import { Disclosure } from './room-disclosure.tsx';

interface ActionsProps {
  readonly code: string;
  readonly player: Player;
  readonly past: Past;
}

export function Actions({ code, player, past }: ActionsProps): JSX.Element {
  const live = !player.playback.ended;
  const busy = past.busy.value;
  return (
    <>
      {past.said.value && (
        <p
          class={past.said.value.failed ? 'toast toast-danger replay-said' : 'toast replay-said'}
          role={past.said.value.failed ? 'alert' : 'status'}
        >
          {past.said.value.words}
          <button type="button" class="btn btn-quiet btn-small" onClick={() => (past.said.value = null)}>
            Close
          </button>
        </p>
      )}
      {busy !== '' && (
        <span class="muted replay-busy" role="status">
          {busy}
        </span>
      )}
      {past.isInterviewer && (
        <button
          type="button"
          class="btn btn-small"
          title="Open a new room that begins as this one stands at the moment shown"
          data-testid="fork"
          disabled={busy !== ''}
          onClick={() => void past.fork(player)}
        >
          <span>
            Fork<span class="wide-only"> from here</span>
          </span>
        </button>
      )}
      <Disclosure label="More" button="More" buttonClass="btn btn-small" testid="more">
        {(close) => {
          const item = (testid: string, label: string, act: () => void) => (
            <button
              type="button"
              class="menu-item"
              data-testid={testid}
              disabled={busy !== ''}
              onClick={() => {
                close();
                act();
              }}
            >
              {label}
            </button>
          );
          return (
            <>
              {item('export-html', 'Save as one page (HTML)', () => void past.export('html'))}
              {item('export-zip', 'Save the files (ZIP)', () => void past.export('zip'))}
              {item('export-ndjson', 'Save the log (NDJSON)', () => void past.export('ndjson'))}
              {live && (
                <>
                  <hr class="menu-separator" />
                  {item('catch-up', 'Load what happened since', () => void past.catchUp())}
                </>
              )}
            </>
          );
        }}
      </Disclosure>
      {live && (
        <a class="btn btn-small" href={`/room/${code}`}>
          Enter room
        </a>
      )}
    </>
  );
}

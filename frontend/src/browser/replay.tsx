/** The replay page: fetches a room's recording, then plays it. */
import { render, type ComponentChildren, type JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import '../design/index.css';
import './replay.css';
import { Malformed } from '../core/decoder.ts';
import { Playback } from '../core/playback.ts';
import { Mark } from '../design/icons.tsx';
import { ThemeButton } from '../design/theme-button.tsx';
import { wearTheme } from '../design/theme.ts';
import { adoptVendorStyles } from '../design/vendor-styles.ts';
import { Aside } from './replay-aside.tsx';
import { Controls } from './replay-controls.tsx';
import { playerKeys } from './replay-keys.ts';
import { TerminalPane, TextPane } from './replay-panes.tsx';
import { Player } from './replay-player.ts';
import { fetchRecording, NoRecording } from './replay-rest.ts';

type Showing =
  | { readonly type: 'loading'; readonly events: number }
  | { readonly type: 'missing'; readonly message: string }
  | { readonly type: 'loaded'; readonly start: Date | undefined; readonly player: Player };

async function load(code: string, progress: (events: number) => void): Promise<Showing> {
  try {
    const { events, start, duration } = await fetchRecording(code, progress);
    return { type: 'loaded', start, player: new Player(new Playback(events, duration)) };
  } catch (error) {
    if (error instanceof NoRecording) return { type: 'missing', message: error.message };
    const reason = error instanceof Malformed ? ` (${error.message})` : '';
    return { type: 'missing', message: `The recording arrived damaged${reason}. Load the page again.` };
  }
}

function Frame({ code, start, playback, children }: FrameProps): JSX.Element {
  const when = start?.toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <div class="replay">
      <a class="skip-link" href="#playback">
        Skip to playback
      </a>
      <header class="topbar">
        <a class="brand" href="/">
          <Mark />
          <span class="wide-only">Parley</span>
        </a>
        <span class="topbar-divider" />
        <h1 class="topbar-title">{playback?.title || `Room ${code}`}</h1>
        <span class="badge wide-only">{playback?.ended === false ? 'Replay, so far' : 'Replay'}</span>
        {when && <time class="muted wide-only replay-when">{when}</time>}
        <span class="topbar-spacer" />
        {playback?.ended === false && (
          <a class="btn btn-small" href={`/room/${code}`}>
            Enter room
          </a>
        )}
        <ThemeButton />
      </header>
      {children}
    </div>
  );
}

interface FrameProps {
  readonly code: string;
  readonly start?: Date | undefined;
  readonly playback?: Playback;
  readonly children: ComponentChildren;
}

function Screen({ player }: { readonly player: Player }): JSX.Element {
  useEffect(() => playerKeys(player), [player]);
  return (
    <>
      <main class="replay-main">
        {player.playback.faults.length > 0 && (
          <p class="notice notice-warn replay-faults" role="alert">
            This recording is not complete: {player.playback.faults.join('; ')}.
          </p>
        )}
        <TextPane player={player} />
        <TerminalPane player={player} />
        <Aside player={player} />
      </main>
      <div id="playback" tabIndex={-1}>
        <Controls player={player} />
      </div>
    </>
  );
}

function Replay({ code }: { readonly code: string }): JSX.Element {
  const [showing, show] = useState<Showing>({ type: 'loading', events: 0 });
  useEffect(() => {
    void load(code, (events) => show({ type: 'loading', events })).then(show);
  }, [code]);
  switch (showing.type) {
    case 'loading':
      return (
        <Frame code={code}>
          <main class="replay-message">
            <span class="spinner" aria-hidden="true" />
            <p aria-live="polite">Fetching the recording…</p>
            <p class="muted">{showing.events > 0 && `${showing.events.toLocaleString()} events so far`}</p>
          </main>
        </Frame>
      );
    case 'missing':
      return (
        <Frame code={code}>
          <main class="replay-message">
            <h2>Nothing to replay</h2>
            <p role="alert">{showing.message}</p>
            <p>
              <a class="btn" href={`/room/${encodeURIComponent(code)}`}>
                Go to the room
              </a>
            </p>
          </main>
        </Frame>
      );
    case 'loaded':
      return (
        <Frame code={code} start={showing.start} playback={showing.player.playback}>
          <Screen player={showing.player} />
        </Frame>
      );
  }
}

wearTheme();
adoptVendorStyles();
const code = decodeURIComponent(/^\/replay\/([^/]+)/.exec(location.pathname)?.[1] ?? '').toLowerCase();
const app = document.getElementById('app');
if (app) render(<Replay code={code} />, app);

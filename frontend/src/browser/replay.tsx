/** The replay page: fetches a room's recording, then plays it. */
import { render, type JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import '../design/index.css';
import './replay.css';
import { Malformed } from '../core/decoder.ts';
import { wearTheme } from '../design/theme.ts';
import { adoptVendorStyles } from '../design/vendor-styles.ts';
import { Actions } from './replay-actions.tsx';
import { NoRecording } from './replay-door.ts';
import { Past } from './replay-past.ts';
import { Player } from './replay-player.ts';
import { Recording } from './replay-rest.ts';
import { badgeOf, Frame, Screen } from './replay-screen.tsx';

type Showing =
  | { readonly type: 'loading'; readonly events: number }
  | { readonly type: 'missing'; readonly message: string }
  | { readonly type: 'loaded'; readonly recording: Recording; readonly player: Player; readonly past: Past };

async function load(code: string, show: (showing: Showing) => void): Promise<void> {
  try {
    const recording = await Recording.fetch(code, (events) => show({ type: 'loading', events }));
    const past = new Past(recording, () => {
      player = player.withPlayback(recording.playback());
      show({ type: 'loaded', recording, player, past });
    });
    let player = new Player(recording.playback());
    show({ type: 'loaded', recording, player, past });
  } catch (error) {
    if (error instanceof NoRecording) {
      show({ type: 'missing', message: error.message });
      return;
    }
    const reason = error instanceof Malformed ? ` (${error.message})` : '';
    show({
      type: 'missing',
      message: `The recording arrived damaged${reason}. Load the page again.`,
    });
  }
}

function Replay({ code }: { readonly code: string }): JSX.Element {
  const [showing, show] = useState<Showing>({ type: 'loading', events: 0 });
  useEffect(() => void load(code, show), [code]);
  const title = showing.type === 'loaded' ? showing.player.playback.title : '';
  useEffect(() => {
    if (title !== '') document.title = `Replay of ${title} - Parley`;
  }, [title]);
  if (showing.type !== 'loaded') {
    return (
      <Frame home="/" title={`Room ${code}`} badge="Replay">
        <main class="replay-message">
          {showing.type === 'loading' ? (
            <Loading events={showing.events} />
          ) : (
            <Missing code={code} showing={showing} />
          )}
        </main>
      </Frame>
    );
  }
  const { player, past, recording } = showing;
  return (
    <Frame
      home="/"
      title={player.playback.title || `Room ${code}`}
      badge={badgeOf(player.playback)}
      start={recording.start}
      actions={<Actions code={code} player={player} past={past} />}
    >
      <Screen player={player} past={past} />
    </Frame>
  );
}

function Loading({ events }: { readonly events: number }): JSX.Element {
  return (
    <>
      <span class="spinner" aria-hidden="true" />
      <p aria-live="polite">Fetching the recording…</p>
      <p class="muted">{events > 0 && `${events.toLocaleString()} events so far`}</p>
    </>
  );
}

interface MissingProps {
  readonly code: string;
  readonly showing: Showing & { readonly type: 'missing' };
}

function Missing({ code, showing }: MissingProps): JSX.Element {
  return (
    <>
      <h2>Nothing to replay</h2>
      <p role="alert">{showing.message}</p>
      <p>
        <a class="btn" href={`/room/${encodeURIComponent(code)}`}>
          Go to the room
        </a>
      </p>
    </>
  );
}

wearTheme();
adoptVendorStyles();
const code = decodeURIComponent(/^\/replay\/([^/]+)/.exec(location.pathname)?.[1] ?? '').toLowerCase();
const app = document.getElementById('app');
if (app) render(<Replay code={code} />, app);

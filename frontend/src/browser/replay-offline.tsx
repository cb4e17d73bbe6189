/**
 * The replay as one file that needs no server: the same page, with the recording inside. The server puts the log, gzipped
 * and in base64, into an element of the page; nothing of what people typed is ever markup.
 */
import { render, type JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import '../design/index.css';
import './replay.css';
import { decodeEvent } from '../core/playback-event.ts';
import { Recorder } from '../core/playback.ts';
import { wearTheme } from '../design/theme.ts';
import { adoptVendorStyles } from '../design/vendor-styles.ts';
import { lines, Pauses } from './replay-lines.ts';
import { Player } from './replay-player.ts';
import { badgeOf, Frame, Screen } from './replay-screen.tsx';

function unpack(base64: string): ReadableStream<Uint8Array> {
  const bytes = Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
  return new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
}

async function load(packed: HTMLElement): Promise<Player> {
  const recorder = new Recorder();
  const pauses = new Pauses(() => {});
  for await (const line of lines(unpack(packed.textContent.trim()))) {
    const event = line === '' ? undefined : decodeEvent(JSON.parse(line));
    if (event) recorder.take(event);
    if (pauses.isDue()) await pauses.take();
  }
  return new Player(recorder.playback());
}

function Offline({ packed }: { readonly packed: HTMLElement }): JSX.Element {
  const [player, show] = useState<Player | 'loading' | 'damaged'>('loading');
  useEffect(() => {
    load(packed).then(show, () => show('damaged'));
  }, [packed]);
  useEffect(() => {
    if (typeof player !== 'string') document.title = `${player.playback.title} - Parley`;
  }, [player]);
  const start = new Date(packed.dataset['start'] ?? '');
  if (typeof player === 'string') {
    return (
      <Frame title="Parley" badge="Replay">
        <main class="replay-message">
          <p role={player === 'loading' ? 'status' : 'alert'}>
            {player === 'loading'
              ? 'Unpacking the recording…'
              : 'The recording in this file is damaged. Export it again.'}
          </p>
        </main>
      </Frame>
    );
  }
  return (
    <Frame
      title={player.playback.title}
      badge={badgeOf(player.playback)}
      start={Number.isNaN(start.getTime()) ? undefined : start}
    >
      <Screen player={player} />
    </Frame>
  );
}

wearTheme();
adoptVendorStyles();
const app = document.getElementById('app');
const packed = document.getElementById('log');
if (app && packed) render(<Offline packed={packed} />, app);

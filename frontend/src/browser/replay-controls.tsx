/** The transport under the panes: the strip, play, chapters back and forth, speed, and two switches. */
import type { JSX } from 'preact';
import { useComputed, type Signal } from '@preact/signals';
import { SPEEDS } from '../core/playback-pace.ts';
import { Icon } from '../design/icons.tsx';
import { clock, type Player } from './replay-player.ts';
import { Scrubber } from './replay-scrubber.tsx';

function Time({ player }: { readonly player: Player }): JSX.Element {
  const now = useComputed(() => clock(player.time.value));
  return (
    <span class="replay-time">
      <strong>{now}</strong> / {clock(player.playback.duration)}
    </span>
  );
}

function Switch({ is, children }: { readonly is: Signal<boolean>; readonly children: string }): JSX.Element {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={is.value}
        onChange={(event) => (is.value = event.currentTarget.checked)}
      />
      {children}
    </label>
  );
}

export function Controls({ player }: { readonly player: Player }): JSX.Element {
  const playing = player.playing.value;
  return (
    <section class="replay-controls" aria-label="Playback">
      <Scrubber player={player} />
      <div class="replay-buttons">
        <button
          type="button"
          class="btn btn-quiet btn-icon"
          aria-label="Previous moment"
          title="Previous moment"
          onClick={() => player.previousChapter()}
        >
          <Icon name="back" />
        </button>
        <button
          type="button"
          class="btn btn-primary btn-icon replay-play"
          aria-label={playing ? 'Pause' : 'Play'}
          title={playing ? 'Pause (space)' : 'Play (space)'}
          onClick={() => player.toggle()}
        >
          <Icon name={playing ? 'pause' : 'play'} />
        </button>
        <button
          type="button"
          class="btn btn-quiet btn-icon"
          aria-label="Next moment"
          title="Next moment"
          onClick={() => player.nextChapter()}
        >
          <Icon name="forward" />
        </button>
        <Time player={player} />
        <span class="replay-keys">
          <kbd>space</kbd> plays, <kbd>←</kbd> <kbd>→</kbd> go 5 s
        </span>
        <span class="topbar-spacer" />
        <Switch is={player.follow}>Follow typing</Switch>
        <Switch is={player.skipIdle}>Skip silence</Switch>
        <fieldset class="segmented" aria-label="Speed">
          {SPEEDS.map((speed) => (
            <button
              key={speed}
              type="button"
              class="btn"
              aria-pressed={player.speed.value === speed}
              onClick={() => (player.speed.value = speed)}
            >
              {speed}×
            </button>
          ))}
        </fieldset>
      </div>
    </section>
  );
}

/** The whole replay, wherever its recording comes from: the frame around it, and what is said while there is none. */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Playback } from '../core/playback.ts';
import { Mark } from '../design/icons.tsx';
import { ThemeButton } from '../design/theme-button.tsx';
import { Aside } from './replay-aside.tsx';
import { Controls } from './replay-controls.tsx';
import { playerKeys } from './replay-keys.ts';
import { TerminalPane, TextPane } from './replay-panes.tsx';
import type { Player } from './replay-player.ts';
import type { Past } from './replay-past.ts';

interface FrameProps {
  /** Where the mark leads; nowhere in a file of its own. */
  readonly home?: string | undefined;
  readonly title: string;
  readonly badge: string;
  readonly start?: Date | undefined;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Frame({ home, title, badge, start, actions, children }: FrameProps): JSX.Element {
  const when = start?.toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
  const brand = (
    <>
      <Mark />
      <span class="wide-only">Parley</span>
    </>
  );
  return (
    <div class="replay">
      <a class="skip-link" href="#playback">
        Skip to playback
      </a>
      <header class="topbar">
        {home === undefined ? (
          <span class="brand">{brand}</span>
        ) : (
          <a class="brand" href={home}>
            {brand}
          </a>
        )}
        <span class="topbar-divider" />
        <h1 class="topbar-title">{title}</h1>
        <span class="badge wide-only">{badge}</span>
        {when && <time class="muted wide-only replay-when">{when}</time>}
        <span class="topbar-spacer" />
        {actions}
        <ThemeButton />
      </header>
      {children}
    </div>
  );
}

export function badgeOf(playback: Playback): string {
  return playback.ended ? 'Replay' : 'Replay, so far';
}

interface ScreenProps {
  readonly player: Player;
  /** What can be done with the past; nothing in a file of its own. */
  readonly past?: Past | undefined;
}

export function Screen({ player, past }: ScreenProps): JSX.Element {
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
        <Aside player={player} past={past} />
      </main>
      <div id="playback" tabIndex={-1}>
        <Controls player={player} />
      </div>
    </>
  );
}

import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { RoomState } from '../core/room-state.ts';
import { saving } from '../core/room-state.ts';
import { duration } from '../core/duration.ts';
import type { Salvage } from '../core/keepsake.ts';
import { RoomIcon } from './room-icons.tsx';
import { CopyButton } from './room-share.tsx';
import type { Visit } from './room-visit.ts';

export function Toasts({ visit }: { visit: Visit }): JSX.Element {
  const all = visit.toasts.shown.value;
  return (
    <div
      class="toasts"
      role="group"
      aria-label="News"
      onPointerEnter={() => visit.toasts.hold()}
      onPointerLeave={() => visit.toasts.release()}
      onFocusIn={() => visit.toasts.hold()}
      onFocusOut={() => visit.toasts.release()}
    >
      {all.map(({ id, text, tone, color }) => (
        <div
          key={id}
          class={tone === 'plain' ? 'toast' : `toast toast-${tone}`}
          data-person={color === 0 ? undefined : color}
        >
          <span>{text}</span>
          <button
            type="button"
            class="btn btn-quiet btn-small btn-icon"
            aria-label="Dismiss"
            onClick={() => {
              visit.toasts.hush(id);
              visit.toasts.release();
            }}
          >
            <RoomIcon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}

/** What the person must know for as long as it is so. */
export function Banners({ visit }: { visit: Visit }): JSX.Element {
  const { room, line, unsent, salvages, stage } = visit.state.value;
  const offline = stage === 'inside' && line === 'offline';
  return (
    <div class="room-banners">
      {room?.state === 'ended' && (
        <p class="notice" data-testid="ended">
          <span class="dot" aria-hidden="true" />
          <span>
            <strong>The interview has ended.</strong> Nothing can be changed any more.{' '}
            <a href={`/replay/${room.code}`}>Watch the replay</a>
          </span>
        </p>
      )}
      {room?.state === 'lobby' && (
        <p class="notice">
          <span class="dot dot-warn" aria-hidden="true" />
          <span>
            <strong>The room is not open yet.</strong> Only interviewers see inside.
          </span>
        </p>
      )}
      {offline && (
        <p class="notice notice-warn" data-testid="offline">
          <span class="spinner" aria-hidden="true" />
          <span>
            <strong>Connection lost, trying again.</strong> Go on writing: {waiting(unsent)}
          </span>
        </p>
      )}
      {salvages.map((salvage, index) => (
        <Salvaged key={salvage} salvage={salvage} dismiss={() => visit.room.dismissSalvage(index)} />
      ))}
    </div>
  );
}

function waiting(unsent: number): string {
  if (unsent === 0) return 'nothing is lost, your text is sent when it is back.';
  return unsent === 1
    ? '1 edit is kept and sent when it is back.'
    : `${unsent} edits are kept and sent when it is back.`;
}

function Salvaged({ salvage, dismiss }: { salvage: Salvage; dismiss: () => void }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <div class="notice notice-danger" role="alert" data-testid="salvage">
      <span class="dot dot-danger" aria-hidden="true" />
      <span class="grow">
        <strong>Some of your text in {salvage.file} is not in the room.</strong> {salvage.reason}
      </span>
      <button type="button" class="btn btn-small" onClick={() => dialog.current?.showModal()}>
        Show my text
      </button>
      <CopyButton text={salvage.text} what="my text" small />
      <button type="button" class="btn btn-quiet btn-small btn-icon" aria-label="Dismiss" onClick={dismiss}>
        <RoomIcon name="close" />
      </button>
      <dialog class="dialog salvage-dialog" ref={dialog} aria-label="Your text">
        <div class="dialog-body">
          <textarea class="input mono" readOnly rows={16} aria-label={`Your text of ${salvage.file}`}>
            {salvage.text}
          </textarea>
        </div>
        <form method="dialog" class="dialog-actions">
          <CopyButton text={salvage.text} what="my text" />
          <button class="btn btn-primary">Close</button>
        </form>
      </dialog>
    </div>
  );
}

export function StatusBar({ visit }: { visit: Visit }): JSX.Element {
  const state = visit.state.value;
  const roundTrip = visit.roundTrip.value;
  return (
    <footer class="statusbar room-status">
      <span class="status-part" data-testid="connection" data-state={state.line}>
        <span class={`dot ${LINES[state.line].dot}`} aria-hidden="true" />
        {LINES[state.line].words}
        {state.line === 'online' && roundTrip !== null && ` · ${Math.round(roundTrip)} ms`}
      </span>
      <span class="status-part" data-testid="saved" data-state={saving(state)}>
        {saved(state, visit.slow.value)}
      </span>
      {state.openedAt !== null && state.room?.state === 'live' && <Elapsed since={state.openedAt} />}
      <span class="topbar-spacer" />
      <span class="wide-only">Ctrl ` turns between code and terminal · Esc, then Tab leaves the editor</span>
    </footer>
  );
}

const LOOK_MS = 5000;

/** How long the room has been open; an interview is about time too. */
function Elapsed({ since }: { readonly since: number }): JSX.Element {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return <span class="status-part">{duration(now - since)}</span>;
}

const LINES = {
  connecting: { dot: 'dot-warn', words: 'Connecting…' },
  online: { dot: 'dot-ok', words: 'Connected' },
  offline: { dot: 'dot-danger', words: 'Offline' },
} as const;

function saved(state: RoomState, slow: boolean): string {
  switch (saving(state)) {
    case 'saved':
      return 'Saved';
    case 'saving':
      return slow ? `No answer yet, ${unsentEdits(state.unsent)} kept here` : 'Saving…';
    case 'offline':
      return state.unsent === 0 ? 'Nothing unsent' : unsentEdits(state.unsent);
  }
}

function unsentEdits(unsent: number): string {
  return unsent === 1 ? '1 unsent edit' : `${unsent} unsent edits`;
}

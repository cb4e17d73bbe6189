import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { isActive, mayEdit } from '../core/room-state.ts';
import { Icon, Mark } from '../design/icons.tsx';
import { ThemeButton } from '../design/theme-button.tsx';
import type { Language } from './rest.ts';
import { Disclosure } from './room-disclosure.tsx';
import { RoomIcon } from './room-icons.tsx';
import { People } from './room-people.tsx';
import { CopyButton, Share } from './room-share.tsx';
import type { Visit } from './room-visit.ts';

const MAC = /mac|iphone|ipad/i.test(navigator.userAgent);
export const RUN_KEYS = MAC ? '⌘ Enter' : 'Ctrl Enter';

export function RoomBar({ visit }: { visit: Visit }): JSX.Element {
  const { room, self } = visit.state.value;
  const code = room?.code ?? visit.code;
  return (
    <header class="topbar room-bar">
      <a class="brand" href="/" aria-label="Parley, first page">
        <Mark />
      </a>
      <h1 class="topbar-title" title={room?.title}>
        {room?.title || 'Interview'}
      </h1>
      <span class="room-code wide-only">
        <span class="mono" data-testid="code">
          {code}
        </span>
        <CopyButton text={code} what="session code" small />
      </span>
      <span class="topbar-spacer" />
      <LanguagePicker visit={visit} />
      <RunButtons visit={visit} />
      <span class="topbar-divider wide-only" />
      <People visit={visit} />
      <Share visit={visit} />
      <span class="wide-only">
        <ThemeButton />
      </span>
      <More visit={visit} interviewer={self?.role === 'interviewer'} />
    </header>
  );
}

function LanguagePicker({ visit }: { visit: Visit }): JSX.Element {
  const { files, room } = visit.state.value;
  const all = visit.languages.value;
  const current = files.find(({ file }) => file === visit.file.value)?.language ?? room?.language ?? '';
  const ready = all.filter(({ state }) => state === 'ready');
  const coming = all.filter(({ state }) => ['building', 'waiting', 'offered'].includes(state));
  const others = all.filter((language) => !ready.includes(language) && !coming.includes(language));
  const known = all.some(({ id }) => id === current);
  return (
    <select
      class="select select-small room-language"
      aria-label="Language"
      data-testid="language"
      value={current}
      disabled={!mayEdit(visit.state.value)}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        event.currentTarget.value = current;
        void visit.room.setLanguage(visit.file.value, chosen);
      }}
    >
      {!known && <option value={current}>{current === 'text' ? 'Plain text' : current}</option>}
      {ready.map((language) => (
        <option key={language.id} value={language.id}>
          {label(language)}
        </option>
      ))}
      {coming.length > 0 && (
        <optgroup label="Made ready when chosen">
          {coming.map((language) => (
            <option key={language.id} value={language.id}>
              {label(language)}
              {language.state !== 'offered' && `: ${stage(language)}`}
            </option>
          ))}
        </optgroup>
      )}
      {others.length > 0 && (
        <optgroup label="Cannot run here">
          {others.map((language) => (
            <option
              key={language.id}
              value={language.id}
              disabled={language.state === 'missing' && language.id !== current}
            >
              {label(language)}: {stage(language)}
            </option>
          ))}
        </optgroup>
      )}
    </select>
  );
}

function label({ name, version }: Language): string {
  return version === '' ? name : `${name} ${version}`;
}

const STAGES = {
  ready: 'ready',
  building: 'being prepared',
  waiting: 'waiting its turn',
  offered: 'made ready when chosen',
  missing: 'not installed',
  failed: 'could not be prepared',
} as const;

function stage({ state, percent }: Language): string {
  return state === 'building' ? `${percent}%` : STAGES[state];
}

/** Whether it is under way, so that there is something to watch. */
function isComing(language: Language | null): boolean {
  return language !== null && (language.state === 'building' || language.state === 'waiting');
}

/** Why a language cannot run yet, in words. */
export function readiness(language: Language): string {
  const why = words(language);
  const idle = language.state === 'failed' && !why.includes('tried again');
  return idle ? `${why} Run tries again.` : why;
}

function words({ name, state, message }: Language): string {
  return message === '' ? `${name} is ${STAGES[state]}.` : `${name}: ${message.replace(/\.?$/, '.')}`;
}

function RunButtons({ visit }: { visit: Visit }): JSX.Element {
  const { run, room, self, line } = visit.state.value;
  const { file, language } = visit.runs.value;
  const active = isActive(run);
  const allowed = self !== null && self.role !== 'observer' && room?.state !== 'ended' && line === 'online';
  const prepared = language === null || language.state === 'ready';
  const title = prepared ? `Run ${file} (${RUN_KEYS})` : readiness(language);
  if (active)
    return (
      <button
        type="button"
        class="btn btn-danger room-run"
        data-testid="stop"
        disabled={!allowed}
        onClick={() => void visit.stop()}
      >
        <RoomIcon name="stop" />
        Stop
      </button>
    );
  return (
    <button
      type="button"
      class="btn btn-run room-run"
      data-testid="run"
      title={title}
      aria-keyshortcuts="Control+Enter"
      disabled={!allowed || !(prepared || ['failed', 'offered'].includes(language.state))}
      onClick={() => void visit.run()}
    >
      {isComing(language) ? <span class="spinner" aria-hidden="true" /> : <Icon name="play" />}
      {language?.state === 'building' ? `${language.percent}%` : 'Run'}
    </button>
  );
}

function More({ visit, interviewer }: { visit: Visit; interviewer: boolean }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const { room } = visit.state.value;
  return (
    <>
      <Disclosure
        label="More"
        button={<RoomIcon name="more" />}
        buttonClass="btn btn-quiet btn-icon"
        testid="more"
      >
        {(close) => (
          <>
            <a class="menu-item" href={`/replay/${room?.code ?? visit.code}`} target="_blank" rel="noopener">
              <RoomIcon name="history" />
              Open the replay
            </a>
            <a
              class="menu-item"
              href={`/replay/${room?.code ?? visit.code}#versions`}
              target="_blank"
              rel="noopener"
            >
              <RoomIcon name="history" />
              Version history
            </a>
            {interviewer && room?.state !== 'ended' && (
              <>
                <hr class="menu-separator" />
                <button
                  type="button"
                  class="menu-item room-end"
                  data-testid="end"
                  onClick={() => {
                    close();
                    dialog.current?.showModal();
                  }}
                >
                  <RoomIcon name="flag" />
                  End the interview…
                </button>
              </>
            )}
          </>
        )}
      </Disclosure>
      <dialog class="dialog" ref={dialog} aria-labelledby="end-title">
        <div class="dialog-head">
          <h2 id="end-title">End the interview?</h2>
        </div>
        <div class="dialog-body">
          <p>Nobody can write or run anything afterwards. Text, runs and replay stay.</p>
        </div>
        <form method="dialog" class="dialog-actions">
          <button class="btn">Go on</button>
          <button
            class="btn btn-danger"
            data-testid="end-confirm"
            onClick={() => void visit.room.setPhase('ended')}
          >
            End the interview
          </button>
        </form>
      </dialog>
    </>
  );
}

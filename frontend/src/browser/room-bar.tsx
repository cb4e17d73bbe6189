import type { JSX } from 'preact';
import { isActive, mayEdit } from '../core/room-state.ts';
import { Icon, Mark } from '../design/icons.tsx';
import { ThemeButton } from '../design/theme-button.tsx';
import { fullName } from './rest.ts';
import { isComing, mayTry, readiness, stage } from './room-languages.ts';
import { RoomIcon } from './room-icons.tsx';
import { More } from './room-more.tsx';
import { People } from './room-people.tsx';
import { CopyButton, Share } from './room-share.tsx';
import type { Visit } from './room-visit.ts';

const MAC = /mac|iphone|ipad/i.test(navigator.userAgent);
export const RUN_KEYS = MAC ? '⌘ Enter' : 'Ctrl Enter';

/** Keys that go through a closed list. */
const STEPS = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'PageUp',
  'PageDown',
  'Home',
  'End',
]);

export function RoomBar({ visit }: { visit: Visit }): JSX.Element {
  const { room } = visit.state.value;
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
      <More visit={visit} />
    </header>
  );
}

function LanguagePicker({ visit }: { visit: Visit }): JSX.Element {
  const { files, room } = visit.state.value;
  const all = visit.languages.all.value;
  const current = files.find(({ file }) => file === visit.file.value)?.language ?? room?.language ?? '';
  const ready = all.filter(({ state }) => state === 'ready');
  const coming = all.filter(({ state }) => ['building', 'waiting', 'offered'].includes(state));
  const down = all.filter(({ state }) => state === 'down');
  const others = all.filter(({ state }) => ['missing', 'failed'].includes(state));
  const known = all.some(({ id }) => id === current);
  return (
    <select
      class="select select-small room-language"
      aria-label="Language"
      data-testid="language"
      value={current}
      disabled={!mayEdit(visit.state.value)}
      onKeyDown={(event) => {
        // On a closed list most systems take the next language at each key: for everybody in the room.
        const steps = STEPS.has(event.key) || /^\S$/u.test(event.key);
        const asked = event.ctrlKey || event.metaKey || event.altKey;
        if (!steps || asked || !('showPicker' in event.currentTarget)) return;
        event.preventDefault();
        event.currentTarget.showPicker();
      }}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        event.currentTarget.value = current;
        void visit.room.setLanguage(visit.file.value, chosen);
      }}
    >
      {!known && <option value={current}>{current === 'text' ? 'Plain text' : current}</option>}
      {ready.map((language) => (
        <option key={language.id} value={language.id}>
          {fullName(language)}
        </option>
      ))}
      {down.length > 0 && (
        <optgroup label="Cannot run now">
          {down.map((language) => (
            <option key={language.id} value={language.id}>
              {fullName(language)}
            </option>
          ))}
        </optgroup>
      )}
      {coming.length > 0 && (
        <optgroup label="Made ready when chosen">
          {coming.map((language) => (
            <option key={language.id} value={language.id}>
              {fullName(language)}
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
              {fullName(language)}: {stage(language)}
            </option>
          ))}
        </optgroup>
      )}
    </select>
  );
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
      disabled={!allowed || (language !== null && !mayTry(language))}
      onClick={() => void visit.run()}
    >
      {language !== null && isComing(language) ? (
        <span class="spinner" aria-hidden="true" />
      ) : (
        <Icon name="play" />
      )}
      {language?.state === 'building' ? `${language.percent}%` : 'Run'}
    </button>
  );
}

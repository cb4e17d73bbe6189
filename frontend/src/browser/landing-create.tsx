/** "New interview": an optional title, a language, and the way into the new room. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../design/icons.tsx';
import { createRoom } from './landing-rest.ts';
import { fullName, type Language, languages as fetchLanguages } from './rest.ts';

/** While some language is still being made ready, look again so often, in milliseconds. */
const LOOK_AGAIN = 4_000;
const LAST_LANGUAGE = 'parley.language';

function remembered(): string {
  try {
    return localStorage.getItem(LAST_LANGUAGE) ?? '';
  } catch {
    return '';
  }
}

function remember(language: string): void {
  try {
    localStorage.setItem(LAST_LANGUAGE, language);
  } catch {
    // Without storage the next form starts with the first language again.
  }
}

function isComing(language: Language): boolean {
  return language.state === 'building' || language.state === 'waiting';
}

/** Whether it may be another soon without anybody's doing here. */
function mayTurn(language: Language): boolean {
  return isComing(language) || language.state === 'down';
}

/** Undefined until the server has answered. */
function useLanguages(): readonly Language[] | undefined {
  const [languages, setLanguages] = useState<readonly Language[]>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const look = async () => {
      const found = await fetchLanguages();
      if (ended) return;
      if (found.type === 'yes') setLanguages(found.value);
      if (found.type !== 'yes' || found.value.some(mayTurn))
        timer = setTimeout(() => void look(), LOOK_AGAIN);
    };
    void look();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, []);
  return languages;
}

function words(language: Language): string {
  const name = fullName(language);
  if (language.state === 'ready') return name;
  if (language.state === 'building') return `${name} (${language.percent}%)`;
  // While nothing runs at all, the page says so once, above.
  if (language.state === 'offered' || language.state === 'down') return name;
  return isComing(language) ? `${name} (being made ready)` : `${name} (cannot run)`;
}

function hint(language: Language | undefined): string {
  if (!language || language.state === 'ready') return 'You can switch at any time.';
  if (language.state === 'offered')
    return 'It is made ready once you are in the room, which takes a minute or two.';
  if (language.state === 'down') return 'You can start now; programs run once the engine answers.';
  return isComing(language)
    ? 'You can start now; programs run as soon as it is ready.'
    : language.message || 'You can write in it, but programs in it do not run on this server.';
}

export function CreateForm(): JSX.Element {
  const languages = useLanguages();
  const [title, setTitle] = useState('');
  const [chosen, setChosen] = useState(remembered);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const list = languages ?? [];
  const language = list.find((l) => l.id === chosen) ?? list[0];

  const create = async () => {
    setBusy(true);
    setError('');
    const asked = await createRoom(title.trim(), language?.id ?? '');
    if (asked.type === 'yes') {
      remember(language?.id ?? '');
      location.assign(asked.value.link);
      return;
    }
    setError(
      asked.type === 'no' ? asked.words : 'The server did not answer. Check your connection and try again.',
    );
    setBusy(false);
  };

  return (
    <form
      class="landing-form"
      aria-labelledby="create-title"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void create();
      }}
    >
      <h2 id="create-title">New interview</h2>
      <div class="field">
        <label htmlFor="title">
          Title <span class="field-optional">(optional)</span>
        </label>
        <input
          id="title"
          class="input input-large"
          maxLength={120}
          autocomplete="off"
          placeholder="Backend engineer, second round"
          value={title}
          onInput={(event) => setTitle(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label htmlFor="language">Language</label>
        <select
          id="language"
          class="select input-large"
          aria-describedby="language-hint"
          disabled={list.length === 0}
          value={language?.id ?? ''}
          onChange={(event) => setChosen(event.currentTarget.value)}
        >
          {list.length === 0 && (
            <option value="">{languages ? 'The default of the server' : 'Loading…'}</option>
          )}
          {list.map((l) => (
            <option key={l.id} value={l.id}>
              {words(l)}
            </option>
          ))}
        </select>
        <p id="language-hint" class="field-hint">
          {hint(language)}
        </p>
      </div>
      <button class="btn btn-primary btn-large" type="submit" aria-disabled={busy}>
        {busy ? <span class="spinner" aria-hidden="true" /> : <Icon name="arrow" />}
        {busy ? 'Opening the room…' : 'Create room'}
      </button>
      <p class="field-error" role="alert">
        {error}
      </p>
    </form>
  );
}

/** "New interview": an optional title, a language, and the way into the new room. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../design/icons.tsx';
import { createRoom, fetchLanguages, Refused, type LanguageChoice } from './landing-rest.ts';

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

function remember(code: string, token: string | undefined, language: string): void {
  try {
    if (token !== undefined) sessionStorage.setItem(`parley.token.${code}`, token);
    localStorage.setItem(LAST_LANGUAGE, language);
  } catch {
    // Without storage the interviewer's link alone lets its owner in.
  }
}

function useLanguages(): readonly LanguageChoice[] | 'loading' | 'failed' {
  const [languages, setLanguages] = useState<readonly LanguageChoice[] | 'loading' | 'failed'>('loading');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const look = async () => {
      const found = await fetchLanguages().catch(() => 'failed' as const);
      if (ended) return;
      setLanguages((before) => (found === 'failed' && Array.isArray(before) ? before : found));
      if (found === 'failed' || found.some((language) => !language.ready)) {
        timer = setTimeout(() => void look(), LOOK_AGAIN);
      }
    };
    void look();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, []);
  return languages;
}

function words(language: LanguageChoice): string {
  const name = `${language.name} ${language.version}`.trim();
  return language.ready ? name : `${name} (being made ready)`;
}

export function CreateForm(): JSX.Element {
  const languages = useLanguages();
  const [title, setTitle] = useState('');
  const [chosen, setChosen] = useState(remembered);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const list = typeof languages === 'string' ? [] : languages;
  const language = list.find((l) => l.id === chosen) ?? list[0];

  const create = async () => {
    setBusy(true);
    setError('');
    try {
      const room = await createRoom(title.trim(), language?.id ?? '');
      remember(room.code, room.token, language?.id ?? '');
      location.assign(room.link);
    } catch (problem) {
      setError(problem instanceof Refused ? problem.message : 'That did not work. Try again in a moment.');
      setBusy(false);
    }
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
            <option value="">{languages === 'loading' ? 'Loading…' : 'The default of the server'}</option>
          )}
          {list.map((l) => (
            <option key={l.id} value={l.id}>
              {words(l)}
            </option>
          ))}
        </select>
        <p id="language-hint" class="field-hint">
          {language && !language.ready
            ? 'You can start now; programs run as soon as it is ready.'
            : 'You can switch at any time.'}
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

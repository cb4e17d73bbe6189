import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Role } from '../core/protocol.ts';
import { Mark } from '../design/icons.tsx';
import { ThemeButton } from '../design/theme-button.tsx';
import { checkConnection, inWords, type Preflight } from './preflight.ts';

/** The page before, or instead of, the room: one card in the middle. */
export function Card({ title, children }: { title: string; children: ComponentChildren }): JSX.Element {
  return (
    <div class="gate">
      <header class="gate-head">
        <a class="brand" href="/">
          <Mark />
          Parley
        </a>
        <ThemeButton />
      </header>
      <main class="gate-main">
        <div class="card gate-card">
          <h1>{title}</h1>
          {children}
        </div>
      </main>
    </div>
  );
}

const PARTS: Readonly<Record<Role, string>> = {
  interviewer: 'You join as an interviewer.',
  candidate: 'Everybody in the room sees your name beside your caret.',
  observer: 'You join to watch: you see everything and change nothing.',
};

interface NameFormProps {
  readonly title: string;
  readonly name: string;
  readonly as: Role;
  /** Why the last attempt failed, or empty. */
  readonly error: string;
  readonly busy: boolean;
  readonly enter: (name: string) => void;
}

export function NameForm({ title, name, as, error, busy, enter }: NameFormProps): JSX.Element {
  const [typed, setTyped] = useState(name);
  const [blank, setBlank] = useState(false);
  const problem = blank ? 'Type a name, so that the others know who writes.' : error;
  return (
    <Card title={title || 'Join the interview'}>
      <p class="muted">{PARTS[as]}</p>
      <form
        class="gate-form"
        onSubmit={(event) => {
          event.preventDefault();
          const trimmed = typed.trim();
          setBlank(trimmed === '');
          if (trimmed !== '' && !busy) enter(trimmed);
        }}
      >
        <div class="field">
          <label htmlFor="name">Your name</label>
          <input
            id="name"
            class="input input-large"
            data-testid="name-input"
            autocomplete="name"
            maxLength={40}
            value={typed}
            aria-invalid={problem !== ''}
            aria-describedby="name-error"
            ref={focusOnce}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <p id="name-error" class="field-error" role="alert">
            {problem}
          </p>
        </div>
        <button class="btn btn-primary btn-large" type="submit" data-testid="join" aria-disabled={busy}>
          {busy && <span class="spinner" aria-hidden="true" />}
          {busy ? 'Joining…' : 'Join'}
        </button>
      </form>
      <ConnectionCheck />
    </Card>
  );
}

/** Tells before the interview what would be a nuisance in it. */
function ConnectionCheck(): JSX.Element {
  const [found, setFound] = useState<Preflight>({ type: 'checking' });
  useEffect(() => void checkConnection().then(setFound), []);
  const fine = found.type === 'reached' && found.live;
  const dot = found.type === 'checking' ? '' : fine ? 'dot-ok' : 'dot-warn';
  return (
    <p class="gate-check" data-testid="preflight" data-state={found.type} role="status">
      <span class={`dot ${dot}`} aria-hidden="true" />
      {inWords(found)}
    </p>
  );
}

/** The one field of the page has the focus; a callback that never changes is called once. */
function focusOnce(input: HTMLInputElement | null): void {
  input?.focus();
}

export function Closed({
  title,
  words,
  retry,
}: {
  title: string;
  words: string;
  retry?: () => void;
}): JSX.Element {
  return (
    <Card title={title}>
      <p role="alert">{words}</p>
      <div class="gate-actions">
        {retry && (
          <button class="btn btn-primary" type="button" onClick={retry}>
            Try again
          </button>
        )}
        <a class="btn" href="/">
          To the first page
        </a>
      </div>
    </Card>
  );
}

/** "Join with a code": for whoever was told one. */
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { readCode } from './landing-code.ts';
import { type Asked, roomGlance } from './rest.ts';

const UNREACHABLE = 'The server did not answer. Check your connection and try again.';

function refusal(asked: Exclude<Asked<unknown>, { type: 'yes' }>): string {
  if (asked.type === 'unreachable') return UNREACHABLE;
  return asked.status === 404
    ? 'No room has this code. Check it with the person who invited you.'
    : asked.words;
}

export function JoinForm(): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');

  const refuse = (message: string) => {
    setError(message);
    setBusy(false);
    field.current?.focus();
  };

  const join = async () => {
    const read = readCode(typed);
    if (read.type === 'mistake') return refuse(read.message);
    setBusy(true);
    setError('');
    const asked = await roomGlance(read.code);
    // A room that wants a password or a token exists: its own page asks for them.
    if (asked.type === 'yes' || (asked.type === 'no' && (asked.status === 401 || asked.status === 403))) {
      location.assign(`/room/${read.code}`);
    } else refuse(refusal(asked));
  };

  return (
    <form
      class="landing-form"
      aria-labelledby="join-title"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void join();
      }}
    >
      <h2 id="join-title">Join with a code</h2>
      <div class="field">
        <label htmlFor="code">Session code</label>
        <div class="landing-code">
          <input
            ref={field}
            id="code"
            class="input input-large input-code"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            maxLength={200}
            placeholder="kqv-x7mp-2tw"
            aria-invalid={error !== ''}
            aria-describedby="code-error"
            value={typed}
            onInput={(event) => {
              setTyped(event.currentTarget.value);
              setError('');
            }}
          />
          <button class="btn btn-large" type="submit" aria-disabled={busy}>
            {busy && <span class="spinner" aria-hidden="true" />}
            {busy ? 'Looking…' : 'Join'}
          </button>
        </div>
        <p id="code-error" class="field-error" role="alert">
          {error}
        </p>
      </div>
    </form>
  );
}

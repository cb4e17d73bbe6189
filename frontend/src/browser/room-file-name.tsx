import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';

/** Far more than the server takes: it says what is wrong, nothing is cut off unseen. */
const LONGEST_NAME = 2000;

interface NameFieldProps {
  readonly label: string;
  readonly name: string;
  readonly button: string;
  readonly testid: string;
  /** Why no name can be taken as things are, or empty. */
  readonly closed?: string;
  /** Answers why the name cannot be taken, or empty. */
  readonly take: (name: string) => Promise<string>;
  /** Escape gives it up, where there is something to give up. */
  readonly given?: () => void;
}

/** One line for a file's name; Enter takes it. A name that cannot be taken stays, with the reason beneath it. */
export function NameField(props: NameFieldProps): JSX.Element {
  const { label, name, button, testid, closed = '', take, given } = props;
  const [typed, setTyped] = useState(name);
  const [refused, setRefused] = useState('');
  const [busy, setBusy] = useState(false);
  const id = useId();
  const refusal = closed || refused;
  const submit = async () => {
    setBusy(true);
    setRefused(await take(typed.trim()));
    setBusy(false);
  };
  return (
    <form
      class="room-file-name"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== '' && !busy && closed === '') void submit();
      }}
    >
      <input
        class="input input-small mono"
        aria-label={label}
        placeholder="folder/name.py"
        data-testid={testid}
        value={typed}
        maxLength={LONGEST_NAME}
        aria-invalid={refusal !== ''}
        aria-describedby={id}
        spellcheck={false}
        autocomplete="off"
        autocapitalize="off"
        ref={name === '' ? null : selectOnce}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setRefused('');
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !given) return;
          event.stopPropagation();
          given();
        }}
      />
      <button class="btn btn-small" aria-disabled={busy || closed !== ''}>
        {button}
      </button>
      <p id={id} class="field-error" role="alert">
        {refusal}
      </p>
    </form>
  );
}

function selectOnce(input: HTMLInputElement | null): void {
  input?.focus();
  input?.select();
}

import type { JSX, RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';

export type Dialog = RefObject<HTMLDialogElement | null>;

export function useDialog(): Dialog {
  return useRef<HTMLDialogElement>(null);
}

interface LineProps {
  readonly dialog: Dialog;
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly label: string;
  readonly initial: string;
  /** Characters that it may have. */
  readonly most: number;
  readonly button: string;
  /** Answers why it cannot be, or empty. */
  readonly take: (typed: string) => Promise<string>;
}

/** A dialog that asks for one line. */
export function Line({
  dialog,
  id,
  title,
  hint,
  label,
  initial,
  most,
  button,
  take,
}: LineProps): JSX.Element {
  const [typed, setTyped] = useState<string | null>(null);
  const [refusal, setRefusal] = useState('');
  const submit = async () => {
    const words = await take((typed ?? initial).trim());
    setRefusal(words);
    if (words === '') dialog.current?.close();
  };
  return (
    <dialog
      class="dialog"
      ref={dialog}
      aria-labelledby={`${id}-title`}
      data-testid={`${id}-dialog`}
      onClose={() => {
        setTyped(null);
        setRefusal('');
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div class="dialog-head">
          <h2 id={`${id}-title`}>{title}</h2>
        </div>
        <div class="dialog-body">
          <p class="muted">{hint}</p>
          <div class="field">
            <label htmlFor={`${id}-line`}>{label}</label>
            <input
              id={`${id}-line`}
              class="input"
              data-testid={`${id}-line`}
              maxLength={most}
              autocomplete="off"
              value={typed ?? initial}
              aria-invalid={refusal !== ''}
              aria-describedby={`${id}-error`}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
            <p id={`${id}-error`} class="field-error" role="alert">
              {refusal}
            </p>
          </div>
        </div>
        <div class="dialog-actions">
          <button type="button" class="btn" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button class="btn btn-primary">{button}</button>
        </div>
      </form>
    </dialog>
  );
}

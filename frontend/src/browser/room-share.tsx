import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { RoomIcon } from './room-icons.tsx';
import type { Visit } from './room-visit.ts';

const COPIED_MS = 1600;

export function CopyButton({
  text,
  what,
  small,
}: {
  text: string;
  what: string;
  small?: boolean;
}): JSX.Element {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    if (!(await toClipboard(text))) return;
    setCopied(true);
    setTimeout(() => setCopied(false), COPIED_MS);
  };
  return (
    <button
      type="button"
      class={small ? 'btn btn-quiet btn-small btn-icon' : 'btn'}
      aria-label={copied ? `${what} copied` : `Copy ${what}`}
      title={`Copy ${what}`}
      onClick={() => void copy()}
    >
      <RoomIcon name={copied ? 'check' : 'copy'} />
      {!small && <span aria-hidden="true">{copied ? 'Copied' : 'Copy'}</span>}
    </button>
  );
}

/** Without a secure context there is no clipboard API; the old way still works there. */
async function toClipboard(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not allowed: try the old way.
    }
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  (document.querySelector('dialog[open]') ?? document.body).append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

export function Share({ visit }: { visit: Visit }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const { room, self } = visit.state.value;
  const code = room?.code ?? visit.code;
  const link = `${location.origin}/room/${code}`;
  return (
    <>
      <button type="button" class="btn" data-testid="share" onClick={() => dialog.current?.showModal()}>
        <RoomIcon name="share" />
        <span class="wide-only">Share</span>
        <span class="visually-hidden narrow-name">Share</span>
      </button>
      <dialog class="dialog" ref={dialog} aria-labelledby="share-title">
        <div class="dialog-head">
          <h2 id="share-title">Invite people</h2>
          <button
            type="button"
            class="btn btn-quiet btn-icon"
            aria-label="Close"
            onClick={() => dialog.current?.close()}
          >
            <RoomIcon name="close" />
          </button>
        </div>
        <div class="dialog-body">
          <LinkRow id="candidate-link" label="Link for the candidate" link={link} what="candidate link" />
          <div class="field">
            <span class="field-label">Or say the code</span>
            <p class="spoken-code mono" data-testid="spoken-code">
              {code}
            </p>
            <p class="field-hint">
              No letter in it looks or sounds like another. Dashes and capitals do not matter.
            </p>
          </div>
          {self?.role === 'interviewer' && visit.key !== '' && (
            <>
              <LinkRow
                id="interviewer-link"
                label="Link for another interviewer"
                link={`${link}#k=${visit.key}`}
                what="interviewer link"
              />
              <LinkRow
                id="observer-link"
                label="Link for somebody who only watches"
                link={`${link}?as=observer`}
                what="observer link"
              />
              <p class="notice notice-warn">
                <span class="dot dot-warn" aria-hidden="true" />
                Whoever has the interviewer link can direct the room. Never send it to the candidate.
              </p>
            </>
          )}
        </div>
      </dialog>
    </>
  );
}

interface LinkRowProps {
  readonly id: string;
  readonly label: string;
  readonly link: string;
  readonly what: string;
}

function LinkRow({ id, label, link, what }: LinkRowProps): JSX.Element {
  return (
    <div class="field">
      <label htmlFor={id}>{label}</label>
      <div class="copy-row">
        <input
          id={id}
          class="input mono"
          readOnly
          value={link}
          data-testid={id}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton text={link} what={what} />
      </div>
    </div>
  );
}

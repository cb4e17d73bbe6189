import type { ComponentChildren, JSX } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';

interface DisclosureProps {
  readonly label: string;
  readonly button: ComponentChildren;
  readonly buttonClass: string;
  readonly testid?: string;
  /** Closing gives the focus back to the button, unless it went elsewhere for a reason. */
  readonly children: (close: (back?: boolean) => void) => ComponentChildren;
}

/** A button and the panel it opens beneath itself; Escape, a click elsewhere or leaving it close the panel. */
export function Disclosure({ label, button, buttonClass, testid, children }: DisclosureProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const id = useId();
  // Before the panel is painted: whoever opens it with one key may press the next at once.
  useLayoutEffect(() => {
    if (!open) return undefined;
    const elsewhere = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      root.current?.querySelector('button')?.focus();
    };
    const panel = root.current;
    panel?.addEventListener('keydown', escape);
    document.addEventListener('pointerdown', elsewhere);
    document.addEventListener('focusin', elsewhere);
    return () => {
      panel?.removeEventListener('keydown', escape);
      document.removeEventListener('pointerdown', elsewhere);
      document.removeEventListener('focusin', elsewhere);
    };
  }, [open]);
  const close = (back = true) => {
    setOpen(false);
    if (back) root.current?.querySelector('button')?.focus();
  };
  return (
    <div class="disclosure" ref={root}>
      <button
        type="button"
        class={buttonClass}
        aria-label={label}
        title={label}
        aria-expanded={open}
        aria-controls={id}
        data-testid={testid}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      <div id={id} class="menu disclosure-panel" hidden={!open}>
        {open && children(close)}
      </div>
    </div>
  );
}

/** The keys that work wherever the focus is, unless the control in focus needs them itself. */
import type { Player } from './replay-player.ts';

const STEP = 5_000;
const LEAP = 30_000;

/** Listens until the answer is called. */
export function playerKeys(player: Player): () => void {
  const pressed = (event: KeyboardEvent) => {
    const { target } = event;
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (!(target instanceof Element) || !act(player, event, target)) return;
    event.preventDefault();
  };
  addEventListener('keydown', pressed);
  return () => removeEventListener('keydown', pressed);
}

function act(player: Player, event: KeyboardEvent, target: Element): boolean {
  const step = event.shiftKey ? LEAP : STEP;
  const inText = target.closest('.cm-editor') !== null;
  switch (event.key) {
    case ' ':
      // A focused button or box is pressed by the space bar.
      if (target.closest('button, a, label, input[type="checkbox"], .cm-panel') !== null) return false;
      player.toggle();
      return true;
    case 'ArrowLeft':
      if (inText) return false;
      player.skip(-step);
      return true;
    case 'ArrowRight':
      if (inText) return false;
      player.skip(step);
      return true;
    case 'Home':
      if (inText) return false;
      player.seek(0);
      return true;
    case 'End':
      if (inText) return false;
      player.seek(player.playback.duration);
      return true;
    default:
      return false;
  }
}

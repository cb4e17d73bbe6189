/** The strip: who typed how much, when programs ran, what was remarkable, and where we are: all one range input. */
import type { JSX, TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';
import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { activity } from '../core/playback-activity.ts';
import type { ChapterKind } from '../core/playback-chapter.ts';
import { onThemeChange } from '../design/theme.ts';
import { clock, type Player } from './replay-player.ts';

/** Width of one bar and its gap, in CSS pixels. */
const BAR = 3;
/** Height of the lane under the bars that shows runs. */
const RUN_LANE = 5;
/** One arrow key, and one page key, in milliseconds. */
const STEP = 5_000;
const LEAP = 60_000;

const KEYS: ReadonlyMap<string, number> = new Map([
  ['ArrowUp', STEP],
  ['ArrowDown', -STEP],
  ['PageUp', LEAP],
  ['PageDown', -LEAP],
]);

/** Moments that are marked at the top of the strip: what the bars and the lane of runs do not show. */
const MARKED: ReadonlySet<ChapterKind> = new Set(['paste', 'attention', 'room']);
const MARK = 6;

function paint(canvas: HTMLCanvasElement, { playback, chapters }: Player): void {
  const { width, height } = canvas.getBoundingClientRect();
  const scale = devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const pen = canvas.getContext('2d');
  if (!pen || width < BAR) return;
  pen.scale(scale, scale);
  const style = getComputedStyle(canvas);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();

  const slices = Math.floor(width / BAR);
  const { typed, busy } = activity(playback, slices);
  const lane = height - RUN_LANE - 3;
  const tops = new Float64Array(slices).fill(lane);
  pen.fillStyle = token('border');
  pen.fillRect(0, lane, width, 1);
  for (const [id, amounts] of typed) {
    const person = playback.people.get(id);
    pen.fillStyle = token(person ? `person-${person.color}` : 'text-muted');
    amounts.forEach((amount, slice) => {
      if (amount === 0) return;
      // A root, so that single keys are seen beside a minute of fast typing.
      const bar = Math.max(2, Math.sqrt(Math.min(1, amount / busy)) * (lane - MARK - 2));
      const top = Math.max(0, (tops[slice] ?? lane) - bar);
      pen.fillRect(slice * BAR, top, BAR - 1, (tops[slice] ?? lane) - top);
      tops[slice] = top;
    });
  }
  const x = (time: number) => (time / Math.max(1, playback.duration)) * width;
  for (const { at, kind, by } of chapters) {
    if (!MARKED.has(kind) || at === 0) continue;
    const person = playback.people.get(by ?? '');
    pen.fillStyle = token(person ? `person-${person.color}` : 'text-muted');
    const middle = Math.min(width - MARK / 2, Math.max(MARK / 2, x(at)));
    pen.beginPath();
    pen.moveTo(middle - MARK / 2, 0);
    pen.lineTo(middle + MARK / 2, 0);
    pen.lineTo(middle, MARK);
    pen.fill();
  }
  for (const run of playback.runs) {
    const state = run.stateAt(Infinity);
    const good = typeof state === 'object' && state.state === 'COMPLETED';
    pen.fillStyle = token(good ? 'ok' : 'danger');
    pen.fillRect(
      x(run.at),
      height - RUN_LANE,
      Math.max(3, x((run.endedAt ?? run.at) - run.at)),
      RUN_LANE - 1,
    );
  }
}

/** What a screen reader says of a moment: "12:31, run 3". */
function spoken(player: Player, time: number): string {
  const run = player.playback.runAt(player.playback.positionAt(time));
  const running = run && (run.endedAt ?? Infinity) >= time ? `, run ${run.number}` : '';
  return clock(time) + running;
}

export function Scrubber({ player }: { readonly player: Player }): JSX.Element {
  const { playback } = player;
  const canvas = useRef<HTMLCanvasElement>(null);
  const hovered = useSignal<{ readonly x: number; readonly time: number } | undefined>(undefined);
  const says = useComputed(() => spoken(player, player.time.value));

  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const again = () => paint(element, player);
    const resized = new ResizeObserver(again);
    resized.observe(element);
    const forgetTheme = onThemeChange(again);
    return () => {
      resized.disconnect();
      forgetTheme();
    };
  }, [player]);

  const hover = (event: TargetedPointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = Math.max(0, Math.min(box.width, event.clientX - box.left));
    hovered.value = { x, time: (x / box.width) * playback.duration };
  };
  const move = (event: TargetedKeyboardEvent<HTMLInputElement>) => {
    const by = KEYS.get(event.key);
    if (by === undefined) return;
    event.preventDefault();
    player.skip(by);
  };
  const hint = hovered.value;
  const chapter = hint && player.chapters.findLast((c) => c.at <= hint.time);
  const share = player.time.value / Math.max(1, playback.duration);

  return (
    <div class="scrubber" onPointerMove={hover} onPointerLeave={() => (hovered.value = undefined)}>
      <canvas ref={canvas} class="scrubber-strip" aria-hidden="true" />
      <div class="scrubber-rest" style={{ left: `${share * 100}%` }} />
      <input
        type="range"
        class="scrubber-range"
        aria-label="Time in the recording"
        aria-valuetext={says.value}
        min={0}
        max={playback.duration}
        step="any"
        value={player.time.value}
        onInput={(event) => player.seek(event.currentTarget.valueAsNumber)}
        onKeyDown={move}
      />
      {hint && (
        <div class="scrubber-hint" aria-hidden="true" style={{ left: `${hint.x}px` }}>
          <strong>{clock(hint.time)}</strong>
          {chapter && ` ${chapter.label}`}
        </div>
      )}
    </div>
  );
}

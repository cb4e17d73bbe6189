import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { mayEdit } from '../core/room-state.ts';
import { ending } from '../core/verdict.ts';
import { rememberSplit, splitShare } from './preferences.ts';
import { RUN_KEYS } from './room-bar.tsx';
import {
  FileQuestions,
  Files,
  type FilesAsked,
  FilesBeside,
  useFilesAsked,
  useFilesBeside,
} from './room-files.tsx';
import { dropped } from './room-drops.ts';
import { readiness } from './room-languages.ts';
import { RoomIcon } from './room-icons.tsx';
import { Progress, RunHead } from './room-run.tsx';
import type { Visit } from './room-visit.ts';

const STEP = 2;

/** Editor and terminal with a handle between them. */
export function Panes({ visit }: { visit: Visit }): JSX.Element {
  const split = useRef<HTMLDivElement>(null);
  const editor = useRef<HTMLDivElement>(null);
  const terminal = useRef<HTMLDivElement>(null);
  const [share, setShare] = useState(splitShare);
  const asked = useFilesAsked();
  const beside = useFilesBeside();
  useEffect(() => {
    if (editor.current && terminal.current) void visit.start(editor.current, terminal.current);
    return () => visit.dispose();
  }, [visit]);
  useEffect(() => split.current?.style.setProperty('--split', `${share}%`), [share]);
  const set = (next: number) => {
    const kept = Math.min(80, Math.max(20, next));
    setShare(kept);
    rememberSplit(kept);
  };
  const drag = (event: PointerEvent) => {
    const box = split.current?.getBoundingClientRect();
    if (!box) return;
    const stacked = getComputedStyle(event.currentTarget as Element).cursor === 'row-resize';
    set(
      stacked
        ? ((event.clientY - box.top) / box.height) * 100
        : ((event.clientX - box.left) / box.width) * 100,
    );
  };
  return (
    <div class="split room-split" ref={split}>
      <section
        class="pane"
        aria-label="Code"
        onDragOverCapture={(event) => takeFiles(event)}
        onDropCapture={(event) => {
          if (takeFiles(event) && event.dataTransfer)
            void dropped(event.dataTransfer).then(({ sent, skipped }) => visit.upload(sent, skipped));
        }}
      >
        <CodeHead visit={visit} asked={asked} />
        <div class="room-code-body">
          {beside && <FilesBeside visit={visit} asked={asked} />}
          <div
            class="pane-body room-editor"
            id="room-editor"
            role="tabpanel"
            aria-label={visit.file.value}
            ref={editor}
          />
        </div>
        <FileQuestions visit={visit} asked={asked} />
      </section>
      <div
        class="split-handle"
        role="separator"
        tabIndex={0}
        aria-label="Size of the editor"
        aria-valuemin={20}
        aria-valuemax={80}
        aria-valuenow={Math.round(share)}
        onPointerDown={(event) => {
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) drag(event);
        }}
        onDblClick={() => set(60)}
        onKeyDown={(event) => {
          const by = { ArrowLeft: -STEP, ArrowUp: -STEP, ArrowRight: STEP, ArrowDown: STEP }[event.key];
          if (by === undefined) return;
          event.preventDefault();
          set(share + by);
        }}
      />
      <section class="pane terminal-section" aria-label="Terminal">
        <TerminalHead visit={visit} />
        <div class="pane-body terminal-pane" data-testid="terminal" ref={terminal} />
        <VerdictLine visit={visit} />
      </section>
    </div>
  );
}

/** Files are the room's to take; text that is dragged about is the editor's. */
function takeFiles(event: DragEvent): boolean {
  if (!event.dataTransfer?.types.includes('Files')) return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}

function CodeHead({ visit, asked }: { visit: Visit; asked: FilesAsked }): JSX.Element {
  const readOnly = visit.state.value.stage === 'inside' && !mayEdit(visit.state.value);
  return (
    <div class="pane-head">
      <Files visit={visit} asked={asked} />
      <span class="topbar-spacer" />
      <Followed visit={visit} />
      {readOnly && <span class="badge">Read only</span>}
    </div>
  );
}

/** Says that the view is in somebody else's hands, and gives it back. */
function Followed({ visit }: { visit: Visit }): JSX.Element | null {
  const { following } = visit.state.value;
  if (following === null) return null;
  return (
    <button
      type="button"
      class="btn btn-quiet btn-small room-followed"
      data-person={visit.colors.value.get(following) ?? 1}
      data-testid="following"
      title="Stop following"
      onClick={() => visit.follow(null)}
    >
      Following {visit.nameOf(following)}
      <RoomIcon name="close" />
    </button>
  );
}

function TerminalHead({ visit }: { visit: Visit }): JSX.Element {
  return (
    <div class="pane-head run-head">
      <h2 class="pane-title">Terminal</h2>
      <span class="topbar-spacer" />
      <RunHead visit={visit} />
    </div>
  );
}

/** What becomes of the run, in words; what screen readers hear of it says the announcer. */
function VerdictLine({ visit }: { visit: Visit }): JSX.Element {
  const { run } = visit.state.value;
  const { language } = visit.runs.value;
  const end = run?.verdict ? ending(run.verdict) : null;
  const tone = end?.tone ?? (run ? 'live' : language && FAILING.has(language.state) ? 'warn' : 'idle');
  return (
    <div class="verdict" data-tone={tone} data-testid="verdict" data-state={run?.state ?? 'NONE'}>
      {(run || tone === 'warn') && <span class={`dot ${DOTS[tone]}`} aria-hidden="true" />}
      <span class="verdict-words">
        {end ? (
          end.words
        ) : run ? (
          <Progress visit={visit} run={run} />
        ) : language && language.state !== 'ready' ? (
          readiness(language)
        ) : (
          <>
            Output appears here for everybody.<span class="wide-only"> {RUN_KEYS} runs the code.</span>
          </>
        )}
      </span>
      {end && <span class="verdict-figures muted">{end.figures.join(' · ')}</span>}
    </div>
  );
}

const FAILING: ReadonlySet<string> = new Set(['failed', 'down']);

const DOTS: Readonly<Record<string, string>> = {
  ok: 'dot-ok',
  warn: 'dot-warn',
  danger: 'dot-danger',
  live: 'dot-ok dot-live',
  idle: '',
};

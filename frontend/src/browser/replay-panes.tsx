/** The two panes of the recording: the text with its files, and the terminal with its run. */
import type { JSX } from 'preact';
import { effect, useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { RunTrack } from '../core/playback-run.ts';
import { baseName, distinction } from '../core/file-tree.ts';
import { intoSight, tabKeys } from '../design/tabs.ts';
import { grammarOf } from './editor-grammar.ts';
import { ReplayEditor } from './replay-editor.ts';
import type { Player } from './replay-player.ts';
import type { ReplayTerminal } from './replay-terminal.ts';

function FileTabs({ player }: { readonly player: Player }): JSX.Element {
  const position = player.position.value;
  const files = player.playback.filesAt(position);
  const names = files.map((file) => file.nameAt(position));
  return (
    <div class="tabs" role="tablist" aria-label="Files">
      {files.map((file, index) => {
        const name = names[index] ?? '';
        const chosen = file === player.file.value;
        return (
          <button
            key={player.playback.files.indexOf(file)}
            type="button"
            role="tab"
            class="tab"
            aria-selected={chosen}
            aria-controls="replay-text"
            aria-label={name}
            title={name}
            tabIndex={chosen ? 0 : -1}
            ref={chosen ? intoSight : null}
            onClick={() => player.pin(file)}
            onKeyDown={(event) => tabKeys(event)}
          >
            <span class="muted">{distinction(name, names)}</span>
            {baseName(name)}
          </button>
        );
      })}
    </div>
  );
}

export function TextPane({ player }: { readonly player: Player }): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const language = useComputed(() => player.file.value?.languageAt(player.position.value) ?? '');
  useEffect(() => {
    if (!place.current) return undefined;
    const editor = new ReplayEditor(place.current);
    const stop = effect(() => {
      const [file, position, time] = [player.file.value, player.position.value, player.time.value];
      if (!file) return;
      const carets = player.playback.caretsAt(file, position, time);
      const language = file.languageAt(position);
      const grammar = language === 'text' ? grammarOf(file.nameAt(position)) || language : language;
      editor.show(file, file.revisionAt(position), grammar, carets, player.follow.value);
    });
    return () => {
      stop();
      editor.dispose();
    };
  }, [player]);
  return (
    <section class="pane replay-text" aria-label="Editor">
      <div class="pane-head">
        <FileTabs player={player} />
        <span class="topbar-spacer" />
        <span>{language}</span>
      </div>
      <div class="pane-body" id="replay-text" ref={place} />
    </section>
  );
}

function RunState({ player, run }: { readonly player: Player; readonly run: RunTrack }): JSX.Element {
  const state = run.stateAt(player.position.value);
  if (state === 'queued') return <span class="badge badge-warn">waiting</span>;
  if (state === 'running') {
    return (
      <span class="badge badge-accent">
        <span class="dot dot-live" aria-hidden="true" />
        running
      </span>
    );
  }
  const tone = { COMPLETED: 'badge-ok', CANCELLED: '', TIMEOUT: 'badge-warn' }[state.state] ?? 'badge-danger';
  const seconds =
    state.execution_time_ms === null ? '' : ` · ${(state.execution_time_ms / 1_000).toFixed(2)} s`;
  return (
    <span class={`badge ${tone}`} title={state.message}>
      {(state.message.replace(/\.$/u, '') || state.state.toLowerCase()) + seconds}
    </span>
  );
}

export function TerminalPane({ player }: { readonly player: Player }): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const failed = useSignal(false);
  const run = useComputed(() => player.playback.runAt(player.position.value));
  const wanted = player.playback.runs.length > 0;

  useEffect(() => {
    const parent = place.current;
    if (!parent || !wanted) return undefined;
    let terminal: ReplayTerminal | undefined;
    let stop: (() => void) | undefined;
    let ended = false;
    import('./replay-terminal.ts').then(
      (module) => {
        if (ended) return;
        const opened = new module.ReplayTerminal(parent);
        terminal = opened;
        stop = effect(() => opened.show(run.value, run.value?.writtenAt(player.position.value) ?? 0));
      },
      () => (failed.value = true),
    );
    return () => {
      ended = true;
      stop?.();
      terminal?.dispose();
    };
  }, [player, wanted, run, failed]);

  const by = player.playback.people.get(run.value?.by ?? '');
  return (
    <section class="pane replay-terminal" aria-label="Terminal">
      <div class="pane-head">
        <h2 class="pane-title">Terminal</h2>
        {run.value && (
          <span class="replay-run">
            Run {run.value.number}
            {by && ` by ${by.name}`}
          </span>
        )}
        <span class="topbar-spacer" />
        {run.value && <RunState player={player} run={run.value} />}
      </div>
      <div class="pane-body terminal-pane">
        <div class="replay-screen" ref={place} hidden={!run.value} />
        {!run.value && <p class="pane-empty">{wanted ? 'No program has run yet.' : 'No program was run.'}</p>}
        {failed.value && <p class="pane-empty">The terminal could not be loaded. Load the page again.</p>}
      </div>
    </section>
  );
}

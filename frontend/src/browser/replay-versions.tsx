/** The versions of the files: who wrote them when, what has become of them since, and the way back. */
import type { JSX } from 'preact';
import { useSignal, type Signal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { baseName, distinction } from '../core/file-tree.ts';
import { hunks, lineDiff, type Hunk } from '../core/playback-lines.ts';
import { versions, type Version } from '../core/playback-version.ts';
import type { Past } from './replay-past.ts';
import { clock, type Player } from './replay-player.ts';

/** Lines shown around a change. */
const AROUND = 3;

const CAUSES = { start: 'First text', edit: '', run: 'Was run', restore: 'Restored' } as const;

interface VersionsProps {
  readonly player: Player;
  readonly past?: Past | undefined;
}

export function Versions({ player, past }: VersionsProps): JSX.Element {
  const list = useMemo(() => versions(player.playback), [player]);
  const compared = useSignal<Version | null>(null);
  const names = player.playback.files.map((file) => file.nameAt(player.playback.events.length));
  return (
    <>
      <ol class="moments">
        {list.map((version) => (
          <li key={`${version.track.created} ${version.revision}`} class="version">
            <button
              type="button"
              class="moment"
              data-person={personOf(player, version)?.color}
              aria-current={isShown(player, version) ? 'step' : undefined}
              onClick={() => {
                player.pin(version.track);
                player.seek(version.at);
              }}
            >
              <span class="moment-time">{clock(version.at)}</span>
              <span class="dot moment-dot" aria-hidden="true" />
              <span class="moment-label">
                {names.length > 1 && <Name whole={version.track.nameAt(version.position)} names={names} />}
                {authors(player, version)}
                <span class="version-size">
                  {` +${version.inserted}`}
                  {version.deleted > 0 && ` −${version.deleted}`}
                </span>
              </span>
            </button>
            <button
              type="button"
              class="btn btn-quiet btn-small"
              data-testid="compare"
              aria-label={`Compare the version of ${clock(version.at)} with the text now`}
              onClick={() => (compared.value = version)}
            >
              Compare
            </button>
          </li>
        ))}
      </ol>
      {compared.value && (
        <Comparison player={player} past={past} compared={compared} version={compared.value} />
      )}
    </>
  );
}

/** As short as it can be while it is clear which file is meant. */
function Name({ whole, names }: { readonly whole: string; readonly names: readonly string[] }): JSX.Element {
  return (
    <span title={whole}>
      <span class="muted">{distinction(whole, names)}</span>
      <strong>{baseName(whole)}</strong>{' '}
    </span>
  );
}

function personOf(player: Player, version: Version) {
  return player.playback.people.get(version.by[0] ?? '');
}

function authors(player: Player, version: Version): string {
  const names = version.by.map((id) => player.playback.people.get(id)?.name ?? 'Somebody');
  return [CAUSES[version.cause], names.join(', ')].filter((words) => words !== '').join(': ');
}

function isShown(player: Player, version: Version): boolean {
  return (
    player.file.value === version.track &&
    version.track.revisionAt(player.position.value) === version.revision
  );
}

interface ComparisonProps extends VersionsProps {
  readonly compared: Signal<Version | null>;
  readonly version: Version;
}

/** From the text now to the version: what restoring it would do. */
function Comparison({ player, past, compared, version }: ComparisonProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const found = useSignal<readonly Hunk[] | 'loading' | 'failed'>('loading');
  const { playback } = player;
  const end = playback.events.length;
  const { track } = version;
  const file = track.nameAt(end);
  const exists = track.existsAt(end);
  const live = past !== undefined && !playback.ended && exists;

  useEffect(() => {
    dialog.current?.showModal();
    const then = track.textOf(version.revision).toJSON();
    const last = track.textOf(track.revisionAt(end)).toString();
    const now = live ? past.currentText(file) : Promise.resolve(last);
    now.then(
      (text) => (found.value = hunks(lineDiff(text.split('\n'), then), AROUND)),
      () => (found.value = 'failed'),
    );
  }, [version]);

  const restore = async () => {
    const seq = playback.events[version.position - 1]?.seq;
    dialog.current?.close();
    if (seq !== undefined) await past?.restore(file, seq);
  };

  return (
    <dialog
      class="dialog version-dialog"
      ref={dialog}
      aria-labelledby="version-title"
      onClose={() => (compared.value = null)}
    >
      <div class="dialog-head">
        <h2 id="version-title">
          {track.nameAt(version.position)} at {clock(version.at)}
        </h2>
        <button
          type="button"
          class="btn btn-quiet btn-icon"
          aria-label="Close"
          onClick={() => dialog.current?.close()}
        >
          ×
        </button>
      </div>
      <div class="dialog-body">
        <p class="muted">
          {authors(player, version)}. What would change if the text {live ? 'now' : 'at the end'} became this
          version:
        </p>
        <Difference found={found.value} />
      </div>
      {live && past.isInterviewer && (
        <div class="dialog-actions">
          <button type="button" class="btn" onClick={() => dialog.current?.close()}>
            Leave it
          </button>
          <button
            type="button"
            class="btn btn-primary"
            data-testid="restore"
            disabled={!Array.isArray(found.value) || found.value.length === 0}
            onClick={() => void restore()}
          >
            Restore this version
          </button>
        </div>
      )}
    </dialog>
  );
}

function Difference({ found }: { readonly found: readonly Hunk[] | 'loading' | 'failed' }): JSX.Element {
  if (found === 'loading') return <span class="spinner" role="status" aria-label="Comparing" />;
  if (found === 'failed') return <p role="alert">The text as it is now could not be fetched. Try again.</p>;
  if (found.length === 0) return <p role="status">Nothing: the texts are equal.</p>;
  return (
    <div class="version-diff mono" role="region" aria-label="Difference">
      {found.map((hunk, index) => (
        <div key={index}>
          {hunk.skipped > 0 && <div class="version-skipped">{`${hunk.skipped} equal lines`}</div>}
          {hunk.lines.map((line, number) => (
            <div key={number} class="version-line" data-type={line.type}>
              <span class="version-sign">{{ same: ' ', added: '+', removed: '−' }[line.type]}</span>
              {line.text}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

/** Beside the panes: who was there, and the moments to go to. */
import type { JSX } from 'preact';
import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ChapterKind } from '../core/playback-chapter.ts';
import type { Person } from '../core/playback.ts';
import { tabKeys } from '../design/tabs.ts';
import type { Past } from './replay-past.ts';
import { clock, type Player } from './replay-player.ts';
import { Versions } from './replay-versions.tsx';

/** What the list of moments can be narrowed to. */
const KINDS: ReadonlyMap<string, readonly ChapterKind[]> = new Map([
  ['Everything', []],
  ['Runs and input', ['run', 'input']],
  ['People', ['people', 'attention']],
  ['Text and files', ['paste', 'file', 'language']],
  ['The room', ['room']],
]);

/** Two letters for a round badge. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const [first = '', last = ''] = [words[0], words.length > 1 ? words[words.length - 1] : ''];
  return [...first].slice(0, last ? 1 : 2).join('') + [...last].slice(0, 1).join('');
}

function PersonRow({ player, person }: { readonly player: Player; readonly person: Person }): JSX.Element {
  const doing = useComputed(() => {
    const position = player.position.value;
    if (!player.playback.presentAt(position).has(person.id)) return 'away';
    const file = player.file.value;
    const carets = file ? player.playback.caretsAt(file, position, player.time.value) : [];
    return carets.some((caret) => caret.typing && caret.person.id === person.id) ? 'typing' : 'here';
  });
  const away = doing.value === 'away';
  return (
    <li class="person-row" data-person={person.color}>
      <span class={away ? 'avatar avatar-away' : 'avatar'} aria-hidden="true">
        {initials(person.name)}
      </span>
      <span class="grow">
        <span class={away ? 'muted' : 'replay-name'}>{person.name}</span>
        <span class="replay-role">{person.role}</span>
      </span>
      {doing.value === 'typing' && <span class="badge replay-typing">typing</span>}
      {away && <span class="badge">not here</span>}
    </li>
  );
}

function Moments({ player, kinds }: { readonly player: Player; readonly kinds: string }): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  const wanted = KINDS.get(kinds) ?? [];
  const current = player.chapter.value;
  useEffect(() => {
    const row = list.current?.querySelector('[aria-current]')?.parentElement;
    if (list.current && row instanceof HTMLElement) {
      const { scrollTop, clientHeight } = list.current;
      const top = row.offsetTop - list.current.offsetTop;
      if (top < scrollTop || top + row.offsetHeight > scrollTop + clientHeight) {
        list.current.scrollTop = top - clientHeight / 2;
      }
    }
  }, [current]);
  return (
    <ol class="moments" ref={list}>
      {player.chapters.map((chapter, index) => {
        if (wanted.length > 0 && !wanted.includes(chapter.kind)) return null;
        const person = player.playback.people.get(chapter.by ?? '');
        return (
          <li key={index}>
            <button
              type="button"
              class="moment"
              data-person={person?.color}
              data-kind={chapter.kind}
              data-outcome={chapter.outcome}
              aria-current={index === current ? 'step' : undefined}
              onClick={() => player.seek(chapter.at)}
            >
              <span class="moment-time">{clock(chapter.at)}</span>
              <span class="dot moment-dot" aria-hidden="true" />
              <span class="moment-label">{chapter.label}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

interface AsideProps {
  readonly player: Player;
  readonly past?: Past | undefined;
}

export function Aside({ player, past }: AsideProps): JSX.Element {
  const tab = useSignal<'moments' | 'versions'>(location.hash === '#versions' ? 'versions' : 'moments');
  const kinds = useSignal('Everything');
  const moments = tab.value === 'moments';
  return (
    <aside class="replay-aside pane" aria-label="People and moments">
      <div class="pane-head">
        <h2 class="pane-title">People</h2>
      </div>
      <ul class="people-list replay-people">
        {[...player.playback.people.values()].map((person) => (
          <PersonRow key={person.id} player={player} person={person} />
        ))}
      </ul>
      <div class="pane-head">
        <div class="tabs" role="tablist" aria-label="Where to go">
          {(['moments', 'versions'] as const).map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              class="tab"
              data-testid={name}
              aria-selected={tab.value === name}
              aria-controls="replay-places"
              tabIndex={tab.value === name ? 0 : -1}
              onClick={() => (tab.value = name)}
              onKeyDown={(event) => tabKeys(event)}
            >
              {name === 'moments' ? 'Moments' : 'Versions'}
            </button>
          ))}
        </div>
        <span class="topbar-spacer" />
        {moments && (
          <select
            class="select replay-kinds"
            aria-label="Which moments"
            value={kinds.value}
            onChange={(event) => (kinds.value = event.currentTarget.value)}
          >
            {[...KINDS.keys()].map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        )}
      </div>
      <div id="replay-places" class="replay-places" role="tabpanel" aria-label={tab.value}>
        {moments ? <Moments player={player} kinds={kinds.value} /> : <Versions player={player} past={past} />}
      </div>
    </aside>
  );
}

import type { JSX } from 'preact';
import { inWords } from '../core/attention.ts';
import type { Participant } from '../core/protocol.ts';
import { Disclosure } from './room-disclosure.tsx';
import type { Visit } from './room-visit.ts';

const SHOWN = 4;

export function People({ visit }: { visit: Visit }): JSX.Element {
  const { participants, self, following } = visit.state.value;
  const colors = visit.colors.value;
  const shown = participants.length > SHOWN + 1 ? participants.slice(0, SHOWN) : participants;
  const more = participants.length - shown.length;
  const label = `People in the room: ${participants.length}`;
  const stack = (
    <span class="avatar-stack">
      {shown.map((person) => (
        <Avatar key={person.id} person={person} color={colors.get(person.id) ?? 1} />
      ))}
      {more > 0 && <span class="avatar" aria-hidden="true" data-initials={`+${more}`} />}
    </span>
  );
  return (
    <Disclosure label={label} button={stack} buttonClass="btn btn-quiet people-button" testid="people">
      {(close) => (
        <ul class="people-list room-people">
          {participants.map((person) => (
            <li key={person.id} class="person-row" data-person={colors.get(person.id) ?? 1}>
              <Avatar person={person} color={colors.get(person.id) ?? 1} />
              <span class="grow">
                {person.username}
                {person.id === self?.id && <span class="muted"> (you)</span>}
                <Following visit={visit} person={person} />
                <Noticed visit={visit} person={person} />
              </span>
              {person.role !== 'candidate' && <span class="badge">{person.role}</span>}
              <span class="muted room-round-trip">{roundTrip(person)}</span>
              {person.id !== self?.id && person.role !== 'observer' && (
                <button
                  type="button"
                  class="btn btn-small"
                  aria-pressed={following === person.id}
                  aria-label={`Follow ${person.username}`}
                  data-testid="follow"
                  onClick={() => {
                    visit.follow(following === person.id ? null : person.id);
                    close();
                  }}
                >
                  {following === person.id ? 'Following' : 'Follow'}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Disclosure>
  );
}

/** What their page has told since we came; everybody sees their own, interviewers see all. */
function Noticed({ visit, person }: { visit: Visit; person: Participant }): JSX.Element | null {
  const attention = visit.state.value.attention.get(person.id);
  const words = attention ? inWords(attention) : '';
  if (words === '') return null;
  const own = person.id === visit.state.value.self?.id;
  return (
    <span
      class="room-noticed muted"
      data-testid="noticed"
      title="Since you opened this page; the replay has all of it"
    >
      {own ? `Interviewers see: ${words}` : words}
    </span>
  );
}

/** Whose caret somebody else's view follows. */
function Following({ visit, person }: { visit: Visit; person: Participant }): JSX.Element | null {
  const { follows, self } = visit.state.value;
  const whom = follows.get(person.id);
  if (whom === undefined || person.id === self?.id) return null;
  const name = whom === self?.id ? 'you' : visit.nameOf(whom);
  return <span class="room-follows muted">follows {name}</span>;
}

function Avatar({ person, color }: { person: Participant; color: number }): JSX.Element {
  return (
    <span
      class={person.connected ? 'avatar' : 'avatar avatar-away'}
      data-person={color}
      title={person.username}
      aria-hidden="true"
      data-initials={initials(person.username)}
    />
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return words.length > 1
    ? first(words[0]) + first(words.at(-1))
    : Array.from(name.trim()).slice(0, 2).join('');
}

function first(word: string | undefined): string {
  return Array.from(word ?? '')[0] ?? '';
}

function roundTrip({ connected, round_trip_ms }: Participant): string {
  if (!connected) return 'away';
  return round_trip_ms === null ? '' : `${Math.round(round_trip_ms)} ms`;
}

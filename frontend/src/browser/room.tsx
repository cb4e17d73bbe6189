import { signal } from '@preact/signals';
import { type JSX, render } from 'preact';
import '../design/index.css';
import './room.css';
import { wearTheme } from '../design/theme.ts';
import { adoptVendorStyles } from '../design/vendor-styles.ts';
import { wearLook } from './look.ts';
import { interviewerKey, rememberedName, rememberName, rememberVisit, visitToken } from './preferences.ts';
import { joinRoom, roomGlance } from './rest.ts';
import { Announcements } from './room-announcer.tsx';
import { RoomBar } from './room-bar.tsx';
import { Card, Closed, NameForm } from './room-gate.tsx';
import { offerTestHook } from './room-hook.ts';
import { Banners, StatusBar, Toasts } from './room-notices.tsx';
import { Panes } from './room-panes.tsx';
import { Visit } from './room-visit.ts';

/* The room's page: finds out who comes to which room, then opens the visit. */

type Gate =
  | { readonly type: 'asking'; readonly error: string; readonly busy: boolean }
  | { readonly type: 'closed'; readonly title: string; readonly words: string }
  | { readonly type: 'unreachable' }
  | { readonly type: 'open'; readonly visit: Visit };

const RETRY_MS = 3000;

const code = decodeURIComponent(location.pathname.split('/')[2] ?? '').toLowerCase();
const key = interviewerKey(code);
/** Whoever comes by the link for observers does so on every visit of this tab. */
const watching = new URLSearchParams(location.search).get('as') === 'observer';
const part = watching ? `${key}+observer` : key;
const title = signal('');
const gate = signal<Gate>({ type: 'asking', error: '', busy: rememberedName() !== '' });

/** Whoever is known goes straight in; whoever is not sees which room it is while typing a name. */
async function arrive(): Promise<void> {
  const name = rememberedName();
  if (name !== '') {
    await enter(name);
    return;
  }
  const asked = await roomGlance(code);
  if (asked.type === 'unreachable') unreachable();
  else if (asked.type === 'no') refused(asked.status, asked.words);
  else {
    title.value = asked.value.title;
    if (gate.value.type === 'unreachable') gate.value = { type: 'asking', error: '', busy: false };
  }
}

async function enter(name: string): Promise<void> {
  const former = visitToken(code, part);
  if (former !== '') {
    open(name, former);
    return;
  }
  const asked = await joinRoom(code, { name, key, watching, former: '' });
  if (asked.type === 'yes') {
    rememberName(name);
    rememberVisit(code, part, asked.value.token);
    open(name, asked.value.token);
  } else if (asked.type === 'no') {
    refused(asked.status, asked.words);
  } else {
    unreachable();
  }
}

function unreachable(): void {
  gate.value = { type: 'unreachable' };
  setTimeout(() => void arrive(), RETRY_MS);
}

function refused(status: number, words: string): void {
  if (status === 404) {
    const unknown = `No room has the code ${code}. Check it with whoever invited you.`;
    gate.value = { type: 'closed', title: 'No such room', words: unknown };
  } else {
    gate.value = { type: 'asking', error: words, busy: false };
  }
}

function open(name: string, token: string): void {
  let newest = token;
  const renew = async () => {
    const asked = await joinRoom(code, { name, key, watching, former: newest });
    if (asked.type !== 'yes') return null;
    newest = asked.value.token;
    rememberVisit(code, part, newest);
    return newest;
  };
  const visit = new Visit(code, key, { token, newest: () => newest, renew });
  offerTestHook(visit);
  gate.value = { type: 'open', visit };
}

function Page(): JSX.Element {
  const now = gate.value;
  switch (now.type) {
    case 'asking':
      return (
        <NameForm
          title={title.value}
          name={rememberedName()}
          as={watching ? 'observer' : key === '' ? 'candidate' : 'interviewer'}
          error={now.error}
          busy={now.busy}
          enter={(name) => {
            gate.value = { type: 'asking', error: '', busy: true };
            void enter(name);
          }}
        />
      );
    case 'unreachable':
      return (
        <Card title="The server does not answer">
          <p class="gate-waiting" role="status">
            <span class="spinner" aria-hidden="true" />
            Trying again. Nothing you wrote is lost.
          </p>
        </Card>
      );
    case 'closed':
      return <Closed title={now.title} words={now.words} />;
    case 'open':
      return <Inside visit={now.visit} />;
  }
}

function Inside({ visit }: { visit: Visit }): JSX.Element {
  const { stage, reason } = visit.state.value;
  if (stage === 'shut')
    return <Closed title="You are not in the room" words={reason} retry={() => location.reload()} />;
  return (
    <div class="room" data-stage={stage}>
      <a
        class="skip-link"
        href="#room-editor"
        onClick={(event) => {
          event.preventDefault();
          visit.focusEditor();
        }}
      >
        Skip to the editor
      </a>
      <RoomBar visit={visit} />
      <Banners visit={visit} />
      <main class="room-main">
        <Panes visit={visit} />
      </main>
      <StatusBar visit={visit} />
      <Toasts visit={visit} />
      <Announcements announcer={visit.announcer} />
    </div>
  );
}

wearTheme();
wearLook();
adoptVendorStyles();
const app = document.getElementById('app');
if (app) render(<Page />, app);
void arrive();

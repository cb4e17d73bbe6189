import { signal } from '@preact/signals';
import { type JSX, render } from 'preact';
import '../design/index.css';
import './room.css';
import { wearTheme } from '../design/theme.ts';
import { adoptVendorStyles } from '../design/vendor-styles.ts';
import { interviewerKey, rememberedName, rememberName, rememberVisit, visitToken } from './preferences.ts';
import { joinRoom, roomGlance } from './rest.ts';
import { RoomBar } from './room-bar.tsx';
import { Card, Closed, NameForm } from './room-gate.tsx';
import { offerTestHook } from './room-hook.ts';
import { Banners, StatusBar, Toasts } from './room-notices.tsx';
import { Panes } from './room-panes.tsx';
import { Visit } from './room-visit.ts';

/* The room's page: finds out who comes to which room, then opens the visit. */

type Gate =
  | { readonly type: 'looking' }
  | { readonly type: 'asking'; readonly title: string; readonly error: string; readonly busy: boolean }
  | { readonly type: 'closed'; readonly title: string; readonly words: string; readonly again: boolean }
  | { readonly type: 'open'; readonly visit: Visit };

const code = decodeURIComponent(location.pathname.split('/')[2] ?? '').toLowerCase();
const key = interviewerKey(code);
const gate = signal<Gate>({ type: 'looking' });

async function look(): Promise<void> {
  gate.value = { type: 'looking' };
  const asked = await roomGlance(code);
  if (asked.type === 'unreachable') {
    close('The server does not answer', 'Check your connection. Nothing you wrote is lost.', true);
  } else if (asked.type === 'no' && asked.status !== 401 && asked.status !== 403) {
    if (asked.status === 404)
      close('No such room', `No room has the code ${code}. Check it with whoever invited you.`);
    else close('The room cannot be opened', asked.words, true);
  } else {
    const title = asked.type === 'yes' ? asked.value.title : '';
    const name = rememberedName();
    gate.value = { type: 'asking', title, error: '', busy: name !== '' };
    if (name !== '') await enter(name, title);
  }
}

async function enter(name: string, title: string): Promise<void> {
  gate.value = { type: 'asking', title, error: '', busy: true };
  const former = visitToken(code, key);
  if (former !== '') {
    open(name, former);
    return;
  }
  const asked = await joinRoom(code, name, key, '');
  if (asked.type === 'yes') {
    rememberName(name);
    rememberVisit(code, key, asked.value.token);
    open(name, asked.value.token);
  } else {
    const error = asked.type === 'no' ? asked.words : 'The server does not answer. Try again in a moment.';
    gate.value = { type: 'asking', title, error, busy: false };
  }
}

function open(name: string, token: string): void {
  let newest = token;
  const renew = async () => {
    const asked = await joinRoom(code, name, key, newest);
    if (asked.type !== 'yes') return null;
    newest = asked.value.token;
    rememberVisit(code, key, newest);
    return newest;
  };
  const visit = new Visit(code, key, { token, renew });
  offerTestHook(visit);
  gate.value = { type: 'open', visit };
}

function close(title: string, words: string, again = false): void {
  gate.value = { type: 'closed', title, words, again };
}

function Page(): JSX.Element {
  const now = gate.value;
  switch (now.type) {
    case 'looking':
      return (
        <Card title="One moment…">
          <p class="muted" role="status">
            Looking for the room
          </p>
        </Card>
      );
    case 'asking':
      return (
        <NameForm
          title={now.title}
          name={rememberedName()}
          asInterviewer={key !== ''}
          error={now.error}
          busy={now.busy}
          enter={(name) => void enter(name, now.title)}
        />
      );
    case 'closed':
      return now.again ? (
        <Closed title={now.title} words={now.words} retry={() => void look()} />
      ) : (
        <Closed title={now.title} words={now.words} />
      );
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
      <RoomBar visit={visit} />
      <Banners visit={visit} />
      <main class="room-main">
        <Panes visit={visit} />
      </main>
      <StatusBar visit={visit} />
      <Toasts visit={visit} />
    </div>
  );
}

wearTheme();
adoptVendorStyles();
const app = document.getElementById('app');
if (app) render(<Page />, app);
void look();

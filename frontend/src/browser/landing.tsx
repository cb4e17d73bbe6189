/** The first page: what Parley is, a new interview, and the way in with a code. */
import { render, type JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import '../design/index.css';
import './landing.css';
import { Mark } from '../design/icons.tsx';
import { ThemeButton } from '../design/theme-button.tsx';
import { wearTheme } from '../design/theme.ts';
import { CreateForm } from './landing-create.tsx';
import { JoinForm } from './landing-join.tsx';
import { Picture } from './landing-picture.tsx';
import { Recent } from './landing-recent.tsx';
import { fetchReadiness, type Readiness } from './landing-rest.ts';

const LOOK_AGAIN = 5_000;

function useReadiness(): Readiness {
  const [readiness, setReadiness] = useState<Readiness>({ type: 'ready' });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const look = async () => {
      const found = await fetchReadiness();
      if (ended) return;
      setReadiness(found);
      if (found.type !== 'ready') timer = setTimeout(() => void look(), LOOK_AGAIN);
    };
    void look();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, []);
  return readiness;
}

function EngineHint({ readiness }: { readiness: Readiness }): JSX.Element {
  return (
    <div aria-live="polite" class="landing-status">
      {readiness.type === 'noRuns' && (
        <p class="notice notice-warn">
          <span class="dot dot-warn" aria-hidden="true" />
          <span>
            <strong>Programs cannot be run yet.</strong>{' '}
            {readiness.reason || 'Writing together and recording work already.'}
          </span>
        </p>
      )}
      {readiness.type === 'unreachable' && (
        <p class="notice notice-danger">
          <span class="dot dot-danger" aria-hidden="true" />
          <span>
            <strong>The server does not answer.</strong> This page tries again by itself.
          </span>
        </p>
      )}
    </div>
  );
}

function Landing(): JSX.Element {
  const readiness = useReadiness();
  return (
    <div class="landing">
      <header class="landing-head">
        <a class="brand" href="/">
          <Mark />
          Parley
        </a>
        <ThemeButton />
      </header>
      <main class="landing-main">
        <div class="landing-words">
          <h1>Live coding interviews in one shared room</h1>
          <p class="landing-lead">
            One editor for everybody, programs that really run, one terminal you all see, and a replay of the
            whole hour.
          </p>
          <EngineHint readiness={readiness} />
          <div class="landing-forms card">
            <CreateForm />
            <JoinForm />
          </div>
          <Recent />
        </div>
        <Picture />
      </main>
    </div>
  );
}

wearTheme();
// Coming back from a room, the browser may show this page as it was left: with a form that is still busy.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});
const app = document.getElementById('app');
if (app) render(<Landing />, app);

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { RunMode } from '../core/protocol.ts';
import { isActive, mayRun, type Run, typesIn } from '../core/room-state.ts';
import type { Visit } from './room-visit.ts';

/** Beside the terminal's title: who types into the program, or what else can be opened in it. */
export function RunHead({ visit }: { visit: Visit }): JSX.Element | null {
  const { run } = visit.state.value;
  if (!isActive(run)) return <Sessions visit={visit} />;
  return run.state === 'RUNNING' ? <Input visit={visit} run={run} /> : null;
}

function Sessions({ visit }: { visit: Visit }): JSX.Element | null {
  const { language } = visit.runs.value;
  if (!mayRun(visit.state.value) || language === null || language.state !== 'ready') return null;
  return (
    <span class="run-sessions">
      {language.repl && (
        <Session
          visit={visit}
          mode="repl"
          title={`An interactive ${language.name} session for everybody here`}
        >
          {language.name} session
        </Session>
      )}
      <Session visit={visit} mode="shell" title="A shell among the room's files, for everybody here">
        Shell
      </Session>
    </span>
  );
}

interface SessionProps {
  readonly visit: Visit;
  readonly mode: RunMode;
  readonly title: string;
  readonly children: string | readonly string[];
}

function Session({ visit, mode, title, children }: SessionProps): JSX.Element {
  return (
    <button
      type="button"
      class="btn btn-quiet btn-small"
      data-testid={`open-${mode}`}
      title={title}
      onClick={() => void visit.run(mode)}
    >
      {children}
    </button>
  );
}

function Input({ visit, run }: { visit: Visit; run: Run }): JSX.Element {
  const { self } = visit.state.value;
  if (typesIn(visit.state.value)) return <Holding visit={visit} run={run} />;
  const holder = run.holder === null ? 'Nobody' : visit.nameOf(run.holder);
  const asked = self !== null && run.asking.includes(self.id);
  return (
    <span class="run-input" data-testid="input-holder" data-holder={run.holder ?? ''}>
      <span class="run-holder" data-person={visit.colors.value.get(run.holder ?? '') ?? 1}>
        {holder} types
      </span>
      {self?.role === 'interviewer' ? (
        <button
          type="button"
          class="btn btn-small"
          data-testid="input-take"
          onClick={() => void visit.room.steer('execution_input_take')}
        >
          Take over
        </button>
      ) : (
        mayRun(visit.state.value) && (
          <button
            type="button"
            class="btn btn-small"
            data-testid="input-ask"
            disabled={asked}
            onClick={() => void visit.room.steer('execution_input_ask')}
          >
            {asked ? 'Asked' : 'Ask to type'}
          </button>
        )
      )}
    </span>
  );
}

function Holding({ visit, run }: { visit: Visit; run: Run }): JSX.Element {
  return (
    <span class="run-input" data-testid="input-holder" data-holder={run.holder ?? ''}>
      {run.asking.map((id) => (
        <button
          key={id}
          type="button"
          class="btn btn-small"
          data-testid="input-give"
          data-person={visit.colors.value.get(id) ?? 1}
          onClick={() => void visit.room.giveInput(id)}
        >
          Let {visit.nameOf(id)} type
        </button>
      ))}
      <button
        type="button"
        class="btn btn-quiet btn-small wide-only"
        data-testid="input-end"
        title="Tells the program that no more input follows (Ctrl D)"
        onClick={() => void visit.room.steer('execution_eof')}
      >
        End input
      </button>
      <button
        type="button"
        class="btn btn-quiet btn-small stdin-hint"
        data-testid="stdin-hint"
        onClick={() => visit.focusTerminal()}
      >
        <span class="dot dot-ok dot-live" aria-hidden="true" />
        {run.waiting ? 'It waits for input: type here' : 'Program is running: type here'}
      </button>
    </span>
  );
}

const WHAT: Readonly<Record<RunMode, string>> = {
  run: 'Running',
  repl: 'Interactive session',
  shell: 'Shell',
};

/** Where a run stands, in one sentence. */
export function Progress({ visit, run }: { visit: Visit; run: Run }): JSX.Element {
  const left = useSecondsLeft(run);
  const who = run.by === visit.state.value.self?.id ? 'you' : visit.nameOf(run.by);
  if (run.state === 'RUNNING') {
    const waits = run.waiting && run.mode === 'run';
    const whose = typesIn(visit.state.value) ? 'your input' : 'input';
    return <>{waits ? `Waiting for ${whose}.` : `${WHAT[run.mode]}, started by ${who}.`}</>;
  }
  if (run.place === null || (run.place <= 1 && left === null)) return <>Starting…</>;
  const about = left === null ? '' : left > 0 ? ` About ${left} s.` : ' Any moment now.';
  return <>{`Waiting, place ${run.place} in the queue.${about}`}</>;
}

/** Counts down what the server expected when it last told the place. */
function useSecondsLeft({ expected_ms, place }: Run): number | null {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    if (expected_ms === null) {
      setLeft(null);
      return;
    }
    const due = performance.now() + expected_ms;
    const tick = () => setLeft(Math.max(0, Math.ceil((due - performance.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [expected_ms, place]);
  return left;
}

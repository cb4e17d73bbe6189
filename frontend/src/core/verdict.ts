import type { Verdict } from './protocol.ts';

/** How a run ended, for people: one sentence, and the figures behind it. */
export interface Ending {
  readonly tone: 'ok' | 'warn' | 'danger';
  readonly words: string;
  readonly figures: readonly string[];
}

export function ending(verdict: Verdict): Ending {
  const { state, exit_code, message } = verdict;
  const tone = state === 'COMPLETED' ? 'ok' : state === 'CANCELLED' ? 'warn' : 'danger';
  const said = message === '' ? words(verdict) : sentence(message);
  const code = exit_code === null ? '' : `exit code ${exit_code}`;
  // What the sentence says already is no figure behind it.
  return { tone, words: said, figures: figures(verdict, said.toLowerCase().includes(code) ? '' : code) };
}

function words({ state, exit_code, reason }: Verdict): string {
  switch (state) {
    case 'COMPLETED':
      return 'Finished.';
    case 'TIMEOUT':
      return 'Stopped: it took too long.';
    case 'CANCELLED':
      return 'Stopped.';
    default:
      if (reason === 'compile_error') return 'It does not compile.';
      return exit_code === null ? 'It ended with an error.' : `It ended with exit code ${exit_code}.`;
  }
}

/** The room's words begin in lower case, so that they can stand anywhere; here they stand alone. */
function sentence(message: string): string {
  const whole = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}

function figures(verdict: Verdict, code: string): readonly string[] {
  const { execution_time_ms, cpu_ms, memory_peak, phases, truncated } = verdict;
  const all: string[] = [];
  if (code !== '') all.push(code);
  const compiled = verdict.reason !== 'compile_error';
  if (phases !== null && phases.compile > 0)
    all.push(`${compiled ? 'compiled in' : 'the compiler took'} ${seconds(phases.compile)}`);
  // Nothing takes no time at all: that one never began.
  if (execution_time_ms !== null && execution_time_ms > 0 && compiled) all.push(seconds(execution_time_ms));
  if (cpu_ms !== null && cpu_ms > 0) all.push(`${seconds(cpu_ms)} of processor`);
  if (memory_peak !== null && memory_peak > 0)
    all.push(`${Math.max(1, Math.round(memory_peak / 1048576))} MB`);
  if (truncated) all.push('output cut');
  return all;
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

import { nameOf, type RoomState, typesIn } from './room-state.ts';
import { ending } from './verdict.ts';

/*
 * What somebody who does not see the page hears of it. Eyes choose where to look and ears cannot: so what changes
 * all the time (edits saved, seconds counted, percents built, output printed) is on the page and never said, and what
 * matters is said once.
 */

/** Turns of a room's state into sentences for a screen reader. */
export class Speaker {
  /** The run of which it was said that it waits: one that asks a hundred questions says so once. */
  #waited = '';

  /** What to say when the state before has become the state after; mostly nothing. */
  tell(before: RoomState, after: RoomState): readonly string[] {
    if (before.stage !== 'inside' || after.stage !== 'inside') return [];
    return [line(before, after), phase(before, after), ...this.#run(before, after)].filter(
      (sentence) => sentence !== '',
    );
  }

  #run(before: RoomState, after: RoomState): readonly string[] {
    const { run } = after;
    if (run === null) return [];
    const was = before.run?.id === run.id ? before.run : null;
    if (run.verdict !== null)
      return was?.verdict === null ? [`${who(after, run.by)} run: ${ending(run.verdict).words}`] : [];
    const all: string[] = [];
    if (was === null && run.by !== after.self?.id) all.push(`${nameOf(after, run.by)} runs the code.`);
    if (run.place !== null && run.place > 1 && was?.place !== run.place)
      all.push(`Waiting, place ${run.place} in the queue.`);
    const typed = was !== null && typesIn(before);
    if (was !== null && typesIn(after) && !typed) all.push('You may type into the program.');
    for (const id of run.asking)
      if (typesIn(after) && !was?.asking.includes(id))
        all.push(`${nameOf(after, id)} asks to type into the program.`);
    if (run.waiting && run.mode === 'run' && typesIn(after) && this.#waited !== run.id) {
      this.#waited = run.id;
      all.push('The program waits for your input.');
    }
    return all;
  }
}

function line(before: RoomState, after: RoomState): string {
  if (before.line === after.line) return '';
  if (after.line === 'offline') return 'Connection lost. Go on writing: everything is kept.';
  return before.line === 'offline' ? 'Connected again.' : '';
}

function phase(before: RoomState, after: RoomState): string {
  if (after.room?.state === 'ended' && before.room?.state !== 'ended')
    return 'The interview has ended. Nothing can be changed any more.';
  const was = before.self?.readOnly ?? false;
  const is = after.self?.readOnly ?? false;
  if (is === was) return '';
  return is ? 'You can only read now.' : 'You can write now.';
}

function who(state: RoomState, id: string): string {
  return id === state.self?.id ? 'Your' : `${nameOf(state, id)}’s`;
}

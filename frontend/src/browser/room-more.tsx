import type { JSX } from 'preact';
import { Disclosure } from './room-disclosure.tsx';
import { RoomIcon, type RoomIconName } from './room-icons.tsx';
import { type Dialog, Line, useDialog } from './room-line.tsx';
import { Settings } from './room-settings.tsx';
import type { Visit } from './room-visit.ts';

/** What is needed now and then, behind one button. */
export function More({ visit }: { readonly visit: Visit }): JSX.Element {
  const [marking, naming, settings, ending] = [useDialog(), useDialog(), useDialog(), useDialog()];
  const { room, self } = visit.state.value;
  const code = room?.code ?? visit.code;
  const directs = self?.role === 'interviewer' && room?.state !== 'ended';
  return (
    <>
      <Disclosure
        label="More"
        button={<RoomIcon name="more" />}
        buttonClass="btn btn-quiet btn-icon"
        testid="more"
      >
        {(close) => {
          const item = (icon: RoomIconName, testid: string, label: string, dialog: Dialog) => (
            <button
              type="button"
              class={testid === 'end' ? 'menu-item room-end' : 'menu-item'}
              data-testid={testid}
              onClick={() => {
                close();
                dialog.current?.showModal();
              }}
            >
              <RoomIcon name={icon} />
              {label}
            </button>
          );
          return (
            <>
              <a class="menu-item" href={`/replay/${code}`} target="_blank" rel="noopener">
                <RoomIcon name="history" />
                Open the replay
              </a>
              <a class="menu-item" href={`/replay/${code}#versions`} target="_blank" rel="noopener">
                <RoomIcon name="history" />
                Version history
              </a>
              {room?.state !== 'ended' && item('flag', 'mark', 'Mark this moment…', marking)}
              <hr class="menu-separator" />
              {item('sliders', 'settings', 'Settings…', settings)}
              {directs && (
                <>
                  {item('rename', 'rename', 'Change the title…', naming)}
                  <hr class="menu-separator" />
                  {item('stop', 'end', 'End the interview…', ending)}
                </>
              )}
            </>
          );
        }}
      </Disclosure>
      <Line
        dialog={marking}
        id="mark"
        title="Mark this moment"
        hint="The mark is in the replay. Interviewers find it there, and you do."
        label="What is to be remembered"
        initial=""
        most={200}
        button="Mark"
        take={async (words) => {
          const refusal = await visit.room.mark(words);
          if (refusal === '') visit.say('Marked. The replay has it.', 'plain', '');
          return refusal;
        }}
      />
      <Line
        dialog={naming}
        id="rename"
        title="Title of the interview"
        hint="Everybody in the room sees it."
        label="Title"
        initial={room?.title ?? ''}
        most={120}
        button="Change"
        take={(title) => visit.room.rename(title)}
      />
      <Settings dialog={settings} />
      <Ending dialog={ending} visit={visit} />
    </>
  );
}

function Ending({ dialog, visit }: { readonly dialog: Dialog; readonly visit: Visit }): JSX.Element {
  return (
    <dialog class="dialog" ref={dialog} aria-labelledby="end-title">
      <div class="dialog-head">
        <h2 id="end-title">End the interview?</h2>
      </div>
      <div class="dialog-body">
        <p>Nobody can write or run anything afterwards. Text, runs and replay stay.</p>
      </div>
      <form method="dialog" class="dialog-actions">
        <button class="btn">Go on</button>
        <button
          class="btn btn-danger"
          data-testid="end-confirm"
          onClick={() => void visit.room.setPhase('ended')}
        >
          End the interview
        </button>
      </form>
    </dialog>
  );
}

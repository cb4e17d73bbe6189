import { type Signal, useSignal } from '@preact/signals';
import type { JSX, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { baseName, distinction } from '../core/file-tree.ts';
import { mayEdit, refusesFile } from '../core/room-state.ts';
import { intoSight, tabKeys } from '../design/tabs.ts';
import { changeLook, look } from './look.ts';
import { Disclosure } from './room-disclosure.tsx';
import { NameField } from './room-file-name.tsx';
import { Tree } from './room-file-tree.tsx';
import { RoomIcon } from './room-icons.tsx';
import type { Visit } from './room-visit.ts';

/** From here on there is room for files, code and terminal beside each other. */
const WIDE = '(min-width: 1000px)';

/** Whether the files stand beside the code: where somebody wants that, and there is room. */
export function useFilesBeside(): boolean {
  const wide = useWide();
  return wide && look.value.filesBeside;
}

function useWide(): boolean {
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const query = matchMedia(WIDE);
    const turn = () => setWide(query.matches);
    query.addEventListener('change', turn);
    return () => query.removeEventListener('change', turn);
  }, []);
  return wide;
}

/** What the places that show files share. */
export interface FilesAsked {
  /** The file that is to be deleted if the person says so again; empty for none. */
  readonly doomed: Signal<string>;
  /** The field that opens the system's own dialog. */
  readonly upload: RefObject<HTMLInputElement | null>;
}

export function useFilesAsked(): FilesAsked {
  const doomed = useSignal('');
  return { doomed, upload: useRef<HTMLInputElement>(null) };
}

interface Part {
  readonly visit: Visit;
  readonly asked: FilesAsked;
}

/** The room's files: one tab each, and behind a button all that can be done with them. */
export function Files({ visit, asked }: Part): JSX.Element {
  const wide = useWide();
  const beside = useFilesBeside();
  return (
    <>
      <div class="room-files">
        {beside ? (
          <button
            type="button"
            class="btn btn-quiet btn-small btn-icon"
            aria-label="Files"
            title="Files"
            aria-expanded={true}
            aria-controls="room-files"
            data-testid="files"
            onClick={() => changeLook({ filesBeside: false })}
          >
            <RoomIcon name="folder" />
          </button>
        ) : (
          <Disclosure
            label="Files"
            button={<RoomIcon name="folder" />}
            buttonClass="btn btn-quiet btn-small btn-icon"
            testid="files"
          >
            {(close) => (
              <>
                <FileActs visit={visit} asked={asked} done={close} />
                {wide && (
                  <button
                    type="button"
                    class="menu-item"
                    data-testid="files-beside"
                    onClick={() => changeLook({ filesBeside: true })}
                  >
                    <RoomIcon name="beside" />
                    Keep beside the code
                  </button>
                )}
              </>
            )}
          </Disclosure>
        )}
      </div>
      <Tabs visit={visit} asked={asked} />
    </>
  );
}

/** The same beside the code, for as long as somebody likes. */
export function FilesBeside({ visit, asked }: Part): JSX.Element {
  return (
    <aside class="room-files-beside" id="room-files" aria-label="Files">
      <FileActs visit={visit} asked={asked} done={() => {}} />
    </aside>
  );
}

interface FileActsProps extends Part {
  /** Called when there is nothing more to do here; `back` is false where the focus is wanted elsewhere. */
  readonly done: (back?: boolean) => void;
}

function FileActs({ visit, asked, done }: FileActsProps): JSX.Element {
  const editable = mayEdit(visit.state.value);
  return (
    <>
      <Tree visit={visit} doom={(file) => (asked.doomed.value = file)} chosen={() => done()} />
      <hr class="menu-separator" />
      {editable && (
        <>
          <NameField
            label="Name of a new file"
            name=""
            button="New file"
            testid="new-file"
            closed={refusesFile(visit.state.value)}
            take={async (name) => {
              const refusal = await visit.createFile(name);
              if (refusal === '') done(false);
              return refusal;
            }}
          />
          <button
            type="button"
            class="menu-item"
            title="Text files, or a zip of them; you can also drop them, and folders, onto the editor"
            onClick={() => asked.upload.current?.click()}
          >
            <RoomIcon name="upload" />
            Upload files or a zip…
          </button>
        </>
      )}
      <button type="button" class="menu-item" onClick={() => void visit.downloadAll()}>
        <RoomIcon name="download" />
        Download all as a zip
      </button>
    </>
  );
}

function Tabs({ visit, asked }: Part): JSX.Element {
  const { files } = visit.state.value;
  const names = files.map(({ file }) => file);
  const shown = visit.file.value;
  const turn = (event: KeyboardEvent) => {
    if (event.key === 'Delete' && files.length > 1 && mayEdit(visit.state.value)) asked.doomed.value = shown;
    else tabKeys(event, (tab) => visit.show(tab.title, false));
  };
  return (
    <div class="tabs" role="tablist" aria-label="Files">
      {files.map(({ file }) => (
        <button
          key={file}
          type="button"
          role="tab"
          class="tab"
          aria-selected={file === shown}
          aria-controls="room-editor"
          aria-label={file}
          title={file}
          tabIndex={file === shown ? 0 : -1}
          ref={file === shown ? intoSight : null}
          onClick={() => visit.show(file)}
          onKeyDown={turn}
        >
          <span class="muted">{distinction(file, names)}</span>
          {baseName(file)}
        </button>
      ))}
    </div>
  );
}

/** What is asked of the person: which of the computer's files to take, and whether one may go. */
export function FileQuestions({ visit, asked }: Part): JSX.Element {
  return (
    <>
      <input
        ref={asked.upload}
        type="file"
        multiple
        hidden
        aria-label="Files to upload"
        data-testid="upload"
        onChange={(event) => {
          const { currentTarget: input } = event;
          const sent = [...(input.files ?? [])].map((file) => ({ name: file.name, file }));
          void visit.upload(sent).then(() => (input.value = ''));
        }}
      />
      <DeleteDialog visit={visit} asked={asked} />
    </>
  );
}

/** Asks before a file goes. */
function DeleteDialog({ visit, asked }: Part): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const { doomed } = asked;
  const file = doomed.value;
  // Once the page shows what has become of the tabs.
  const focusShown = () => void requestAnimationFrame(() => focusTabs(dialog.current));
  useEffect(() => {
    if (file !== '') dialog.current?.showModal();
  }, [file]);
  return (
    <dialog
      class="dialog"
      ref={dialog}
      aria-labelledby="delete-title"
      data-testid="delete-dialog"
      onClose={() => {
        doomed.value = '';
        focusShown();
      }}
    >
      <div class="dialog-head">
        <h2 id="delete-title">Delete {file}?</h2>
      </div>
      <div class="dialog-body">
        <p>It goes for everybody in the room. The replay keeps its history.</p>
      </div>
      <form method="dialog" class="dialog-actions">
        <button class="btn">Keep it</button>
        <button
          class="btn btn-danger"
          data-testid="delete-confirm"
          onClick={() => void visit.room.deleteFile(file).then(focusShown)}
        >
          Delete
        </button>
      </form>
    </dialog>
  );
}

/** What opened the dialog may be gone with the file, or with the closed menu. */
function focusTabs(beside: HTMLElement | null): void {
  const tab = beside?.parentElement?.querySelector('[role="tab"][aria-selected="true"]');
  if (tab instanceof HTMLElement) tab.focus();
}

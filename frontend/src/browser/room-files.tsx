import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { baseName, distinction, type Folder, treeOf } from '../core/file-tree.ts';
import { mayEdit } from '../core/room-state.ts';
import { Disclosure } from './room-disclosure.tsx';
import { RoomIcon } from './room-icons.tsx';
import type { Visit } from './room-visit.ts';

/** The room's files: one tab each, and behind a button all that can be done with them. */
export function Files({ visit }: { visit: Visit }): JSX.Element {
  const [doomed, setDoomed] = useState('');
  const dialog = useRef<HTMLDialogElement>(null);
  const doom = (file: string) => {
    setDoomed(file);
    dialog.current?.showModal();
  };
  return (
    <>
      <FilesMenu visit={visit} doom={doom} />
      <Tabs visit={visit} doom={doom} />
      <dialog class="dialog" ref={dialog} aria-labelledby="delete-title" data-testid="delete-dialog">
        <div class="dialog-head">
          <h2 id="delete-title">Delete {doomed}?</h2>
        </div>
        <div class="dialog-body">
          <p>It goes for everybody in the room. The replay keeps its history.</p>
        </div>
        <form method="dialog" class="dialog-actions">
          <button class="btn">Keep it</button>
          <button
            class="btn btn-danger"
            data-testid="delete-confirm"
            onClick={() => void visit.room.deleteFile(doomed)}
          >
            Delete
          </button>
        </form>
      </dialog>
    </>
  );
}

interface Part {
  readonly visit: Visit;
  /** Asks whether a file is to be deleted. */
  readonly doom: (file: string) => void;
}

function Tabs({ visit, doom }: Part): JSX.Element {
  const { files } = visit.state.value;
  const names = files.map(({ file }) => file);
  const shown = visit.file.value;
  const turn = (event: KeyboardEvent) => {
    if (event.key === 'Delete' && files.length > 1 && mayEdit(visit.state.value)) doom(shown);
    const at = files.findIndex(({ file }) => file === shown);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: files.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const index = (to + files.length) % files.length;
    const list = event.currentTarget instanceof Element ? event.currentTarget.parentElement : null;
    visit.show(files[index]?.file ?? shown, false);
    const tab = list?.children[index];
    if (tab instanceof HTMLElement) tab.focus();
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

function FilesMenu({ visit, doom }: Part): JSX.Element {
  const editable = mayEdit(visit.state.value);
  const upload = useRef<HTMLInputElement>(null);
  return (
    <div class="room-files">
      <Disclosure
        label="Files"
        button={<RoomIcon name="folder" />}
        buttonClass="btn btn-quiet btn-small btn-icon"
        testid="files"
      >
        {(close) => (
          <>
            <Tree visit={visit} doom={doom} close={close} />
            <hr class="menu-separator" />
            {editable && (
              <>
                <NameField
                  label="Name of a new file"
                  name=""
                  button="New file"
                  testid="new-file"
                  taken={(name) => {
                    close();
                    void visit.createFile(name, '');
                  }}
                />
                <button
                  type="button"
                  class="menu-item"
                  title="Text files, or a zip of them; you can also drop them onto the editor"
                  onClick={() => upload.current?.click()}
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
        )}
      </Disclosure>
      <input
        ref={upload}
        type="file"
        multiple
        hidden
        aria-label="Files to upload"
        data-testid="upload"
        onChange={(event) => {
          const { currentTarget: input } = event;
          void visit.upload([...(input.files ?? [])]).then(() => (input.value = ''));
        }}
      />
    </div>
  );
}

interface TreePart extends Part {
  readonly close: () => void;
}

/** All files, in their folders; a folder can be closed. */
function Tree(part: TreePart): JSX.Element {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [renaming, setRenaming] = useState('');
  const tree = treeOf(part.visit.state.value.files.map(({ file }) => file));
  const turn = (path: string) => {
    const others = new Set(closed);
    if (!others.delete(path)) others.add(path);
    setClosed(others);
  };
  const branch = ({ folders, files }: Folder): JSX.Element[] => [
    ...folders.map((folder) => (
      <li key={folder.path}>
        <button
          type="button"
          class="menu-item room-folder"
          aria-expanded={!closed.has(folder.path)}
          onClick={() => turn(folder.path)}
        >
          <RoomIcon name="chevron" />
          {folder.name}
        </button>
        {!closed.has(folder.path) && (
          <ul class="room-file-list" aria-label={folder.path}>
            {branch(folder)}
          </ul>
        )}
      </li>
    )),
    ...files.map((file) => (
      <li key={file} class="room-file">
        {renaming === file ? (
          <NameField
            label={`New name of ${file}`}
            name={file}
            button="Rename"
            testid="rename-input"
            taken={(to) => {
              setRenaming('');
              if (to !== file) void part.visit.room.renameFile(file, to);
            }}
            given={() => setRenaming('')}
          />
        ) : (
          <FileRow {...part} file={file} rename={() => setRenaming(file)} />
        )}
      </li>
    )),
  ];
  return (
    <ul class="room-file-list" aria-label="Files in the room">
      {branch(tree)}
    </ul>
  );
}

interface FileRowProps extends TreePart {
  readonly file: string;
  readonly rename: () => void;
}

function FileRow({ visit, doom, close, file, rename }: FileRowProps): JSX.Element {
  const editable = mayEdit(visit.state.value);
  return (
    <>
      <button
        type="button"
        class="menu-item grow"
        aria-current={file === visit.file.value}
        aria-label={file}
        title={file}
        onClick={() => {
          close();
          visit.show(file);
        }}
      >
        {baseName(file)}
      </button>
      <Act icon="download" label={`Download ${file}`} act={() => visit.downloadFile(file)} />
      {editable && <Act icon="rename" label={`Rename ${file}`} act={rename} />}
      {editable && visit.state.value.files.length > 1 && (
        <Act icon="bin" label={`Delete ${file}`} act={() => doom(file)} />
      )}
    </>
  );
}

interface ActProps {
  readonly icon: 'download' | 'rename' | 'bin';
  readonly label: string;
  readonly act: () => void;
}

function Act({ icon, label, act }: ActProps): JSX.Element {
  return (
    <button
      type="button"
      class="btn btn-quiet btn-small btn-icon"
      aria-label={label}
      title={label}
      onClick={act}
    >
      <RoomIcon name={icon} />
    </button>
  );
}

interface NameFieldProps {
  readonly label: string;
  readonly name: string;
  readonly button: string;
  readonly testid: string;
  readonly taken: (name: string) => void;
  /** Escape gives it up, where there is something to give up. */
  readonly given?: () => void;
}

/** One line for a file's name; Enter takes it. */
function NameField({ label, name, button, testid, taken, given }: NameFieldProps): JSX.Element {
  const [typed, setTyped] = useState(name);
  return (
    <form
      class="room-file-name"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== '') taken(typed.trim());
      }}
    >
      <input
        class="input input-small mono"
        aria-label={label}
        placeholder="name.py"
        data-testid={testid}
        value={typed}
        maxLength={255}
        spellcheck={false}
        autocomplete="off"
        ref={name === '' ? null : selectOnce}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !given) return;
          event.stopPropagation();
          given();
        }}
      />
      <button class="btn btn-small">{button}</button>
    </form>
  );
}

function selectOnce(input: HTMLInputElement | null): void {
  input?.select();
}

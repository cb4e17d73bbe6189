import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { baseName, type Folder, treeOf } from '../core/file-tree.ts';
import { mayEdit } from '../core/room-state.ts';
import { NameField } from './room-file-name.tsx';
import { RoomIcon } from './room-icons.tsx';
import type { Visit } from './room-visit.ts';

interface TreePart {
  readonly visit: Visit;
  /** Asks whether a file is to be deleted. */
  readonly doom: (file: string) => void;
  /** Called when a file was chosen. */
  readonly chosen: () => void;
}

/** All files, in their folders; a folder can be closed. */
export function Tree(part: TreePart): JSX.Element {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [renaming, setRenaming] = useState('');
  const list = useRef<HTMLUListElement>(null);
  /** The focus was in the field; it goes to the row that takes its place. */
  const stopRenaming = (file: string) => {
    setRenaming('');
    requestAnimationFrame(() => row(list.current, file)?.focus());
  };
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
            take={async (to) => {
              const refusal = to === file ? '' : await part.visit.room.renameFile(file, to);
              if (refusal === '') stopRenaming(to);
              return refusal;
            }}
            given={() => stopRenaming(file)}
          />
        ) : (
          <FileRow {...part} file={file} rename={() => setRenaming(file)} />
        )}
      </li>
    )),
  ];
  return (
    <ul class="room-file-list" aria-label="Files in the room" ref={list}>
      {branch(tree)}
    </ul>
  );
}

function row(list: HTMLElement | null, file: string): HTMLElement | null {
  return list?.querySelector(`button[aria-label="${CSS.escape(file)}"]`) ?? null;
}

interface FileRowProps extends TreePart {
  readonly file: string;
  readonly rename: () => void;
}

function FileRow({ visit, doom, chosen, file, rename }: FileRowProps): JSX.Element {
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
          chosen();
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

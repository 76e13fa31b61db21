/** The open files of a project as tabs: arrows move, Delete closes, Alt Shift with an arrow moves the tab itself. */
import type { JSX } from "preact";
import { baseName, type ProjectFile } from "../core/projectFiles";
import { useRoom } from "./room";
import { tabId } from "./Tabs";

export function FileTabs(): JSX.Element {
  const { desk } = useRoom();
  const files = desk.files.value;
  const open = desk.tabs.value.flatMap((id) => files.filter((each) => each.file === id));
  const chosen = desk.file.value?.file ?? "";
  const focus = (file: string): void => {
    // The tab may be drawn only after this turn.
    queueMicrotask(() => document.getElementById(tabId("file", file))?.focus());
  };
  const keys = (press: KeyboardEvent, file: string): void => {
    const at = open.findIndex((each) => each.file === file);
    const by = { ArrowLeft: -1, ArrowRight: 1 }[press.key];
    if (press.key === "Delete") desk.closeFile(file);
    else if (by !== undefined && press.altKey && press.shiftKey) desk.moveFile(file, by);
    else {
      const to = { Home: 0, End: open.length - 1 }[press.key] ?? (by === undefined ? NaN : at + by);
      const next = open.at(to % open.length);
      if (Number.isNaN(to) || !next) return;
      desk.openFile(next.file);
    }
    press.preventDefault();
    focus(desk.file.peek()?.file ?? "");
  };
  return (
    <div class="tabs proj-tabs" data-kind="file">
      <div role="tablist" aria-label="Open files">
        {open.map((file) => (
          <FileTab key={file.file} file={file} files={open} chosen={file.file === chosen} keys={keys} />
        ))}
      </div>
    </div>
  );
}

interface TabProps {
  readonly file: ProjectFile;
  readonly files: readonly ProjectFile[];
  readonly chosen: boolean;
  readonly keys: (press: KeyboardEvent, file: string) => void;
}

const DRAGGED = "application/x-greenroom-tab";

function FileTab({ file, files, chosen, keys }: TabProps): JSX.Element {
  const { desk } = useRoom();
  const dropped = (drop: DragEvent): void => {
    const from = files.findIndex((each) => each.file === drop.dataTransfer?.getData(DRAGGED));
    const to = files.findIndex((each) => each.file === file.file);
    const moving = files[from];
    if (!moving) return;
    drop.preventDefault();
    desk.moveFile(moving.file, to - from);
  };
  return (
    <button
      type="button"
      role="tab"
      id={tabId("file", file.file)}
      aria-selected={chosen}
      aria-controls="file-panel"
      aria-keyshortcuts="Delete"
      tabIndex={chosen ? 0 : -1}
      title={file.path}
      draggable
      onDragStart={(drag) => drag.dataTransfer?.setData(DRAGGED, file.file)}
      onDragOver={(drag) => drag.preventDefault()}
      onDrop={dropped}
      onClick={() => desk.openFile(file.file)}
      onAuxClick={(click) => click.button === 1 && desk.closeFile(file.file)}
      onKeyDown={(press) => keys(press, file.file)}
    >
      {file.fixed ? <Lock /> : null}
      {nameAmong(file, files)}
      {files.length > 1 ? (
        // The keyboard has Delete: a button within a tab is nobody's to reach.
        <span
          class="proj-close"
          aria-hidden="true"
          onClick={(click) => {
            click.stopPropagation();
            desk.closeFile(file.file);
          }}
        >
          <svg viewBox="0 0 12 12" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round">
            <path d="M3 3l6 6M9 3l-6 6" />
          </svg>
        </span>
      ) : null}
    </button>
  );
}

/** A file that stays as it is. */
export function Lock(): JSX.Element {
  return (
    <>
      <svg
        class="proj-lock"
        viewBox="0 0 12 12"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        stroke-width="1.3"
        stroke-linejoin="round"
      >
        <path d="M2.5 5.5h7v5h-7zM4 5.5V4a2 2 0 0 1 4 0v1.5" />
      </svg>
      <span class="visually-hidden">read only: </span>
    </>
  );
}

/** The file's own name, with its folder where another open one has the same. */
function nameAmong(file: ProjectFile, files: readonly ProjectFile[]): string {
  const name = baseName(file.path);
  const same = files.some((each) => each !== file && baseName(each.path) === name);
  return same ? file.path : name;
}

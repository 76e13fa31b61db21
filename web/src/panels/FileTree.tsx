/** The files of a project beside the code: a tree by folders, with what can be done to a file, and those that were deleted. */
import { useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { folderOf, nextRow, placeAmong, rowTyped, treeRows, type TreeRow } from "../core/projectFiles";
import { FileDeeds, type Deed } from "./FileDeeds";
import { Lock } from "./FileTabs";
import { useAsking, useRoom } from "./room";

export function FileTree(): JSX.Element {
  const { desk } = useRoom();
  const live = useAsking();
  const files = desk.files.value;
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [pointed, setPointed] = useState("");
  const [deed, setDeed] = useState<Deed | null>(null);
  const rows = treeRows(files, closed);
  const here = desk.file.value;
  const at = rows.find((row) => row.path === pointed) ?? rows.find((row) => row.path === here?.path) ?? rows[0];
  const box = useRef<HTMLUListElement>(null);
  useSignalEffect(() => {
    // Whoever comes to a file by another way finds it pointed at.
    const { path } = desk.file.value ?? { path: "" };
    setPointed(path);
    setClosed((before) => new Set([...before].filter((folder) => !path.startsWith(`${folder}/`))));
  });
  const fold = (path: string, open: boolean): void => {
    setClosed((before) => new Set(open ? [...before].filter((each) => each !== path) : [...before, path]));
  };
  const press = (row: TreeRow): void => {
    setPointed(row.path);
    if (row.kind === "folder") fold(row.path, !row.open);
    else desk.openFile(row.file.file);
  };
  const keys = (event: KeyboardEvent): void => {
    if (!at || event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return;
    const typed = event.key.length === 1 && event.key !== " " ? rowTyped(rows, at.path, event.key) : null;
    const next = nextRow(rows, at.path, event.key) ?? typed;
    if (next !== null) setPointed(next);
    else if (event.key === "Enter" || event.key === " ") press(at);
    else if (event.key === "ArrowRight" && at.kind === "folder") fold(at.path, true);
    else if (event.key === "ArrowLeft" && at.kind === "folder") fold(at.path, false);
    else if (event.key === "F2" && canChange(at, live !== null)) setDeed({ kind: "rename", path: at.path });
    else if (event.key === "Delete" && canChange(at, live !== null)) setDeed({ kind: "delete", path: at.path });
    else return;
    event.preventDefault();
  };
  useEffect(() => {
    if (at) document.getElementById(rowId(at.path))?.scrollIntoView({ block: "nearest" });
  }, [at?.path]);
  const back = (): void => {
    setDeed(null);
    box.current?.focus();
  };
  return (
    <section class="proj-tree" aria-label="Files of the project">
      <header class="proj-head">
        <h2>Files</h2>
        {live ? (
          <div class="proj-tools">
            <Tool
              label="New file"
              path="M6 2v8M2 6h8"
              act={() =>
                setDeed({ kind: "create", path: at?.kind === "folder" ? `${at.path}/` : folderOf(at?.path ?? "") })
              }
            />
            <Tool
              label={`Rename${at ? ` ${at.name}` : ""}`}
              path="M2 10l.6-2.4L8 2.2l1.8 1.8-5.4 5.4zM7 3.2 8.8 5"
              off={!canChange(at, true)}
              act={() => at && setDeed({ kind: "rename", path: at.path })}
            />
            <Tool
              label={`Delete${at ? ` ${at.name}` : ""}`}
              path="M2 3.2h8M4.5 3V2h3v1M3 3.4 3.5 10h5L9 3.4"
              off={!canChange(at, true)}
              act={() => at && setDeed({ kind: "delete", path: at.path })}
            />
          </div>
        ) : null}
      </header>
      <ul
        class="proj-rows"
        role="tree"
        aria-label="Files"
        tabIndex={0}
        ref={box}
        aria-activedescendant={at ? rowId(at.path) : undefined}
        onKeyDown={keys}
      >
        {rows.map((row) => (
          <li
            key={`${row.kind} ${row.path}`}
            id={rowId(row.path)}
            role="treeitem"
            class="proj-row"
            aria-level={row.level}
            aria-posinset={placeAmong(rows, row).place}
            aria-setsize={placeAmong(rows, row).of}
            aria-expanded={row.kind === "folder" ? row.open : undefined}
            aria-selected={row.kind === "file" && row.file.file === here?.file}
            data-at={row.path === at?.path ? "" : undefined}
            style={{ "--level": row.level }}
            title={row.path}
            onClick={() => press(row)}
          >
            {row.kind === "file" && row.file.fixed ? <Lock /> : <RowIcon row={row} />}
            <span class="proj-name">{row.name}</span>
            {row.kind === "file" ? <Others file={row.file.file} /> : null}
          </li>
        ))}
      </ul>
      {live ? <FileDeeds live={live} deed={deed} done={back} /> : null}
    </section>
  );
}

function rowId(path: string): string {
  return `proj-row-${path}`;
}

/** What is the task's own stays; a folder goes only as a whole. */
function canChange(row: TreeRow | undefined, may: boolean): boolean {
  return may && row !== undefined && (row.kind === "folder" || !row.file.fixed);
}

interface ToolProps {
  readonly label: string;
  readonly path: string;
  readonly off?: boolean;
  readonly act: () => void;
}

function Tool({ label, path, off = false, act }: ToolProps): JSX.Element {
  return (
    <button type="button" class="proj-tool" aria-label={label} title={label} disabled={off} onClick={act}>
      <svg
        viewBox="0 0 12 12"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        stroke-width="1.3"
        stroke-linecap="round"
        stroke-linejoin="round"
      >
        <path d={path} />
      </svg>
    </button>
  );
}

function RowIcon({ row }: { readonly row: TreeRow }): JSX.Element {
  const path =
    row.kind === "file" ? "M3 1.5h4L9.5 4v6.5H3zM7 1.5V4h2.5" : row.open ? "M3 4.5 6 7.5l3-3" : "M4.5 3 7.5 6l-3 3";
  return (
    <svg
      class="proj-icon"
      viewBox="0 0 12 12"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      stroke-width="1.2"
      stroke-linejoin="round"
      stroke-linecap="round"
    >
      <path d={path} />
    </svg>
  );
}

/** Who else is in this file just now: their role's shape and colour, their name as words. */
function Others({ file }: { readonly file: string }): JSX.Element | null {
  const { source } = useRoom();
  const me = source.live?.me ?? "";
  const here = Object.values(source.state.value.people).filter((each) => {
    return each.here && each.id !== me && each.role !== "observer" && each.where?.file === file;
  });
  if (here.length === 0) return null;
  return (
    <span class="proj-others">
      {here.map((each) => (
        <span key={each.id} class="proj-other" data-role={each.role} title={`${each.name} is here`}>
          <span class="visually-hidden">, {each.name} is here</span>
        </span>
      ))}
    </span>
  );
}

/** Making, renaming and deleting files of a project, below the tree: what is typed stays until it is done. */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { baseName, type ProjectFile } from "../core/projectFiles";
import type { Live } from "../source";
import { useRoom } from "./room";

export interface Deed {
  readonly kind: "create" | "rename" | "delete";
  readonly path: string;
}

interface Props {
  readonly live: Live;
  readonly deed: Deed | null;
  readonly done: () => void;
}

export function FileDeeds({ live, deed, done }: Props): JSX.Element {
  const { desk } = useRoom();
  const [last, setLast] = useState<readonly ProjectFile[]>([]);
  const files = desk.files.value;
  useEffect(() => {
    if (deed?.kind !== "delete") return;
    const { task, language } = desk.place.peek();
    const gone = desk.files.peek().filter((each) => !each.deleted && within(each.path, deed.path));
    if (live.ask({ type: "file_delete", task, language, path: deed.path })) setLast(gone);
    done();
  }, [deed]);
  const undone = last.filter((each) => files.some((now) => now.file === each.file && now.deleted));
  return (
    <div class="proj-deeds">
      {deed && deed.kind !== "delete" ? (
        <NameForm live={live} deed={deed} done={done} key={`${deed.kind} ${deed.path}`} />
      ) : null}
      {undone.length > 0 ? (
        <p class="proj-undo" role="status">
          {undone.length === 1 ? baseName(undone[0]?.path ?? "") : `${undone.length} files`} deleted.{" "}
          <button type="button" class="link" onClick={() => restore(live, undone, () => setLast([]))}>
            Undo
          </button>
        </p>
      ) : null}
      <Deleted live={live} files={files.filter((each) => each.deleted)} />
    </div>
  );
}

function within(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

function restore(live: Live, files: readonly ProjectFile[], done: () => void): void {
  for (const { task, language, file } of files) live.ask({ type: "file_restore", task, language, file });
  done();
}

interface FormProps {
  readonly live: Live;
  readonly deed: Deed;
  readonly done: () => void;
}

function NameForm({ live, deed, done }: FormProps): JSX.Element {
  const { desk } = useRoom();
  const [path, setPath] = useState(deed.path);
  const [asked, setAsked] = useState("");
  /** The files that were there when it was asked: another one of this name is not what was asked for. */
  const before = useRef<readonly ProjectFile[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const creates = deed.kind === "create";
  const mayBe = (each: ProjectFile): boolean => {
    const was = before.current.find((one) => one.file === each.file);
    return creates ? was === undefined : was !== undefined && within(was.path, deed.path);
  };
  const come =
    asked === ""
      ? undefined
      : desk.files.value.find((each) => !each.deleted && within(each.path, asked) && mayBe(each));
  const refusal = live.refusal.value;
  const mine = asked !== "" && (refusal?.ask === "file_create" || refusal?.ask === "file_rename") ? refusal : null;
  // Before anything is typed into it.
  useLayoutEffect(() => {
    input.current?.focus();
    // A new name is typed over, its folder and its ending stay.
    const end = deed.path.lastIndexOf(".");
    if (!creates) input.current?.setSelectionRange(deed.path.lastIndexOf("/") + 1, end > 0 ? end : deed.path.length);
  }, []);
  useEffect(() => {
    if (!come) return;
    done();
    if (creates) desk.openFile(come.file);
  }, [come]);
  const submit = (event: Event): void => {
    event.preventDefault();
    const wanted = path.trim();
    const { task, language } = desk.place.peek();
    live.dismissRefusal();
    if (!creates && wanted === deed.path) return done();
    const ask = creates
      ? ({ type: "file_create", task, language, path: wanted } as const)
      : ({ type: "file_rename", task, language, path: deed.path, to: wanted } as const);
    before.current = desk.files.peek();
    setAsked(wanted);
    live.ask(ask);
  };
  const cancel = (): void => {
    if (mine) live.dismissRefusal();
    done();
  };
  const label = creates ? "Name of the new file" : `New name of ${deed.path}`;
  return (
    <form class="proj-form" onSubmit={submit} onKeyDown={(press) => press.key === "Escape" && cancel()}>
      <label>
        <span>{label}</span>
        <input
          class="input mono"
          ref={input}
          value={path}
          maxLength={200}
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          aria-invalid={mine ? "true" : undefined}
          aria-describedby={mine ? "proj-why" : undefined}
          onInput={(typed) => setPath(typed.currentTarget.value)}
        />
      </label>
      {mine ? (
        <p id="proj-why" class="proj-why" role="alert">
          {mine.message}
        </p>
      ) : creates ? (
        <p class="hint">A name with / makes a folder.</p>
      ) : null}
      <div class="proj-form-tools">
        <button type="submit" class="button" data-small>
          {creates ? "Make it" : "Rename"}
        </button>
        <button type="button" class="link" onClick={cancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}

/** Nothing is lost: what was deleted comes back with all that stood in it. */
function Deleted({ live, files }: { readonly live: Live; readonly files: readonly ProjectFile[] }): JSX.Element | null {
  if (files.length === 0) return null;
  return (
    <details class="proj-deleted">
      <summary>
        Deleted <span class="proj-count">{files.length}</span>
      </summary>
      <ul>
        {files.map((each) => (
          <li key={each.file}>
            <span class="proj-name" title={each.path}>
              {each.path}
            </span>
            <button
              type="button"
              class="link"
              aria-label={`Bring ${each.path} back`}
              onClick={() => restore(live, [each], () => undefined)}
            >
              Bring back
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

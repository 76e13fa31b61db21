/** The folder as it is: every text, shown and edited as it stands. The form and the files stay in step. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { isDocument } from "../core/authoring/draft";
import type { Author } from "./author";
import { useAuthor } from "./context";
import { ProblemLines } from "./Field";
import { Section } from "./Section";
import { TextEditor } from "./TextEditor";

/** Which file the view shows, whether it is open, and the line that it leads to. */
export const shownFile = signal<{ readonly path: string; readonly line: number; readonly count: number } | null>(null);

let count = 0;

/** Opens the files view at this file and line, once what is pending is in the texts. */
export function openFile(author: Author, path: string, line = 0): void {
  count += 1;
  shownFile.value = { path, line, count };
  void author.settle();
  setTimeout(() => document.getElementById("files")?.scrollIntoView({ block: "start" }), 0);
}

export function Files(): JSX.Element {
  const author = useAuthor();
  const [adding, setAdding] = useState(false);
  const open = shownFile.value;
  const paths = Object.keys(author.files.value).sort();
  const chosen = open && paths.includes(open.path) ? open.path : (paths[0] ?? "");
  return (
    <Section
      id="files"
      title="Files"
      lead="The same task as a folder of texts. What is written here shows above, and the other way round; comments stay."
      tools={
        <button
          type="button"
          class="button"
          aria-expanded={open !== null}
          onClick={() => (open ? (shownFile.value = null) : openFile(author, "task.yaml"))}
        >
          {open ? "Close the files" : "Open the files"}
        </button>
      }
    >
      {open === null ? null : (
        <div class="author-files">
          <nav aria-label="Files of the task">
            <ul role="list">
              {paths.map((path) => {
                const wrong = author.problems.value.some((each) => each.file === path && !each.note);
                return (
                  <li key={path}>
                    <button
                      type="button"
                      class="mono"
                      aria-current={path === chosen ? "true" : undefined}
                      data-problem={wrong}
                      onClick={() => openFile(author, path)}
                    >
                      {path}
                      {wrong ? <span class="visually-hidden"> has a problem</span> : null}
                    </button>
                  </li>
                );
              })}
            </ul>
            {adding ? (
              <NewFile
                label="The new file’s name"
                placeholder="guide.md"
                done={(path) => {
                  setAdding(false);
                  if (path === "") return;
                  author.write(path, author.text(path));
                  openFile(author, path);
                }}
              />
            ) : (
              <button type="button" class="button" data-small onClick={() => setAdding(true)}>
                Add a file
              </button>
            )}
          </nav>
          {chosen === "" ? null : <File key={chosen} path={chosen} line={open.path === chosen ? open.line : 0} />}
        </div>
      )}
    </Section>
  );
}

interface NewProps {
  readonly label: string;
  readonly placeholder: string;
  /** With "" where somebody thought better of it. */
  readonly done: (path: string) => void;
}

export function NewFile({ label, placeholder, done }: NewProps): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const [typed, setTyped] = useState("");
  return (
    <form
      class="author-new-file"
      onSubmit={(submit) => {
        submit.preventDefault();
        done(typed.trim().replace(/^\/+/, ""));
      }}
    >
      <input
        class="input mono"
        ref={field}
        aria-label={label}
        placeholder={placeholder}
        value={typed}
        autocomplete="off"
        onInput={(input) => setTyped(input.currentTarget.value)}
        onKeyDown={(key) => {
          if (key.key === "Escape") done("");
        }}
      />
      <button class="button" data-small>
        Add
      </button>
    </form>
  );
}

const MODES: Readonly<Record<string, string>> = { md: "markdown", yaml: "yaml", yml: "yaml", json: "javascript" };

function File({ path, line }: { readonly path: string; readonly line: number }): JSX.Element {
  const author = useAuthor();
  const ending = path.slice(path.lastIndexOf("."));
  const language = author.languages.find((each) => each.ending === ending);
  const mode = MODES[ending.slice(1)] ?? language?.editor ?? "";
  const waits = isDocument(path) && author.draft.value.pending.some(({ file }) => file === path);
  return (
    <div class="author-file" aria-busy={waits}>
      <p class="author-file-name">
        <code>{path}</code>
        <button type="button" class="button" data-kind="quiet" data-small onClick={() => author.takeOut(path)}>
          Take it out
        </button>
      </p>
      <TextEditor
        label={path}
        mode={mode}
        indent={language?.indent ?? 2}
        wraps={mode === "markdown"}
        line={line}
        value={author.text(path)}
        set={(text) => author.write(path, text)}
      />
      <ProblemLines
        problems={author.problems.value
          .filter(({ file }) => file === path)
          .map((each) => ({ ...each, what: each.line > 0 ? `Line ${each.line}: ${each.what}` : each.what }))}
      />
    </div>
  );
}

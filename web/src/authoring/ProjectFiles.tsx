/** The files of a project in one folder: each leads to the files view, with the tests in it by name. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAuthor } from "./context";
import { NewFile, openFile } from "./Files";
import { ProblemLines } from "./Field";

interface Props {
  readonly title: string;
  readonly words: string;
  /** It ends in a slash. */
  readonly folder: string;
}

export function ProjectFiles({ title, words, folder }: Props): JSX.Element {
  const author = useAuthor();
  const [adding, setAdding] = useState(false);
  const paths = Object.keys(author.files.value)
    .filter((path) => path.startsWith(folder))
    .sort();
  const tests = author.answer.value?.task?.tests ?? [];
  const problems = author.problems.value.filter(({ file }) => file === folder || paths.includes(file));
  return (
    <div class="author-project-files">
      <p>
        <strong>{title}</strong> <span class="hint">{words}</span>
      </p>
      {paths.length === 0 ? <p class="hint author-none">None yet.</p> : null}
      <ul class="author-paths" role="list">
        {paths.map((path) => (
          <li key={path}>
            <button type="button" class="author-link mono" onClick={() => openFile(author, path)}>
              {path.slice(folder.length)}
            </button>{" "}
            <span class="hint">{told(author.text(path), tests.find(({ file }) => file === path)?.names, folder)}</span>
          </li>
        ))}
      </ul>
      <ProblemLines problems={problems} />
      {adding ? (
        <NewFile
          label={`The new file’s name below ${folder}`}
          placeholder=""
          done={(name) => {
            setAdding(false);
            if (name === "") return;
            author.write(folder + name, author.text(folder + name));
            openFile(author, folder + name);
          }}
        />
      ) : (
        <p class="author-tools">
          <button type="button" class="button" data-small onClick={() => setAdding(true)}>
            Add a file<span class="visually-hidden"> to the {title.toLowerCase()}</span>
          </button>
        </p>
      )}
    </div>
  );
}

/** The names of the tests, or that there is nothing in it yet. */
function told(text: string, names: readonly string[] | undefined, folder: string): string {
  if (text.trim() === "") return "empty";
  return folder.startsWith("tests/") ? (names ?? []).join("; ") : "";
}

/** Somebody saved the same task meanwhile: both are shown, file by file, and each can be kept or mended by hand. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Files } from "../core/authoring/starting";
import { lineDifference, type LinePair, type Row } from "../core/textDiff";
import { useAuthor } from "./context";
import { Modal } from "../panels/Modal";
import { TextEditor } from "./TextEditor";
import type { Theirs } from "./workshop";

type Choice = "theirs" | "mine" | "hand";

export function Conflict({ theirs }: { readonly theirs: Theirs }): JSX.Element {
  const author = useAuthor();
  const mine = author.files.value;
  const base = author.draft.value.saved;
  const paths = [...new Set([...Object.keys(mine), ...Object.keys(theirs.files)])]
    .filter((path) => mine[path] !== theirs.files[path])
    .sort();
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>(() => firstChoices(paths, base, mine));
  const [byHand, setByHand] = useState<Files>({});
  const goOn = (): void => {
    author.settleConflict(theirs, merged(paths, choices, mine, theirs.files, byHand));
    const left = author.unsaved.peek();
    author.tell(
      left ? "Both versions are put together here. Look at it once more, then save." : "You have theirs now.",
    );
  };
  return (
    <Modal
      class="author-dialog"
      title="This task was changed meanwhile"
      wide
      close={() => (author.conflict.value = null)}
    >
      <p class="hint">
        {theirs.version === ""
          ? "Its folder is gone. What you wrote is all here: go on and save to make it anew."
          : "Somebody saved it, or its folder was edited, after you opened it. Nothing is lost: choose for each file."}
      </p>
      {paths.map((path) => {
        const choice = choices[path] ?? "mine";
        const choose = (next: Choice): void => setChoices({ ...choices, [path]: next });
        return (
          <section key={path} class="author-conflict" aria-label={path}>
            <h3 class="mono">{path}</h3>
            <fieldset>
              <legend class="visually-hidden">What becomes of {path}</legend>
              {(["theirs", "mine", "hand"] as const).map((each) => (
                <label key={each}>
                  <input type="radio" name={path} checked={choice === each} onChange={() => choose(each)} />
                  {WORDS[each]}
                </label>
              ))}
            </fieldset>
            {choice === "hand" ? (
              <TextEditor
                label={`${path}, put together by hand`}
                mode=""
                wraps
                value={byHand[path] ?? mine[path] ?? ""}
                set={(text) => setByHand((before) => ({ ...before, [path]: text }))}
              />
            ) : null}
            <Difference theirs={theirs.files[path] ?? ""} mine={mine[path] ?? ""} />
          </section>
        );
      })}
      <div class="actions">
        <button type="button" class="button" onClick={() => (author.conflict.value = null)}>
          Not yet
        </button>
        <button type="button" class="button" data-kind="primary" onClick={goOn}>
          Go on with these
        </button>
      </div>
    </Modal>
  );
}

const WORDS: Readonly<Record<Choice, string>> = { theirs: "Take theirs", mine: "Keep mine", hand: "By hand" };

/** What only one side changed is that side's; where both did, mine stands until somebody chooses. */
function firstChoices(paths: readonly string[], base: Files, mine: Files): Readonly<Record<string, Choice>> {
  return Object.fromEntries(paths.map((path) => [path, mine[path] === base[path] ? "theirs" : "mine"]));
}

function merged(
  paths: readonly string[],
  choices: Readonly<Record<string, Choice>>,
  mine: Files,
  theirs: Files,
  byHand: Files,
): Files {
  const files = new Map(Object.entries(mine));
  for (const path of paths) {
    const choice = choices[path] ?? "mine";
    const text = choice === "theirs" ? theirs[path] : choice === "hand" ? (byHand[path] ?? mine[path]) : mine[path];
    if (text === undefined) files.delete(path);
    else files.set(path, text);
  }
  return Object.fromEntries(files);
}

function Difference({ theirs, mine }: { readonly theirs: string; readonly mine: string }): JSX.Element {
  return (
    <div class="author-difference" tabIndex={0} role="region" aria-label="Theirs beside mine">
      <table>
        <thead>
          <tr>
            <th scope="col">Theirs</th>
            <th scope="col">Mine</th>
          </tr>
        </thead>
        <tbody>{lineDifference(theirs, mine).map(drawn)}</tbody>
      </table>
    </div>
  );
}

function drawn(row: Row, at: number): JSX.Element {
  if ("skipped" in row) {
    return (
      <tr key={at}>
        <td colSpan={2} class="hint">
          {row.skipped === 1 ? "One line alike" : `${row.skipped} lines alike`}
        </td>
      </tr>
    );
  }
  return (
    <tr key={at} data-same={row.same}>
      <td>{side(row, "expected")}</td>
      <td>{side(row, "got")}</td>
    </tr>
  );
}

function side(row: LinePair, which: "expected" | "got"): JSX.Element | null {
  const found = row[which];
  if (found === null) return null;
  return (
    <code>
      {found.pieces.map((piece, at) =>
        piece.differs ? (
          <mark key={at} data-side={which}>
            {piece.text}
          </mark>
        ) : (
          piece.text
        ),
      )}
    </code>
  );
}

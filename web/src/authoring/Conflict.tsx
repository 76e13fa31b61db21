/** Somebody saved the same task meanwhile: both are shown, file by file, and each can be kept or mended by hand. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { differing, firstChoices, merged, type Choice, type Choices } from "../core/authoring/conflict";
import type { Files } from "../core/authoring/starting";
import { lineDifference, type LinePair, type Row } from "../core/textDiff";
import { useAuthor } from "./context";
import { Modal } from "../panels/Modal";
import { TextEditor } from "./TextEditor";
import type { Theirs } from "./workshop";

export function Conflict({ theirs }: { readonly theirs: Theirs }): JSX.Element {
  return theirs.version === "" ? <Gone theirs={theirs} /> : <Changed theirs={theirs} />;
}

/** There is nothing to choose from: all of it stays, also what was not touched. */
function Gone({ theirs }: { readonly theirs: Theirs }): JSX.Element {
  const author = useAuthor();
  const goOn = (): void => {
    author.settleConflict(theirs, author.draft.peek().files);
    author.tell("Save to make the folder anew.");
  };
  return (
    <Modal class="author-dialog" title="The folder of this task is gone" close={() => (author.conflict.value = null)}>
      <p>
        Somebody took it away, or gave it another address: look for it in the library first. Everything is still here,
        and saving makes the folder <code>{author.slug.value}</code> anew.
      </p>
      <Actions words="Go on with mine" goOn={goOn} />
    </Modal>
  );
}

function Changed({ theirs }: { readonly theirs: Theirs }): JSX.Element {
  const author = useAuthor();
  const mine = author.files.value;
  const paths = differing(mine, theirs.files);
  const [choices, setChoices] = useState<Choices>(() => firstChoices(paths, author.base(), mine));
  const [byHand, setByHand] = useState<Files>({});
  const left = paths.filter((path) => choices[path] === undefined).length;
  const goOn = (): void => {
    author.settleConflict(theirs, merged(choices, mine, theirs.files, byHand));
    const unsaved = author.unsaved.peek();
    author.tell(
      unsaved ? "Both versions are put together here. Look at it once more, then save." : "You have theirs now.",
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
        Somebody saved it, or its folder was edited, after you opened it. Nothing is lost: choose for each file.
      </p>
      {paths.map((path) => {
        const choice = choices[path];
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
            <Difference path={path} theirs={theirs.files[path] ?? ""} mine={mine[path] ?? ""} />
          </section>
        );
      })}
      <Actions words={left > 0 ? `Go on (${left} to choose)` : "Go on with these"} goOn={goOn} waits={left > 0} />
    </Modal>
  );
}

interface ActionsProps {
  readonly words: string;
  readonly goOn: () => void;
  readonly waits?: boolean;
}

function Actions({ words, goOn, waits = false }: ActionsProps): JSX.Element {
  const author = useAuthor();
  return (
    <div class="actions">
      <button type="button" class="button" onClick={() => (author.conflict.value = null)}>
        Not yet
      </button>
      <button type="button" class="button" data-kind="primary" disabled={waits} onClick={goOn}>
        {words}
      </button>
    </div>
  );
}

const WORDS: Readonly<Record<Choice, string>> = { theirs: "Take theirs", mine: "Keep mine", hand: "By hand" };

interface DifferenceProps {
  readonly path: string;
  readonly theirs: string;
  readonly mine: string;
}

function Difference({ path, theirs, mine }: DifferenceProps): JSX.Element {
  return (
    <div class="author-difference" tabIndex={0} role="region" aria-label={`Theirs beside mine in ${path}`}>
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

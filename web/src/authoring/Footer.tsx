/** What is saved and what is not, what just happened and the way back from it, and the buttons to save and to prove. */
import type { JSX } from "preact";
import type { Kept } from "./author";
import { useAuthor } from "./context";

export function Footer({ prove }: { readonly prove: () => void }): JSX.Element {
  const author = useAuthor();
  const { unsaved, kept, saving, said, trouble } = author;
  const words = stateWords(author.isNew.value, unsaved.value, kept.value, saving.value);
  return (
    <footer class="author-footer">
      <p class="saved" data-saved={words.mark} role="status">
        {words.text}
      </p>
      <div class="author-said" role="status">
        {trouble.value === "" ? null : (
          <p class="author-trouble">
            {trouble.value}{" "}
            <button type="button" class="button" data-small onClick={() => (trouble.value = "")}>
              All right
            </button>
          </p>
        )}
        {said.value === null || trouble.value !== "" ? null : (
          <p>
            {said.value.words}{" "}
            {said.value.undo ? (
              <button
                type="button"
                class="button"
                data-small
                onClick={() => {
                  said.peek()?.undo?.();
                  said.value = null;
                }}
              >
                {said.value.button}
              </button>
            ) : null}
          </p>
        )}
      </div>
      {unsaved.value && !author.isNew.value ? (
        <button type="button" class="button" data-kind="quiet" onClick={() => void author.discard()}>
          Back to what is saved
        </button>
      ) : null}
      <button type="button" class="button" onClick={prove}>
        Prove
      </button>
      <button
        type="button"
        class="button"
        data-kind="primary"
        aria-keyshortcuts="Control+S"
        aria-disabled={saving.value}
        onClick={() => void author.save()}
      >
        {saving.value ? "Saving…" : "Save"}
      </button>
    </footer>
  );
}

interface StateWords {
  readonly text: string;
  readonly mark: "saved" | "saving" | "unsaved";
}

function stateWords(isNew: boolean, unsaved: boolean, kept: Kept, saving: boolean): StateWords {
  if (saving) return { text: "Saving…", mark: "saving" };
  if (kept === "unkept")
    return {
      text: "Not kept yet: the server cannot be reached. It is tried again; do not close this page.",
      mark: "unsaved",
    };
  if (kept === "refused") return { text: "Not saved, and too much for a draft: keep this page open.", mark: "unsaved" };
  if (!unsaved && !isNew) return { text: "Saved", mark: "saved" };
  if (kept === "keeping") return { text: "Not saved yet", mark: "saving" };
  return { text: "Not saved yet. Kept as a draft.", mark: "saving" };
}

/** The page: an outline at the left, one column of sections, and beside it what the candidate will see. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { SectionId } from "../core/authoring/places";
import { textAt } from "../core/authoring/sheet";
import { panelOf, Tabs } from "../panels/Tabs";
import { About } from "./About";
import type { Author } from "./author";
import { Begin } from "./Begin";
import { Cases } from "./Cases";
import { Conflict } from "./Conflict";
import { AuthorContext, useAuthor } from "./context";
import { Details } from "./Details";
import { Files } from "./Files";
import { GoodTask } from "./GoodTask";
import { Guide } from "./Guide";
import { Preview } from "./Preview";
import { Problems } from "./Problems";
import { ProvePanel } from "./ProvePanel";
import type { Proving } from "./proving";
import { Rubric } from "./Rubric";
import { Shape } from "./Shape";
import { Solutions } from "./Solutions";
import { Statement } from "./Statement";

interface Props {
  readonly author: Author;
  readonly proving: Proving;
}

export function Page({ author, proving }: Props): JSX.Element {
  useKeys(author);
  const begun = Object.keys(author.draft.value.files).length > 0;
  const theirs = author.conflict.value;
  return (
    <AuthorContext.Provider value={author}>
      {begun ? <Writing proving={proving} /> : <Begin />}
      {theirs === null ? null : <Conflict theirs={theirs} />}
    </AuthorContext.Provider>
  );
}

/** Ctrl-S saves; whoever leaves with something unsaved is asked by the browser. */
function useKeys(author: Author): void {
  useEffect(() => {
    const press = (key: KeyboardEvent): void => {
      if (!(key.ctrlKey || key.metaKey) || key.altKey || key.key.toLowerCase() !== "s") return;
      key.preventDefault();
      void author.save();
    };
    const leave = (leaving: BeforeUnloadEvent): void => {
      if (author.unsaved.peek()) leaving.preventDefault();
    };
    addEventListener("keydown", press);
    addEventListener("beforeunload", leave);
    return () => {
      removeEventListener("keydown", press);
      removeEventListener("beforeunload", leave);
    };
  }, [author]);
}

function Writing({ proving }: { readonly proving: Proving }): JSX.Element {
  const [chosen, choose] = useState<AsideTab>("preview");
  const author = useAuthor();
  return (
    <>
      <div class="author-frame">
        <Outline />
        <div class="author-column">
          <h1 class="author-heading">{textAt(author.head.value, "title") || "A task without a title"}</h1>
          <About />
          <Statement />
          <Shape />
          <Cases />
          <Solutions />
          <Guide />
          <Rubric />
          <Details />
          <Files />
        </div>
        <Aside chosen={chosen} choose={choose} proving={proving} />
      </div>
      <Footer
        prove={() => {
          choose("prove");
          document.querySelector(".author-aside")?.scrollIntoView({ block: "nearest" });
          void proving.start();
        }}
      />
    </>
  );
}

const SECTIONS: readonly (readonly [SectionId, string])[] = [
  ["about", "The task"],
  ["statement", "Statement"],
  ["signature", "Signature"],
  ["cases", "Cases"],
  ["solutions", "Solutions"],
  ["guide", "Guide"],
  ["rubric", "Rubric"],
  ["details", "Details"],
  ["files", "Files"],
];

function Outline(): JSX.Element {
  const author = useAuthor();
  const kind = author.kind.value;
  const here = useHere();
  const title = (id: SectionId, usual: string): string =>
    id === "signature" && kind === "sql" ? "Tables" : id === "cases" && kind === "project" ? "Files and tests" : usual;
  return (
    <nav class="author-outline" aria-label="Sections">
      <ol role="list">
        {SECTIONS.filter(([id]) => id !== "signature" || kind !== "project").map(([id, usual]) => {
          const count = author.problems.value.filter(({ section, note }) => section === id && !note).length;
          return (
            <li key={id}>
              <a href={`#${id}`} aria-current={here === id ? "true" : undefined}>
                {title(id, usual)}
                {count > 0 ? (
                  <span class="author-count">
                    {count}
                    <span class="visually-hidden"> to mend</span>
                  </span>
                ) : null}
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** The section at the top of what is seen. */
function useHere(): string {
  const [here, setHere] = useState("about");
  useEffect(() => {
    const seen = new Map<string, boolean>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) seen.set(entry.target.id, entry.isIntersecting);
        const first = SECTIONS.find(([id]) => seen.get(id) === true);
        if (first) setHere(first[0]);
      },
      { rootMargin: "-80px 0px -50% 0px" },
    );
    for (const [id] of SECTIONS) {
      const section = document.getElementById(id);
      if (section) observer.observe(section);
    }
    return () => observer.disconnect();
  }, []);
  return here;
}

type AsideTab = "preview" | "state" | "prove";

interface AsideProps {
  readonly chosen: AsideTab;
  readonly choose: (tab: AsideTab) => void;
  readonly proving: Proving;
}

function Aside({ chosen, choose, proving }: AsideProps): JSX.Element {
  const author = useAuthor();
  const wrong = author.problems.value.filter(({ note }) => !note).length;
  const missing = author.answer.value?.task?.missing.length ?? 0;
  return (
    <aside class="author-aside" aria-label="Beside the task">
      <Tabs
        label="Beside the task"
        name="author-aside"
        tabs={[
          { id: "preview", title: "Preview" },
          { id: "state", title: "What is missing", extra: wrong + missing > 0 ? String(wrong + missing) : "" },
          { id: "prove", title: "Prove and try" },
        ]}
        chosen={chosen}
        choose={choose}
      />
      <div class="author-aside-body" {...panelOf("author-aside", chosen)} tabIndex={0}>
        {chosen === "preview" ? (
          <Preview />
        ) : chosen === "prove" ? (
          <ProvePanel proving={proving} />
        ) : (
          <>
            <Problems />
            <GoodTask />
          </>
        )}
      </div>
    </aside>
  );
}

function Footer({ prove }: { readonly prove: () => void }): JSX.Element {
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
                Undo
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

function stateWords(
  isNew: boolean,
  unsaved: boolean,
  kept: "kept" | "keeping" | "unkept",
  saving: boolean,
): StateWords {
  if (saving) return { text: "Saving…", mark: "saving" };
  if (kept === "unkept")
    return {
      text: "Not kept yet: the server cannot be reached. It is tried again; do not close this page.",
      mark: "unsaved",
    };
  if (!unsaved && !isNew) return { text: "Saved", mark: "saved" };
  if (kept === "keeping") return { text: "Not saved yet", mark: "saving" };
  return { text: "Not saved yet. Kept as a draft.", mark: "saving" };
}

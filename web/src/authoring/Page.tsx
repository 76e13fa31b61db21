/** The page: an outline at the left, one column of sections, and beside it what the candidate will see. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { textAt } from "../core/authoring/sheet";
import { About } from "./About";
import { Aside, type AsideTab } from "./Aside";
import type { Author } from "./author";
import { Begin } from "./Begin";
import { Cases } from "./Cases";
import { Conflict } from "./Conflict";
import { AuthorContext, useAuthor } from "./context";
import { Details } from "./Details";
import { Files } from "./Files";
import { Footer } from "./Footer";
import { Guide } from "./Guide";
import { Outline } from "./Outline";
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
  const theirs = author.conflict.value;
  return (
    <AuthorContext.Provider value={author}>
      {author.begun.value ? <Writing proving={proving} /> : <Begin />}
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

/** From its top: on a small screen it stands below all sections. */
function showAside(): void {
  const aside = document.querySelector(".author-aside");
  const below = aside !== null && getComputedStyle(aside).position === "static";
  if (below) aside.scrollIntoView({ block: "start" });
  document.querySelector(".author-aside-body")?.scrollTo(0, 0);
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
          showAside();
          void proving.start();
        }}
      />
    </>
  );
}

/** The sections at the left, with how much is to be mended in each, and which one is read now. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { SectionId } from "../core/authoring/places";
import { useAuthor } from "./context";

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

export function Outline(): JSX.Element {
  const author = useAuthor();
  const kind = author.kind.value;
  const here = useHere();
  const strip = useRef<HTMLOListElement>(null);
  // On a phone it is a strip that is wider than the screen.
  useEffect(() => {
    const [ol, link] = [strip.current, strip.current?.querySelector<HTMLElement>("[aria-current]")];
    if (ol && link) ol.scrollTo({ left: link.offsetLeft - (ol.clientWidth - link.offsetWidth) / 2 });
  }, [here]);
  const title = (id: SectionId, usual: string): string =>
    id === "signature" && kind === "sql"
      ? "Tables"
      : id === "signature" && kind === "stdin"
        ? "Starter code"
        : id === "cases" && kind === "project"
          ? "Files and tests"
          : usual;
  return (
    <nav class="author-outline" aria-label="Sections">
      <ol role="list" ref={strip}>
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
      { rootMargin: "-120px 0px -50% 0px" },
    );
    for (const [id] of SECTIONS) {
      const section = document.getElementById(id);
      if (section) observer.observe(section);
    }
    return () => observer.disconnect();
  }, []);
  return here;
}

/** The interviewer's sheet: ordered hints, what to ask next, signs to look for, and the complexity. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { bulletsOf, paragraphOf, withBody, withBullets, type Section as Part } from "../core/authoring/guide";
import { useAuthor } from "./context";
import { AreaField, ProblemLines } from "./Field";
import { useNext } from "./next";
import { Section } from "./Section";

const FILE = "guide.md";

const LISTS: readonly { readonly id: Part; readonly title: string; readonly words: string; readonly one: string }[] = [
  {
    ...{ id: "hints", title: "Hints", one: "hint" },
    words: "At least three, in the order in which you would give them. A hint opens a door; it carries nobody through.",
  },
  {
    ...{ id: "follow-ups", title: "Follow-ups", one: "follow-up" },
    words: "For whoever is through early: what if there were a million of them?",
  },
  { id: "green flags", title: "Green flags", words: "What you are glad to see.", one: "green flag" },
  { id: "red flags", title: "Red flags", words: "What makes you ask on.", one: "red flag" },
];

export function Guide(): JSX.Element {
  const author = useAuthor();
  const text = author.text(FILE);
  return (
    <Section id="guide" title="Guide" hidden lead="What you have beside you in the room. All else in guide.md is kept.">
      {LISTS.map((list) => (
        <Bullets
          key={list.id}
          {...list}
          bullets={bulletsOf(text, list.id)}
          set={(bullets) => author.write(FILE, withBullets(author.text(FILE), list.id, bullets))}
        />
      ))}
      <AreaField
        label="Complexity"
        value={paragraphOf(text, "complexity")}
        set={(typed) => author.write(FILE, withBody(author.text(FILE), "complexity", typed))}
        placeholder="O(n log n) time, O(n) memory."
      />
      <ProblemLines problems={author.problems.value.filter(({ file }) => file === FILE)} />
    </Section>
  );
}

interface Props {
  readonly id: Part;
  readonly title: string;
  readonly words: string;
  readonly one: string;
  readonly bullets: readonly string[];
  readonly set: (bullets: readonly string[]) => void;
}

function Bullets({ id, title, words, one, bullets: written, set }: Props): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  const next = useNext();
  /** Where an empty one stands: it is in the file as soon as it says something. */
  const [fresh, setFresh] = useState<number | null>(null);
  const bullets = fresh === null ? written : [...written.slice(0, fresh), "", ...written.slice(fresh)];
  const goTo = (at: number): void => {
    next(() => list.current?.querySelectorAll<HTMLElement>("textarea")[at]);
  };
  const keep = (all: readonly string[]): void => {
    const empty = all.indexOf("");
    setFresh(empty === -1 ? null : empty);
    set(all.filter((each) => each !== ""));
  };
  const put = (at: number, text: string): void => keep(bullets.map((each, index) => (index === at ? text : each)));
  const move = (at: number, by: number): void => {
    const to = at + by;
    if (to < 0 || to >= bullets.length) return;
    const rest = bullets.filter((_, index) => index !== at);
    keep([...rest.slice(0, to), bullets[at] ?? "", ...rest.slice(to)]);
    goTo(to);
  };
  const add = (after: number): void => {
    const full = bullets.slice(0, after + 1).filter((each) => each !== "").length;
    setFresh(full);
    goTo(full);
  };
  const remove = (at: number): void => {
    keep(bullets.filter((_, index) => index !== at));
    goTo(Math.max(0, at - 1));
  };
  const press = (key: KeyboardEvent, at: number): void => {
    if (key.altKey && (key.key === "ArrowUp" || key.key === "ArrowDown")) {
      key.preventDefault();
      move(at, key.key === "ArrowUp" ? -1 : 1);
    } else if (key.key === "Enter" && !key.shiftKey && !key.isComposing) {
      key.preventDefault();
      add(at);
    } else if (key.key === "Backspace" && bullets[at] === "" && bullets.length > 0) {
      key.preventDefault();
      remove(at);
    }
  };
  return (
    <section class="author-bullets" aria-labelledby={`author-${id}`}>
      <h3 id={`author-${id}`}>
        {title} <span class="hint">{words}</span>
      </h3>
      {bullets.length > 0 ? (
        <ol ref={list} role="list" data-numbered={id === "hints"}>
          {bullets.map((bullet, at) => (
            <li key={at} onKeyDown={(key) => press(key, at)}>
              <AreaField bare label={`${title} ${at + 1}`} value={bullet} set={(text) => put(at, text)} />
              <button
                type="button"
                class="author-icon"
                aria-label={`Take ${one} ${at + 1} out`}
                onClick={() => remove(at)}
              >
                <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ol>
      ) : null}
      <button type="button" class="button" data-small onClick={() => add(bullets.length - 1)}>
        Add a {one}
      </button>
    </section>
  );
}

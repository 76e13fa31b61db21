/** What a good task has beside working, with the way to where each is written. */
import type { JSX } from "preact";
import { sectionOf } from "../core/authoring/places";
import { useAuthor } from "./context";
import { goTo } from "./Problems";

const PLACES: Readonly<Record<string, readonly [section: string, field: string]>> = {
  skill: ["details", "author-skills"],
  level: ["details", ""],
  minutes: ["details", "author-minutes"],
  license: ["details", "author-license"],
};

/** On this page there are forms for it; the checker's own words are about the files. */
const HOW: Readonly<Record<string, string>> = {
  skill: "Name the one that it is about.",
  hints: "Write at least three, in the order in which you would give them.",
  extension: "Add a second part, or a follow-up to the guide.",
  wrong: "Add the mistakes that you expect most: they show what the cases catch.",
};

export function GoodTask(): JSX.Element | null {
  const author = useAuthor();
  const sheet = author.answer.value?.task;
  if (!sheet) return null;
  return (
    <section class="author-card" aria-labelledby="author-good">
      <h2 id="author-good">A good task</h2>
      {sheet.missing.length === 0 ? (
        <p class="hint">Everything is there: skill, level, minutes, hints, an extension and a rubric.</p>
      ) : (
        <ul class="author-list" role="list">
          {sheet.missing.map((each) => {
            const [section, field] = PLACES[each.key] ?? [sectionOf(each.file), ""];
            return (
              <li key={each.key} data-note="true">
                <button type="button" class="author-link" onClick={() => goTo(section, field)}>
                  {each.title}
                </button>
                <p class="hint">
                  {each.what} {HOW[each.key] ?? each.how}
                </p>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

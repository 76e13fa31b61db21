/** All that is wrong in one list, each with the way to its place. */
import type { JSX } from "preact";
import { sectionOf, type Placed } from "../core/authoring/places";
import type { Author } from "./author";
import { useAuthor } from "./context";
import { openFile } from "./Files";
import { shownSolution } from "./Solutions";

export function goTo(section: string, field = ""): void {
  const target = field === "" ? null : document.getElementById(field);
  const heading = document.getElementById(`${section}-title`);
  document.getElementById(section)?.scrollIntoView({ block: "start" });
  (target ?? heading)?.focus({ preventScroll: target === null });
}

/** Where this file of the task is written on the page. */
export function openPlace(author: Author, file: string): void {
  const section = sectionOf(file);
  if (author.files.peek()[file] !== undefined && file.startsWith("solutions/")) shownSolution.value = file;
  if (section === "files") openFile(author, file);
  else goTo(section);
}

function show(author: Author, each: Placed): void {
  if (each.section === "files") openFile(author, each.file, each.line);
  else goTo(each.section);
}

export function Problems(): JSX.Element | null {
  const author = useAuthor();
  const wrong = author.problems.value.filter(({ note }) => !note);
  const missing = author.answer.value?.task?.missing ?? [];
  // A good task's own list tells it, too.
  const twice = missing.some(({ key }) => key === "wrong") ? "solutions/" : null;
  const notes = author.problems.value.filter(({ note, file }) => note && file !== twice);
  if (wrong.length + notes.length === 0) return null;
  return (
    <section class="author-card" aria-labelledby="author-problems">
      <h2 id="author-problems">{wrong.length > 0 ? "Before it is a task" : "Worth a look"}</h2>
      <ul class="author-list" role="list">
        {[...wrong, ...notes].map((each, at) => (
          <li key={at} data-note={each.note}>
            <button type="button" class="author-link" onClick={() => show(author, each)}>
              {each.what}
            </button>
            <p class="hint">
              {each.mend}{" "}
              <button type="button" class="author-link mono" onClick={() => openFile(author, each.file, each.line)}>
                {each.file}
                {each.line > 0 ? `:${each.line}` : ""}
              </button>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

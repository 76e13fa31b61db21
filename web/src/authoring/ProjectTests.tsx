/** A project has tests in place of cases: what the candidate runs, and what stays hidden. */
import type { JSX } from "preact";
import { useAuthor } from "./context";
import { openFile } from "./Files";
import { ProblemLines } from "./Field";
import { Section } from "./Section";

export function ProjectTests(): JSX.Element {
  const author = useAuthor();
  const paths = Object.keys(author.draft.value.files).sort();
  const list = (title: string, words: string, fits: (path: string) => boolean): JSX.Element => (
    <section class="author-block">
      <h3>
        {title} <span class="hint">{words}</span>
      </h3>
      <ul class="author-paths" role="list">
        {paths.filter(fits).map((path) => (
          <li key={path}>
            <button type="button" class="author-link mono" onClick={() => openFile(author, path)}>
              {path}
            </button>
          </li>
        ))}
      </ul>
      {paths.some(fits) ? null : <p class="hint author-none">None yet. Add one in the files view.</p>}
    </section>
  );
  return (
    <Section
      id="cases"
      title="Files and tests"
      lead="Each test function is a case. Tests that say “from candidate import …” run apart from the candidate’s code."
    >
      <ProblemLines problems={author.problems.value.filter(({ section }) => section === "cases")} />
      {list("Starter files", "below files/<language>/", (path) => path.startsWith("files/"))}
      {list("Visible tests", "the candidate runs these", (path) => /^tests\/[^/]+\/visible\//.test(path))}
      {list("Hidden tests", "they never leave the server", (path) => /^tests\/[^/]+\/hidden\//.test(path))}
    </Section>
  );
}

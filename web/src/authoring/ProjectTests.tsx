/** A project has files and tests in place of cases: a block for each language that it can be written in. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { plainTitle } from "../core/languages";
import { useAuthor } from "./context";
import { ProblemLines } from "./Field";
import { projectLanguages, TASK } from "./project";
import { ProjectLanguage } from "./ProjectLanguage";
import { Section } from "./Section";

export function ProjectTests(): JSX.Element {
  const author = useAuthor();
  const languages = projectLanguages(author);
  // The others stand with their language or their file.
  const told = (file: string, of: string | number | undefined): boolean =>
    file === TASK ? languages.includes(String(of)) : author.files.value[file] !== undefined;
  const rest = author.problems.value.filter(({ section, file, path }) => section === "cases" && !told(file, path[1]));
  return (
    <Section
      id="cases"
      title="Files and tests"
      lead="What the candidate begins with, and how it is tested. Each test function is a case."
    >
      <ProblemLines problems={rest} />
      {languages.map((id) => (
        <ProjectLanguage key={id} id={id} alone={languages.length === 1} />
      ))}
      <AddLanguage known={languages} />
    </Section>
  );
}

/** The same project in one more language begins with a file to open and two of tests. */
function AddLanguage({ known }: { readonly known: readonly string[] }): JSX.Element {
  const author = useAuthor();
  const id = useId();
  const add = (language: string): void => {
    const found = author.languages.find((each) => each.id === language);
    const framework = found?.frameworks[0];
    if (!found || !framework) return;
    const first = framework.first || `work${found.ending}`;
    const head = { ...(framework.run === "" ? {} : { run: framework.run }), open: [first] };
    author.put(TASK, ["project", language], head);
    const paths = [
      `files/${language}/${first}`,
      `tests/${language}/visible/${framework.visible}`,
      `tests/${language}/hidden/${framework.hidden}`,
    ];
    for (const path of paths) if (author.draft.peek().files[path] === undefined) author.write(path, "");
  };
  return (
    <p class="author-tools">
      <label class="visually-hidden" for={id}>
        Also in another language
      </label>
      <select
        id={id}
        class="input author-add-language"
        value=""
        onChange={(change) => {
          add(change.currentTarget.value);
          change.currentTarget.value = "";
        }}
      >
        <option value="">Also in another language…</option>
        {author.languages
          .filter((each) => !known.includes(each.id))
          .map((each) => (
            <option key={each.id} value={each.id}>
              {plainTitle(each.title)}
            </option>
          ))}
      </select>
    </p>
  );
}

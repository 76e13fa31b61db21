/** A project in one language: how its tests run, which files are open first, and the files themselves. */
import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { isMap } from "../core/authoring/fits";
import { textAt } from "../core/authoring/sheet";
import { plainTitle } from "../core/languages";
import { useAuthor } from "./context";
import { ChoiceField, ProblemLines, TextField } from "./Field";
import { Menu } from "./Menu";
import { namesIn, TASK } from "./project";
import { ProjectFiles } from "./ProjectFiles";

const OWN = "own";

interface Props {
  readonly id: string;
  /** The last language of a project stays. */
  readonly alone: boolean;
}

export function ProjectLanguage({ id, alone }: Props): JSX.Element {
  const author = useAuthor();
  const heading = useId();
  const path = ["project", id];
  const title = plainTitle(author.languages.find((each) => each.id === id)?.title ?? id);
  const head = author.at(TASK, path);
  const problems = author.problems.value.filter(
    (each) => each.section === "cases" && each.path[0] === "project" && each.path[1] === id,
  );
  const list = (key: "open" | "read_only", label: string, hint: string): JSX.Element => (
    <TextField
      label={label}
      mono
      value={namesIn(author, id, key).join(", ")}
      set={(typed) => author.put(TASK, [...path, key], namesOf(typed))}
      hint={hint}
    />
  );
  const takeOut = (): void => {
    author.put(TASK, path, undefined);
    author.tell(`${title} is taken out. Its files stay.`, () => author.put(TASK, path, head ?? {}));
  };
  return (
    <section class="author-block" aria-labelledby={heading}>
      <header class="author-project-head">
        <h3 id={heading}>{title}</h3>
        <Menu label={`More for ${title}`} deeds={() => [{ words: `Take ${title} out`, act: takeOut, off: alone }]} />
      </header>
      <div class="author-grid">
        <Run id={id} run={isMap(head) ? textAt(head, "run") : ""} />
        {list("open", "Open first", "A solution of one file takes the place of the first.")}
        {list("read_only", "Read and not changed", "Files that the candidate uses as they are.")}
      </div>
      <ProblemLines problems={problems} />
      <ProjectFiles title="Starter files" words="the candidate begins with these" folder={`files/${id}/`} />
      <ProjectFiles title="Visible tests" words="the candidate runs these" folder={`tests/${id}/visible/`} />
      <ProjectFiles title="Hidden tests" words="they never leave the server" folder={`tests/${id}/hidden/`} />
    </section>
  );
}

/** A framework that is known here, or any command that writes JUnit XML. */
function Run({ id, run }: { readonly id: string; readonly run: string }): JSX.Element {
  const author = useAuthor();
  const frameworks = author.languages.find((each) => each.id === id)?.frameworks ?? [];
  const known = frameworks.some((each) => each.run === run);
  const [own, setOwn] = useState(false);
  const set = (typed: string): void => author.put(TASK, ["project", id, "run"], typed === "" ? undefined : typed);
  return (
    <>
      <ChoiceField
        label="The tests run"
        value={own || !known ? OWN : run}
        choices={[
          ...frameworks.map((each) => [each.run, each.run === "" ? each.title : `with ${each.title}`] as const),
          [OWN, "with another command"],
        ]}
        set={(next) => {
          setOwn(next === OWN);
          if (next !== OWN) set(next);
        }}
        hint={!own && run === "" ? "They say: from candidate import …" : undefined}
      />
      {own || !known ? (
        <TextField
          label="Command"
          mono
          value={run}
          set={set}
          placeholder="make test REPORT=$REPORT"
          hint="In the project’s folder. It writes JUnit XML to $REPORT."
        />
      ) : null}
    </>
  );
}

function namesOf(typed: string): readonly string[] {
  return typed
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

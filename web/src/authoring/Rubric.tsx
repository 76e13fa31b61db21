/** What the levels 1 to 4 look like, for each thing that is watched. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { isMap } from "../core/authoring/fits";
import { freeName, textAt } from "../core/authoring/sheet";
import type { Json } from "../core/json";
import { useAuthor } from "./context";
import { AreaField, ProblemLines } from "./Field";
import { Section } from "./Section";

const FILE = "rubric.yaml";
const LEVELS = ["1", "2", "3", "4"] as const;

export function Rubric(): JSX.Element {
  const author = useAuthor();
  const value = author.documents.value[FILE];
  const rows = isMap(value) ? Object.entries(value) : [];
  const told = author.problems.value.filter(({ file, what }) => file === FILE && !EMPTY.test(what));
  const add = (): void => {
    const name = freeName(
      rows.map(([each]) => each),
      rows.length === 0 ? "testing" : "another thing",
    );
    if (author.draft.peek().files[FILE] === undefined) author.write(FILE, "");
    author.put(FILE, [name], { "1": "", "2": "", "3": "", "4": "" });
  };
  return (
    <Section
      id="rubric"
      title="Rubric"
      hidden
      lead="What each level looks like, in this task. Without one of its own, the task has that of all tasks."
    >
      {rows.length === 0 ? null : (
        <table class="author-table author-rubric">
          <thead>
            <tr>
              <th scope="col">What you watch</th>
              {LEVELS.map((level) => (
                <th key={level} scope="col">
                  <span class="visually-hidden">Level</span> {level}
                </th>
              ))}
              <th scope="col">
                <span class="visually-hidden">Take out</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, levels], at) => (
              <RubricRow key={at} name={name} levels={levels} taken={rows.map(([each]) => each)} />
            ))}
          </tbody>
        </table>
      )}
      <ProblemLines problems={[...rows.flatMap(([name, levels]) => unsaid(name, levels)), ...told]} />
      <p class="author-tools">
        <button type="button" class="button" data-small onClick={add}>
          {rows.length === 0 ? "Write a rubric for this task" : "Add a row"}
        </button>
      </p>
    </Section>
  );
}

/** The server tells of each level by itself. */
const EMPTY = /: [1-4] is empty\.$/;

/** One line for all levels of a row that say nothing yet; a row that nobody has begun is not wrong. */
function unsaid(name: string, levels: Json): readonly { what: string; mend: string; note: boolean }[] {
  const empty = LEVELS.filter((level) => textAt(levels, level) === "");
  if (empty.length === 0) return [];
  const which = empty.length === 1 ? `level ${empty[0] ?? ""}` : `levels ${empty.join(", ")}`;
  return [{ what: `“${name}” needs words for ${which}.`, mend: "", note: empty.length === LEVELS.length }];
}

interface RowProps {
  readonly name: string;
  readonly levels: Json;
  readonly taken: readonly string[];
}

function RubricRow({ name, levels, taken }: RowProps): JSX.Element {
  const author = useAuthor();
  const [typed, setTyped] = useState(name);
  const rename = (): void => {
    const next = typed.trim();
    if (next === name) return;
    if (next === "" || taken.includes(next)) setTyped(name);
    else author.edit({ op: "rename", file: FILE, path: [name], name: next });
  };
  return (
    <tr>
      <th scope="row" data-label="What you watch">
        <input
          class="author-cell"
          aria-label="What you watch"
          value={typed}
          onInput={(input) => setTyped(input.currentTarget.value)}
          onBlur={rename}
        />
      </th>
      {LEVELS.map((level) => (
        <td key={level} data-label={level}>
          <AreaField
            bare
            label={`Level ${level} of ${name}`}
            rows={3}
            value={textAt(levels, level)}
            set={(text) => author.put(FILE, [name, level], text)}
          />
        </td>
      ))}
      <td class="author-row-tools">
        <button
          type="button"
          class="author-icon"
          aria-label={`Take ${name} out`}
          onClick={() => {
            author.put(FILE, [name], undefined);
            author.tell(`“${name}” is taken out.`, () => author.put(FILE, [name], levels));
          }}
        >
          <span aria-hidden="true">×</span>
        </button>
      </td>
    </tr>
  );
}

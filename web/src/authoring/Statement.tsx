/** The statements: that of part 1, and of each later part, in Markdown. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { isList, isMap } from "../core/authoring/fits";
import { textAt } from "../core/authoring/sheet";
import type { Edit } from "../core/authoring/tree";
import type { Json } from "../core/json";
import { panelOf, Tabs } from "../panels/Tabs";
import type { Author } from "./author";
import { useAuthor } from "./context";
import { ChoiceField, ProblemLines, TextField } from "./Field";
import { Section } from "./Section";
import { TextEditor } from "./TextEditor";

const TASK = "task.yaml";

export function statementFile(part: number): string {
  return part === 1 ? "statement.md" : `part-${part}.md`;
}

export function partsOf(head: Json | undefined): readonly Json[] {
  const parts = isMap(head) ? head["parts"] : undefined;
  return isList(parts) && parts.length > 0 ? parts : [{}];
}

export function Statement(): JSX.Element {
  const author = useAuthor();
  const parts = partsOf(author.head.value);
  const [wanted, choose] = useState("1");
  const chosen = Number(wanted) <= parts.length ? Number(wanted) : 1;
  const file = statementFile(chosen);
  // An empty one is to be written, and nothing is wrong with it yet.
  const isEmpty = author.text(file).trim() === "";
  const problems = author.problems.value
    .filter((each) => each.file === file)
    .map((each) => (isEmpty ? { ...each, note: true } : each));
  const tabs = parts.map((_, at) => ({ id: String(at + 1), title: `Part ${at + 1}` }));
  const add = (): void => {
    author.edit(...addPart(author));
    author.write(statementFile(parts.length + 1), "");
    choose(String(parts.length + 1));
  };
  return (
    <Section
      id="statement"
      title="What the candidate reads"
      lead="Markdown. It should take two minutes to read and say everything that the cases check."
    >
      {parts.length > 1 ? (
        <Tabs label="Parts" name="author-part" tabs={tabs} chosen={String(chosen)} choose={choose} />
      ) : null}
      <div class="author-part" {...(parts.length > 1 ? panelOf("author-part", String(chosen)) : {})}>
        {chosen > 1 ? <LaterPart number={chosen} gone={() => choose(String(chosen - 1))} /> : null}
        <TextEditor
          key={file}
          label={parts.length > 1 ? `Statement of part ${chosen}` : "Statement"}
          mode="markdown"
          wraps
          value={author.text(file)}
          set={(text) => author.write(file, text)}
        />
        <ProblemLines problems={problems} />
      </div>
      <p class="author-tools">
        <button type="button" class="button" onClick={add}>
          Add a part
        </button>
        <span class="hint">The candidate finishes the first; you unlock the next one in the room.</span>
      </p>
    </Section>
  );
}

/** The first part's line moves into the list of parts when the second one comes. */
function addPart(author: Author): readonly Edit[] {
  const head = author.head.value;
  const file = TASK;
  const parts = isMap(head) ? head["parts"] : undefined;
  const key = author.kind.value === "class" ? "class" : "signature";
  const own = isMap(head) ? head[key] : undefined;
  const shaped = author.kind.value === "function" || author.kind.value === "class";
  const second: Json = shaped ? { [key]: key === "class" ? [] : "" } : { unlock: "interviewer" };
  if (isList(parts)) return [{ op: "insert", file, path: ["parts"], at: parts.length, value: second }];
  const first: Json = own === undefined ? {} : { [key]: own };
  const leave: readonly Edit[] = own === undefined ? [] : [{ op: "remove", file, path: [key] }];
  return [...leave, { op: "set", file, path: ["parts"], value: [first, second] }];
}

function LaterPart({ number, gone }: { readonly number: number; readonly gone: () => void }): JSX.Element {
  const author = useAuthor();
  const path = ["parts", number - 1];
  const part = author.at(TASK, path);
  const last = number === partsOf(author.head.value).length;
  const takeOut = (): void => {
    gone();
    author.edit({ op: "remove", file: TASK, path });
    author.takeOut(statementFile(number));
    author.tell(`Part ${number} is taken out. Its cases stay, and say that there is no such part.`, () => {
      author.edit({ op: "insert", file: TASK, path: ["parts"], at: number - 1, value: part ?? {} });
    });
  };
  return (
    <div class="author-row">
      <TextField
        label="Title of this part"
        value={textAt(part, "title")}
        set={(text) => author.put(TASK, [...path, "title"], text === "" ? undefined : text)}
        placeholder="A day’s takings"
      />
      <ChoiceField
        label="Opens"
        value={textAt(part, "unlock") === "start" ? "start" : "interviewer"}
        set={(value) => author.put(TASK, [...path, "unlock"], value === "start" ? "start" : undefined)}
        choices={[
          ["interviewer", "when you unlock it"],
          ["start", "from the start"],
        ]}
      />
      {last ? (
        <button type="button" class="button" data-kind="quiet" onClick={takeOut}>
          Take this part out
        </button>
      ) : null}
    </div>
  );
}

/** One signature line, or a class's lines, and what every language makes of it. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Sheet } from "../core/authoring/answers";
import { linesOf, type Kind } from "../core/authoring/columns";
import { isMap } from "../core/authoring/fits";
import { textAt } from "../core/authoring/sheet";
import { isFault, parseClassLine, parseSignature, type Fault } from "../core/authoring/types";
import { under } from "../core/authoring/places";
import { panelOf, Tabs } from "../panels/Tabs";
import { plainTitle } from "../core/languages";
import { useAuthor } from "./context";
import { AreaField, TextField } from "./Field";
import { Section } from "./Section";
import { Shown } from "./Shown";
import { partsOf } from "./Statement";
import { TextEditor } from "./TextEditor";

const TASK = "task.yaml";
const TITLES: Readonly<Record<Kind, string>> = {
  function: "Signature and starter code",
  class: "Signature and starter code",
  stdin: "Starter code",
  sql: "Tables",
  project: "",
};
const LEADS: Readonly<Record<Kind, string>> = {
  function: "One line for all languages: its name, its parameters with their types, and what it returns.",
  class: "The constructor first, then a method a line. A method without -> returns nothing.",
  stdin: "The candidate begins with an empty file, unless you write something into it.",
  sql: "The tables that every case begins with. A case adds its rows.",
  project: "The files that the candidate begins with stand in the files view below.",
};

export function Shape(): JSX.Element | null {
  const author = useAuthor();
  const kind = author.kind.value;
  const parts = partsOf(author.head.value);
  if (kind === "project") return null;
  return (
    <Section id="signature" title={TITLES[kind]} lead={LEADS[kind]}>
      {kind === "function" || kind === "class"
        ? parts.map((_, at) => <PartShape key={at} number={at + 1} several={parts.length > 1} />)
        : null}
      {kind === "sql" ? (
        <TextEditor
          label="Tables, in SQL"
          mode="sql"
          value={author.text("schema.sql")}
          set={(text) => author.write("schema.sql", text)}
        />
      ) : (
        <Starters />
      )}
    </Section>
  );
}

function PartShape({ number, several }: { readonly number: number; readonly several: boolean }): JSX.Element {
  const author = useAuthor();
  const head = author.head.value;
  const listed = isMap(head) && head["parts"] !== undefined;
  const path = listed ? ["parts", number - 1] : [];
  const part = author.at(TASK, path);
  const of = several ? ` of part ${number}` : "";
  if (author.kind.value === "class") {
    const lines = isMap(part) ? linesOf(part["class"]) : [];
    const faults = lines.flatMap((line, at) => faultOf(parseClassLine(line, at === 0)));
    return (
      <AreaField
        label={`Class${of}`}
        value={lines.join("\n")}
        rows={3}
        mono
        set={(text) =>
          author.put(
            TASK,
            [...path, "class"],
            text.split("\n").filter((line) => line.trim() !== ""),
          )
        }
        placeholder={"LendingDesk(limit: int)\nlend(person: string, item: string) -> bool"}
        hint={said(faults)}
        problems={faults.length > 0 || lines.length === 0 ? [] : under(author.problems.value, TASK, [...path, "class"])}
      />
    );
  }
  const line = textAt(part, "signature");
  const faults = line === "" ? [] : faultOf(parseSignature(line));
  return (
    <TextField
      label={`Signature${of}`}
      mono
      value={line}
      set={(text) => author.put(TASK, [...path, "signature"], text)}
      placeholder="fee(minutes: int) -> int"
      hint={said(faults)}
      problems={faults.length > 0 || line === "" ? [] : under(author.problems.value, TASK, [...path, "signature"])}
    />
  );
}

function faultOf(read: object): readonly Fault[] {
  return isFault(read) ? [read] : [];
}

function said(faults: readonly Fault[]): JSX.Element | undefined {
  const [first] = faults;
  return first ? (
    <>
      {first.what}. {first.mend}
    </>
  ) : undefined;
}

/** The starter code when all parts are open. */
function latest(sheet: Sheet, language: string): string {
  return sheet.stubs[language]?.[String(sheet.parts.length)] ?? "";
}

/** What the candidate begins with, in every language that can carry the task: made from the signature, or by hand. */
function Starters(): JSX.Element | null {
  const author = useAuthor();
  const sheet = author.answer.value?.task;
  const [wanted, choose] = useState("");
  const languages = sheet?.languages ?? [];
  const [first] = languages;
  const typed = author.kind.value === "function" || author.kind.value === "class";
  if (!first || !sheet || (typed && languages.every(({ id }) => latest(sheet, id) === "")))
    return <p class="hint">Starter code for every language appears here once the line can be read.</p>;
  const chosen = languages.find(({ id }) => id === wanted) ?? first;
  const language = author.languages.find(({ id }) => id === chosen.id);
  const own = `stubs/${chosen.id}${language?.ending ?? ""}`;
  const byHand = author.files.value[own] !== undefined;
  const stub = latest(sheet, chosen.id);
  return (
    <div class="author-starters">
      <Tabs
        label="Starter code"
        name="author-starter"
        kind="file"
        tabs={languages.map(({ id, title }) => ({ id, title: plainTitle(title) }))}
        chosen={chosen.id}
        choose={choose}
      />
      <div {...panelOf("author-starter", chosen.id)}>
        {byHand ? (
          <TextEditor
            key={own}
            label={`Starter code in ${plainTitle(chosen.title)}`}
            mode={language?.editor ?? ""}
            value={author.text(own)}
            set={(text) => author.write(own, text)}
          />
        ) : stub === "" ? (
          <p class="hint">It is empty.</p>
        ) : (
          <Shown label={`Starter code in ${plainTitle(chosen.title)}`} text={stub} mode={language?.editor ?? ""} />
        )}
        <p class="author-tools">
          {byHand ? (
            <button type="button" class="button" data-small onClick={() => author.takeOut(own)}>
              {typed ? "Make it from the signature again" : "Leave it empty again"}
            </button>
          ) : (
            <button type="button" class="button" data-small onClick={() => author.write(own, stub)}>
              Write it by hand
            </button>
          )}
        </p>
      </div>
    </div>
  );
}

/** The dialog for a case of one's own: what goes in, the way its kind of task is written, and what should come out. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { ANSWER, fieldsOf, readFields, type Field } from "../core/ownCase";
import { caseParts } from "../core/parts";
import type { Live } from "../source";
import { Dialog } from "./Dialog";
import { useRoom } from "./room";

export function OwnCase({ live }: { readonly live: Live }): JSX.Element {
  const { desk, source } = useRoom();
  const task = desk.task.value;
  const parts = caseParts(task, source.state.value.parts);
  const [about, setAbout] = useState(1);
  const fields = fieldsOf(parts.find((each) => each.part === about)?.task ?? task);
  const [name, setName] = useState("");
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const close = (): void => {
    desk.dialog.value = null;
  };
  const add = (submit: Event): void => {
    submit.preventDefault();
    const read = readFields(fields, typed);
    setProblems(read.problems);
    const [first] = Object.keys(read.problems);
    if (first !== undefined) return document.getElementById(`own-${first}`)?.focus();
    const count = source.state.peek().cases.length + 1;
    const title = name.trim() === "" ? `own case ${count}` : name.trim();
    // Where there is nothing to choose, the server finds the part.
    const part = parts.length < 2 ? 0 : about;
    // Without a connection nothing was sent: the dialog stays, with all that was typed.
    if (!live.ask({ type: "case", task: task.slug, name: title, part, ...read.case })) return;
    desk.resultsTab.value = "tests";
    close();
  };
  return (
    <Dialog title="A case of your own" close={close}>
      <p class="hint">It runs with the other tests, and both of you see it.</p>
      <form class="form" onSubmit={add} noValidate>
        <label class="field">
          <span>Name</span>
          <input
            value={name}
            maxLength={80}
            placeholder="such as: nothing at all"
            onInput={(input) => setName(input.currentTarget.value)}
          />
        </label>
        {parts.length < 2 ? null : (
          <label class="field">
            <span>Part</span>
            <select value={about} onChange={(change) => setAbout(Number(change.currentTarget.value))}>
              {parts.map(({ part }) => (
                <option key={part} value={part}>
                  Part {part}
                </option>
              ))}
            </select>
          </label>
        )}
        {fields.map((field) => (
          <ValueField
            key={field.id}
            field={field}
            value={typed[field.id] ?? ""}
            problem={problems[field.id] ?? ""}
            change={(value) => setTyped({ ...typed, [field.id]: value })}
          />
        ))}
        <div class="actions">
          <button type="button" class="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" class="button" data-kind="primary">
            Add case
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Characters of code that fit on one line of the dialog. */
const LINE = 60;
/** Lines of a field that holds text. */
const MANY = 4;

function rowsFor(text: string): number {
  const lines = text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE)), 0);
  return Math.min(8, lines);
}

interface ValueFieldProps {
  readonly field: Field;
  readonly value: string;
  readonly problem: string;
  readonly change: (value: string) => void;
}

function ValueField({ field, value, problem, change }: ValueFieldProps): JSX.Element {
  const id = `own-${field.id}`;
  return (
    <label class="field">
      <span id={`${id}-name`}>
        {field.id === ANSWER || field.how !== "value" ? field.label : <code>{field.label}</code>}{" "}
        <small class="hint">{field.hint}</small>
      </span>
      <textarea
        id={id}
        class="mono"
        rows={Math.max(field.how === "value" ? 1 : MANY, rowsFor(value === "" ? field.example : value))}
        value={value}
        spellcheck={false}
        autocomplete="off"
        placeholder={field.example}
        aria-invalid={problem !== ""}
        aria-labelledby={`${id}-name`}
        aria-describedby={problem === "" ? undefined : `${id}-problem`}
        onInput={(input) => change(input.currentTarget.value)}
      />
      {problem === "" ? null : (
        <span class="problem" id={`${id}-problem`}>
          {problem}
        </span>
      )}
    </label>
  );
}

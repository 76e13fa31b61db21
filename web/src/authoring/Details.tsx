/** Everything else that task.yaml says, in one quiet place. */
import type { JSX } from "preact";
import { numberOf } from "../core/authoring/cell";
import { isList, isMap } from "../core/authoring/fits";
import { under } from "../core/authoring/places";
import { textAt } from "../core/authoring/sheet";
import { parseJson, writeJson, type Json } from "../core/json";
import { plainTitle } from "../core/languages";
import { useAuthor } from "./context";
import { ChoiceField, TextField } from "./Field";
import { Section } from "./Section";

const FILE = "task.yaml";

export function Details(): JSX.Element {
  const author = useAuthor();
  const head = author.head.value;
  const kind = author.kind.value;
  const problems = (key: string): ReturnType<typeof under> => under(author.problems.value, FILE, [key]);
  const text = (key: string, label: string, placeholder = "", hint = ""): JSX.Element => (
    <TextField
      label={label}
      value={textAt(head, key)}
      set={(typed) => author.put(FILE, [key], typed === "" ? undefined : typed)}
      problems={problems(key)}
      placeholder={placeholder}
      hint={hint}
      id={`author-${key}`}
    />
  );
  const words = (key: string, label: string, placeholder: string, hint: string): JSX.Element => (
    <TextField
      label={label}
      value={listed(isMap(head) ? head[key] : undefined)}
      set={(typed) => author.put(FILE, [key], listOf(typed))}
      problems={problems(key)}
      placeholder={placeholder}
      hint={hint}
      id={`author-${key}`}
    />
  );
  return (
    <Section id="details" title="Details" lead="Who it is for, how it is judged, and whose it is.">
      <div class="author-grid">
        {words("skills", "Skills", "edge cases", "The one vital skill first; commas between several.")}
        <ChoiceField
          label="Level"
          value={textAt(head, "difficulty") || "medium"}
          set={(value) => author.put(FILE, ["difficulty"], value)}
          choices={[
            ["easy", "easy"],
            ["medium", "medium"],
            ["hard", "hard"],
          ]}
          problems={problems("difficulty")}
        />
        <TextField
          id="author-minutes"
          label="Minutes"
          numeric
          value={textAt(head, "minutes")}
          set={(typed) => author.put(FILE, ["minutes"], numberOf(typed))}
          problems={problems("minutes")}
          placeholder="30"
        />
        {words("tags", "Tags", "intervals, sorting", "What it is about, to find it by.")}
        {kind === "sql" || kind === "project" ? null : <Languages />}
        <Compare />
        <ChoiceField
          label="The candidate learns of hidden tests"
          value={textAt(head, "feedback") || "count"}
          set={(value) => author.put(FILE, ["feedback"], value === "count" ? undefined : value)}
          choices={[
            ["count", "how many passed"],
            ["names", "which passed, by name"],
            ["none", "only that they ran"],
          ]}
          problems={problems("feedback")}
        />
        <Limits />
        {text("author", "Author", "Ida")}
        {text("license", "Licence", "CC-BY-4.0", "Needed for what comes from elsewhere.")}
        {text("source", "Source", "", "Where it comes from, if not from you.")}
      </div>
      <label class="author-check">
        <input
          type="checkbox"
          checked={isMap(head) && head["stub_passes"] === true}
          onChange={(change) => author.put(FILE, ["stub_passes"], change.currentTarget.checked ? true : undefined)}
        />
        <span>
          The starter code already works <span class="hint">A task about reading, tidying or extending.</span>
        </span>
      </label>
    </Section>
  );
}

function listed(value: Json | undefined): string {
  return isList(value) ? value.map((each) => (typeof each === "string" ? each : writeJson(each))).join(", ") : "";
}

function listOf(typed: string): Json | undefined {
  const words = typed
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
  return words.length === 0 ? undefined : words;
}

/** Every language that can carry the task, unless only some are wanted. */
function Languages(): JSX.Element {
  const author = useAuthor();
  const all = author.languages.filter(({ id }) => id !== "sql"); // which has a kind of its own
  const said = isMap(author.head.value) ? author.head.value["languages"] : undefined;
  const chosen = isList(said) ? said.map(String) : null;
  const toggle = (id: string, on: boolean): void => {
    const before = chosen ?? all.map((each) => each.id);
    const next = all.map((each) => each.id).filter((each) => (each === id ? on : before.includes(each)));
    author.put(FILE, ["languages"], next.length === all.length || next.length === 0 ? undefined : next);
  };
  return (
    <details class="author-languages">
      <summary>
        <strong>Languages</strong>{" "}
        <span class="hint">{chosen === null ? "every one that can carry it" : `${chosen.length} of them`}</span>
      </summary>
      <div>
        {all.map(({ id, title }) => (
          <label key={id} class="author-check">
            <input
              type="checkbox"
              checked={chosen === null || chosen.includes(id)}
              onChange={(change) => toggle(id, change.currentTarget.checked)}
            />
            {plainTitle(title)}
          </label>
        ))}
        {chosen === null ? null : (
          <button type="button" class="button" data-small onClick={() => author.put(FILE, ["languages"], undefined)}>
            Every one
          </button>
        )}
      </div>
    </details>
  );
}

const WAYS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  function: [
    ["exact", "the same value"],
    ["unordered", "a list in any order"],
    ["tolerance", "numbers may differ a little"],
    ["any_of", "one of several right answers"],
    ["in_place", "an argument that is changed"],
    ["checker", "checker.py decides"],
  ],
  class: [
    ["exact", "the same value"],
    ["unordered", "a list in any order"],
    ["tolerance", "numbers may differ a little"],
  ],
  stdin: [
    ["tokens", "the same words"],
    ["lines", "the same lines"],
    ["exact", "exactly the same text"],
    ["tolerance", "numbers may differ a little"],
    ["checker", "checker.py decides"],
  ],
};

const CHECKER = `def check(input, expected, got):
    return got == expected
`;

function Compare(): JSX.Element | null {
  const author = useAuthor();
  const ways = WAYS[author.kind.value];
  if (!ways) return null;
  const value = isMap(author.head.value) ? author.head.value["compare"] : undefined;
  const usual = ways[0]?.[0] ?? "exact";
  const way = isMap(value) ? (Object.keys(value)[0] ?? usual) : typeof value === "string" ? value : usual;
  const set = (next: string): void => {
    const given: Json =
      { tolerance: { tolerance: 1e-6 }, any_of: { any_of: true }, in_place: { in_place: "" } }[next] ?? next;
    author.put(FILE, ["compare"], next === usual ? undefined : given);
    if (next === "checker" && author.draft.peek().files["checker.py"] === undefined)
      author.write("checker.py", CHECKER);
  };
  const inner = isMap(value) ? value[way] : undefined;
  return (
    <>
      <ChoiceField
        label="An answer is right when it is"
        value={way}
        set={set}
        choices={ways}
        problems={under(author.problems.value, FILE, ["compare"])}
        hint={way === "checker" ? "checker.py stands in the files view." : ""}
      />
      {way === "tolerance" || way === "in_place" ? (
        <TextField
          label={way === "tolerance" ? "By this much" : "The argument"}
          mono
          value={inner === undefined ? "" : typeof inner === "string" ? inner : writeJson(inner)}
          set={(typed) => author.put(FILE, ["compare"], { [way]: way === "tolerance" ? number(typed) : typed })}
        />
      ) : null}
    </>
  );
}

function number(typed: string): Json {
  const read = parseJson(typed);
  return typeof read === "number" ? read : typed;
}

function Limits(): JSX.Element {
  const author = useAuthor();
  const value = author.at(FILE, ["limits"]);
  const set = (key: string, typed: string): void => {
    const rest = isMap(value) ? Object.entries(value).filter(([each]) => each !== key) : [];
    const given = numberOf(typed);
    const next = given === undefined ? rest : [...rest, [key, given] as const];
    if (next.length === 0) author.put(FILE, ["limits"], undefined);
    else if (given === undefined) author.put(FILE, ["limits", key], undefined);
    else author.put(FILE, ["limits", key], given);
  };
  return (
    <>
      <TextField
        label="Seconds for a case"
        numeric
        value={textAt(value, "time")}
        set={(typed) => set("time", typed)}
        placeholder="measured"
        hint="Left empty, the proof measures them."
        problems={under(author.problems.value, FILE, ["limits"])}
      />
      <TextField
        label="Memory in MB"
        numeric
        value={textAt(value, "memory")}
        set={(typed) => set("memory", typed)}
        placeholder="256"
      />
    </>
  );
}

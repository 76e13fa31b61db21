/** The reference and the mistakes that are expected, each in the room's editor, with what it promises. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Sheet } from "../core/authoring/answers";
import { CASES, textAt } from "../core/authoring/sheet";
import { isList, isMap } from "../core/authoring/fits";
import {
  failsIn,
  PROMISES,
  promiseOf,
  solutionFile,
  solutionName,
  withFails,
  type Promised,
} from "../core/authoring/promise";
import { plainTitle } from "../core/languages";
import type { Json } from "../core/json";
import { panelOf, Tabs } from "../panels/Tabs";
import type { Author, LanguageInfo } from "./author";
import { useAuthor } from "./context";
import { ChoiceField, ProblemLines } from "./Field";
import { openFirst, projectLanguages } from "./project";
import { Section } from "./Section";
import { TextEditor } from "./TextEditor";

const FOLDER = "solutions/";

/** Which solution is in the editor; the first where it is none of them. */
export const shownSolution = signal("");

export function solutionsOf(author: Author): readonly string[] {
  const order = PROMISES.map(({ id }) => id as string);
  const rank = (path: string): number => order.indexOf(promiseOf(path.slice(FOLDER.length)) ?? "good");
  return Object.keys(author.files.value)
    .filter((path) => path.startsWith(FOLDER))
    .sort((a, b) => rank(a) - rank(b) || spoken(author, a) - spoken(author, b) || a.localeCompare(b));
}

/** In the order of the room's languages. */
function spoken(author: Author, path: string): number {
  return author.languages.findIndex(({ ending }) => path.endsWith(ending));
}

export function Solutions(): JSX.Element {
  const author = useAuthor();
  const paths = solutionsOf(author);
  const chosen = paths.includes(shownSolution.value) ? shownSolution.value : (paths[0] ?? "");
  const choose = (path: string): void => void (shownSolution.value = path);
  const add = (promise: Promised): void => {
    const language = languageOf(author, firstLanguage(author));
    const names = paths.map((path) => path.slice(FOLDER.length));
    const file = `${FOLDER}${solutionFile(promise, promise === "good" ? "" : "one", language?.ending ?? ".py", names)}`;
    author.write(file, starting(author, promise, language));
    choose(file);
  };
  return (
    <Section
      id="solutions"
      title="Solutions"
      hidden
      lead="A reference that passes everything, and the mistakes that you expect. They show that the cases catch something."
    >
      {paths.length > 0 ? (
        <Tabs
          label="Solutions"
          name="author-solution"
          kind="file"
          tabs={paths.map((path) => ({ id: path, title: path.slice(FOLDER.length) }))}
          chosen={chosen}
          choose={choose}
        />
      ) : null}
      {chosen === "" ? null : <Solution key={chosen} path={chosen} renamed={choose} />}
      <p class="author-tools">
        {PROMISES.map(({ id, title, words }) => (
          <button key={id} type="button" class="button" data-small title={words} onClick={() => add(id)}>
            Add: {title.toLowerCase()}
          </button>
        ))}
      </p>
    </Section>
  );
}

/** The one that a new solution is in. */
function firstLanguage(author: Author): string {
  if (author.kind.value === "sql") return "sql";
  return projectLanguages(author)[0] ?? author.languages[0]?.id ?? "";
}

function languageOf(author: Author, id: string): LanguageInfo | undefined {
  return author.languages.find((each) => each.id === id);
}

/** A new solution begins with the starter code, a wrong one with what the reference holds. */
function starting(author: Author, promise: Promised, language: LanguageInfo | undefined): string {
  const good = `${FOLDER}good${language?.ending ?? ".py"}`;
  const text = author.draft.peek().files[good];
  if (promise !== "good" && text !== undefined && text !== "") return text;
  const id = language?.id ?? "";
  if (author.kind.peek() === "project") return author.now(`files/${id}/${openFirst(author, id)[0] ?? ""}`);
  const sheet = author.answer.peek()?.task;
  return sheet?.stubs[language?.id ?? ""]?.[String(sheet.parts.length)] ?? "";
}

interface Props {
  readonly path: string;
  readonly renamed: (path: string) => void;
}

function Solution({ path, renamed }: Props): JSX.Element {
  const author = useAuthor();
  const file = path.slice(FOLDER.length);
  const { promise, called, ending, inside } = solutionName(file);
  const root = file.slice(0, file.length - inside.length);
  const language = author.languages.find((each) => each.ending === ending);
  /** Of a project, all files of the solution go along. */
  const rename = (next: string): void => {
    const paths = Object.keys(author.draft.peek().files);
    const within = (each: string, name: string): boolean =>
      each === FOLDER + name || each.startsWith(`${FOLDER}${name}/`);
    if (next === root || paths.some((each) => within(each, next))) return;
    for (const each of paths.filter((one) => within(one, root)))
      author.rename(each, FOLDER + next + each.slice(FOLDER.length + root.length));
    renamed(FOLDER + next + inside);
  };
  const name = (promised: Promised, words: string, end: string): string =>
    words === "" ? `${promised}${end}` : solutionFile(promised, words, end, []);
  const text = author.text(path);
  return (
    <div class="author-solution" {...panelOf("author-solution", path)}>
      <div class="author-row">
        <ChoiceField
          label="It is"
          value={promise ?? ""}
          choices={[
            ...(promise ? [] : [["", "not said"] as const]),
            ...PROMISES.map(({ id, title }) => [id, title] as const),
          ]}
          hint={PROMISES.find(({ id }) => id === promise)?.words}
          set={(next) => rename(name(next as Promised, called, ending))}
        />
        <NameField
          key={path}
          good={promise === "good"}
          stem={called}
          set={(words) => rename(name(promise ?? "wrong", words, ending))}
        />
        <ChoiceField
          label="Language"
          value={ending}
          choices={endings(author, ending)}
          set={(next) => rename(`${root.slice(0, root.length - ending.length)}${next}`)}
        />
        <button type="button" class="button" data-kind="quiet" onClick={() => author.takeOut(path)}>
          Take it out
        </button>
      </div>
      {promise !== null && promise !== "good" ? (
        <Fails
          text={text}
          set={(place) => author.write(path, withFails(author.now(path), place, language?.id ?? ""))}
        />
      ) : null}
      <TextEditor
        label={path}
        mode={language?.editor ?? ""}
        indent={language?.indent ?? 4}
        value={text}
        set={(next) => author.write(path, next)}
      />
      <ProblemLines problems={author.problems.value.filter((each) => each.file === path)} />
    </div>
  );
}

interface NameProps {
  readonly good: boolean;
  readonly stem: string;
  readonly set: (called: string) => void;
}

/** Renamed when somebody is through with it, or the tab would change under their fingers. */
function NameField({ good, stem, set }: NameProps): JSX.Element {
  const id = useId();
  return (
    <div class="author-field">
      <label for={id}>{good ? "Name" : "What goes wrong in it"}</label>
      <input
        id={id}
        class="input mono"
        defaultValue={stem}
        placeholder={good ? "" : "whole-hours"}
        autocomplete="off"
        onChange={(change) => set(change.currentTarget.value.trim())}
      />
    </div>
  );
}

function endings(author: Author, now: string): readonly (readonly [string, string])[] {
  const offered = author.answer.value?.task?.languages.map(({ id }) => id) ?? [];
  const all = author.languages.filter(
    ({ id, ending }) => ending === now || offered.length === 0 || offered.includes(id),
  );
  const known = all.map(({ ending, title }) => [ending, plainTitle(title)] as const);
  return known.some(([ending]) => ending === now) ? known : [[now, now], ...known];
}

/** Which group or case catches it: picked, not typed. */
function Fails({ text, set }: { readonly text: string; readonly set: (place: string) => void }): JSX.Element {
  const author = useAuthor();
  const now = failsIn(text);
  const places =
    author.kind.value === "project"
      ? testPlaces(author.answer.value?.task?.tests ?? [])
      : failPlaces(author.documents.value[CASES]);
  const choices = places.some(([place]) => place === now) || now === "" ? places : [[now, now] as const, ...places];
  return (
    <ChoiceField
      label="What catches it"
      value={now}
      choices={[["", "any case"], ...choices]}
      set={set}
      hint="Its first line says so, and the proof holds it to that."
    />
  );
}

/** The hidden tests of a project: a file, or one test of it in words. */
function testPlaces(tests: Sheet["tests"]): readonly (readonly [string, string])[] {
  return tests
    .filter(({ file }) => file.includes("/hidden/"))
    .flatMap(({ file, names }) => {
      const name = file.slice(file.indexOf("/hidden/") + "/hidden/".length);
      return [
        [name, `${name}: some test`] as const,
        ...names.map((each) => [`${name}/${each}`, `${name}/${each}`] as const),
      ];
    });
}

function failPlaces(cases: Json | undefined): readonly (readonly [string, string])[] {
  const list = (value: Json | undefined): readonly Json[] => (isList(value) ? value : []);
  const top = isMap(cases) ? cases : {};
  const examples = list(top["examples"]).map((each, at) => textAt(each, "name") || `example ${at + 1}`);
  const groups = list(top["hidden"]).flatMap((group) => {
    const name = textAt(group, "group");
    const inner = list(isMap(group) ? group["cases"] : undefined).map(
      (each, at) => `${name}/${textAt(each, "name") || `case ${at + 1}`}`,
    );
    return [[name, `${name}: some case`] as const, ...inner.map((place) => [place, place] as const)];
  });
  return [
    ...groups,
    ["examples", "examples: some example"],
    ...examples.map((name) => [`examples/${name}`, `examples/${name}`] as const),
  ];
}

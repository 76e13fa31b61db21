/** Generated cases: which groups have some, with their seeds and arguments, and the program that makes them. */
import type { JSX } from "preact";
import { isList, isMap } from "../core/authoring/fits";
import { CASES, textAt } from "../core/authoring/sheet";
import { parseJson, writeJson, type Json } from "../core/json";
import { useAuthor } from "./context";
import { ProblemLines, TextField } from "./Field";
import { TextEditor } from "./TextEditor";

const FILE = "gen.py";
const START = `import random


def generate(seed):
    chance = random.Random(seed)
    return {}
`;

export function Generator(): JSX.Element {
  const author = useAuthor();
  const hidden = author.at(CASES, ["hidden"]);
  const groups = isList(hidden) ? hidden : [];
  const generated = groups.flatMap((group, at) => (isMap(group) && isMap(group["generate"]) ? [{ group, at }] : []));
  const written = author.files.value[FILE] !== undefined;
  const addGroup = (): void => {
    const value = { group: "large", generate: { seeds: [1, 2] } };
    author.edit({ op: "insert", file: CASES, path: ["hidden"], at: groups.length, value });
    if (!written) author.write(FILE, START);
  };
  return (
    <section class="author-block" aria-labelledby="generated-title">
      <h3 id="generated-title">
        Generated cases <span class="hint">large or random ones, the same for the same seed</span>
      </h3>
      {generated.map(({ group, at }) => (
        <GeneratedGroup key={at} name={textAt(group, "group")} at={at} generate={group["generate"] ?? {}} />
      ))}
      {written || generated.length > 0 ? (
        <>
          <p class="author-file-name">
            <code>{FILE}</code>{" "}
            <span class="hint">generate(seed, …) gives the parameters by name. It runs in the sandbox.</span>
          </p>
          <TextEditor label={FILE} mode="python" value={author.text(FILE)} set={(text) => author.write(FILE, text)} />
          <ProblemLines problems={author.problems.value.filter(({ file }) => file === FILE)} />
        </>
      ) : null}
      <p class="author-tools">
        <button type="button" class="button" data-small onClick={addGroup}>
          Add a generated group
        </button>
        {written && generated.length === 0 ? (
          <button type="button" class="button" data-small onClick={() => author.takeOut(FILE)}>
            Take gen.py out
          </button>
        ) : null}
      </p>
    </section>
  );
}

interface GroupProps {
  readonly name: string;
  readonly at: number;
  readonly generate: Json;
}

function GeneratedGroup({ name, at, generate }: GroupProps): JSX.Element {
  const author = useAuthor();
  const path = ["hidden", at, "generate"];
  const { seeds, ...more } = isMap(generate) ? generate : {};
  const setSeeds = (text: string): void => {
    const read = parseJson(`[${text}]`) as Json | undefined;
    author.put(CASES, [...path, "seeds"], read ?? text);
  };
  const setMore = (text: string): void => {
    const given = Object.fromEntries(
      text
        .split(",")
        .map((each) => each.split("="))
        .filter(([key]) => key?.trim())
        .map(([key, value]): [string, Json] => [
          (key ?? "").trim(),
          (parseJson((value ?? "").trim()) as Json | undefined) ?? (value ?? "").trim(),
        ]),
    );
    author.put(CASES, path, { seeds: seeds ?? [], ...given });
  };
  return (
    <div class="author-row">
      <TextField
        label={`Seeds of “${name}”`}
        mono
        value={isList(seeds) ? seeds.map(writeJson).join(", ") : writeJson(seeds ?? "")}
        set={setSeeds}
        hint="A case for each."
      />
      <TextField
        label={`Arguments of “${name}”`}
        mono
        value={Object.entries(more)
          .map(([key, value]) => `${key}=${writeJson(value)}`)
          .join(", ")}
        set={setMore}
        placeholder="stays=20000"
        hint="For generate(seed, …)."
      />
      <button type="button" class="button" data-kind="quiet" onClick={() => author.put(CASES, path, undefined)}>
        No generated cases
      </button>
    </div>
  );
}

/** The kinds of tasks, a sentence on each, and the few lines that a new one of each begins with. */
import type { Kind } from "./columns";

export type Files = Readonly<Record<string, string>>;

export const KINDS: readonly { readonly id: Kind; readonly title: string; readonly words: string }[] = [
  { id: "function", title: "Function", words: "One function with typed parameters. Right for most tasks." },
  { id: "class", title: "Class", words: "An object with methods; a case is a list of calls and their answers." },
  { id: "stdin", title: "Program", words: "Reads text and prints text, in whatever language." },
  { id: "sql", title: "SQL", words: "Tables and rows; the candidate writes the query." },
  { id: "project", title: "Project", words: "Several files and their tests: read, extend, mend or review." },
];

/** `run` is the command of a project's tests. */
export function startingFiles(kind: Kind, title: string, run = ""): Files {
  const head = `title: ${JSON.stringify(title)}\nkind: ${kind}\ndifficulty: medium\nminutes: 25\n`;
  const cases = "examples: []\nhidden:\n  - group: edges\n    cases: []\n";
  switch (kind) {
    case "function":
      return { "task.yaml": head, "statement.md": "", "cases.yaml": cases, "solutions/good.py": "" };
    case "class":
      return { "task.yaml": head, "statement.md": "", "cases.yaml": cases, "solutions/good.py": "" };
    case "stdin":
      return { "task.yaml": head, "statement.md": "", "cases.yaml": cases, "solutions/good.py": "" };
    case "sql":
      return {
        ...{ "task.yaml": head, "statement.md": "", "schema.sql": "", "cases.yaml": cases },
        "solutions/good.sql": "",
      };
    case "project":
      return {
        "task.yaml": `${head}project:\n  python:\n${run === "" ? "" : `    run: ${JSON.stringify(run)}\n`}    open: [work.py]\n`,
        "statement.md": "",
        "files/python/work.py": "",
        "tests/python/visible/test_examples.py": "",
        "tests/python/hidden/test_edges.py": "",
        "solutions/good.py": "",
      };
  }
}

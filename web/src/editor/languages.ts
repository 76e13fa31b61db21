/**
 * Language modes, each loaded when somebody first opens a file of it.
 *
 * A language's `editor` (in its `language.toml`) names one of these. A name that is not here is plain text.
 */
import { StreamLanguage, type StreamParser } from "@codemirror/language";
import type { Extension } from "@codemirror/state";

type Loader = () => Promise<Extension>;

const lines =
  (parser: () => Promise<StreamParser<unknown>>): Loader =>
  async () =>
    StreamLanguage.define(await parser());

const clike = () => import("@codemirror/legacy-modes/mode/clike");
const cpp: Loader = async () => (await import("@codemirror/lang-cpp")).cpp();
const shell = lines(async () => (await import("@codemirror/legacy-modes/mode/shell")).shell);

const LOADERS: Readonly<Record<string, Loader>> = {
  // VHDL took its words and comments from Ada, for which there is none.
  ada: lines(async () => (await import("@codemirror/legacy-modes/mode/vhdl")).vhdl),
  bash: shell,
  c: cpp,
  clojure: lines(async () => (await import("@codemirror/legacy-modes/mode/clojure")).clojure),
  cobol: lines(async () => (await import("@codemirror/legacy-modes/mode/cobol")).cobol),
  commonlisp: lines(async () => (await import("@codemirror/legacy-modes/mode/commonlisp")).commonLisp),
  cpp,
  crystal: lines(async () => (await import("@codemirror/legacy-modes/mode/crystal")).crystal),
  csharp: lines(async () => (await clike()).csharp),
  d: lines(async () => (await import("@codemirror/legacy-modes/mode/d")).d),
  dart: lines(async () => (await clike()).dart),
  elixir: async () => (await import("codemirror-lang-elixir")).elixir(),
  erlang: lines(async () => (await import("@codemirror/legacy-modes/mode/erlang")).erlang),
  forth: lines(async () => (await import("@codemirror/legacy-modes/mode/forth")).forth),
  fortran: lines(async () => (await import("@codemirror/legacy-modes/mode/fortran")).fortran),
  fsharp: lines(async () => (await import("@codemirror/legacy-modes/mode/mllike")).fSharp),
  go: async () => (await import("@codemirror/lang-go")).go(),
  groovy: lines(async () => (await import("@codemirror/legacy-modes/mode/groovy")).groovy),
  haskell: lines(async () => (await import("@codemirror/legacy-modes/mode/haskell")).haskell),
  java: async () => (await import("@codemirror/lang-java")).java(),
  javascript: async () => (await import("@codemirror/lang-javascript")).javascript(),
  julia: lines(async () => (await import("@codemirror/legacy-modes/mode/julia")).julia),
  kotlin: lines(async () => (await clike()).kotlin),
  lua: lines(async () => (await import("@codemirror/legacy-modes/mode/lua")).lua),
  markdown: async () => (await import("@codemirror/lang-markdown")).markdown(),
  objectivec: lines(async () => (await clike()).objectiveC),
  ocaml: lines(async () => (await import("@codemirror/legacy-modes/mode/mllike")).oCaml),
  octave: lines(async () => (await import("@codemirror/legacy-modes/mode/octave")).octave),
  pascal: lines(async () => (await import("@codemirror/legacy-modes/mode/pascal")).pascal),
  perl: lines(async () => (await import("@codemirror/legacy-modes/mode/perl")).perl),
  php: lines(async () => (await import("./php")).php),
  powershell: lines(async () => (await import("@codemirror/legacy-modes/mode/powershell")).powerShell),
  // There is none for Prolog; Erlang took its comments, atoms and capital variables from it.
  prolog: lines(async () => (await import("@codemirror/legacy-modes/mode/erlang")).erlang),
  python: async () => (await import("@codemirror/lang-python")).python(),
  r: lines(async () => (await import("@codemirror/legacy-modes/mode/r")).r),
  ruby: lines(async () => (await import("@codemirror/legacy-modes/mode/ruby")).ruby),
  rust: async () => (await import("@codemirror/lang-rust")).rust(),
  scala: lines(async () => (await clike()).scala),
  scheme: lines(async () => (await import("@codemirror/legacy-modes/mode/scheme")).scheme),
  shell,
  smalltalk: lines(async () => (await import("@codemirror/legacy-modes/mode/smalltalk")).smalltalk),
  sml: lines(async () => (await import("@codemirror/legacy-modes/mode/mllike")).sml),
  sql: async () => {
    const { sql, SQLite } = await import("@codemirror/lang-sql");
    return sql({ dialect: SQLite });
  },
  swift: lines(async () => (await import("@codemirror/legacy-modes/mode/swift")).swift),
  tcl: lines(async () => (await import("@codemirror/legacy-modes/mode/tcl")).tcl),
  typescript: async () => (await import("@codemirror/lang-javascript")).javascript({ typescript: true }),
  yaml: async () => (await import("@codemirror/lang-yaml")).yaml(),
};

export const MODES: readonly string[] = Object.keys(LOADERS);

const loaded = new Map<string, Promise<Extension>>();

/** The mode named by a language's `editor`. An unknown one is plain text. */
export function languageMode(editor: string): Promise<Extension> {
  const known = loaded.get(editor);
  if (known) return known;
  // A mode that does not arrive (offline) leaves plain text, and is tried again next time.
  const loading = load(editor).catch((): Extension => {
    loaded.delete(editor);
    return [];
  });
  loaded.set(editor, loading);
  return loading;
}

async function load(editor: string): Promise<Extension> {
  const loader = Object.hasOwn(LOADERS, editor) ? LOADERS[editor] : undefined;
  return loader ? loader() : [];
}

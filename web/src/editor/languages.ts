/** Language modes, each loaded when somebody first opens a file of it. */
import type { Extension } from "@codemirror/state";

const LOADERS: Readonly<Record<string, () => Promise<Extension>>> = {
  python: async () => (await import("@codemirror/lang-python")).python(),
  javascript: async () => (await import("@codemirror/lang-javascript")).javascript(),
  typescript: async () => (await import("@codemirror/lang-javascript")).javascript({ typescript: true }),
};

const loaded = new Map<string, Promise<Extension>>();

/** The mode named by a language's `editor`. An unknown one is plain text. */
export function languageMode(editor: string): Promise<Extension> {
  const known = loaded.get(editor);
  if (known) return known;
  // A mode that does not arrive (offline) leaves plain text, and is tried again next time.
  const loading = (LOADERS[editor]?.() ?? Promise.resolve([])).catch((): Extension => {
    loaded.delete(editor);
    return [];
  });
  loaded.set(editor, loading);
  return loading;
}

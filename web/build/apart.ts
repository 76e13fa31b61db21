/**
 * Key bindings of other editors bring their own copy of what they use of CodeMirror's commands.
 *
 * They are loaded by few people. A module has one place, so without this all that they alone use (a history, completion)
 * would be part of what everybody loads first. The copies hold no state that two editors would have to share.
 */
import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";

const BINDINGS = /@replit[\\/]codemirror-(vim|emacs)/;
const COPIED: ReadonlySet<string> = new Set(["@codemirror/commands", "@codemirror/autocomplete"]);
const MARK = "?apart";

export function apart(): Plugin {
  return {
    name: "apart",
    enforce: "pre",
    async resolveId(source, importer) {
      if (importer === undefined || !COPIED.has(source) || !BINDINGS.test(importer)) return null;
      const found = await this.resolve(source, importer, { skipSelf: true });
      return found === null ? null : `${found.id}${MARK}`;
    },
    // The package marks how it fills its own tables as having no effect, so that a bundler leaves that out.
    transform(code, id) {
      return id.includes("@replit/codemirror-emacs")
        ? code.replaceAll("/*@__PURE__*/EmacsHandler.", "EmacsHandler.")
        : null;
    },
    async load(id) {
      return id.endsWith(MARK) ? readFile(id.slice(0, -MARK.length), "utf8") : null;
    },
  };
}

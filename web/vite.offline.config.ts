/** The replay as one script and one style sheet without imports, with fixed names: what an offline file carries. */
import { defineConfig, type Plugin } from "vite";

/** Characters beyond the first Latin pages come from the reader's own fonts, so that the file stays small. */
function latinOnly(): Plugin {
  return {
    name: "greenroom-latin-only",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith("/fonts.css")) return null;
      return code.replace(/@font-face\s*\{[^}]*latin-ext[^}]*\}/g, "");
    },
  };
}

/** Nobody types in a file that is only watched: the keys of other editors stay out of it. */
function noKeys(): Plugin {
  return {
    name: "greenroom-no-keys",
    enforce: "pre",
    load: (id) => (/\/editor\/(vim|emacs)\.ts$/.test(id) ? "export const keys = () => [];" : null),
  };
}

export default defineConfig({
  base: "./",
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: ["chrome111", "firefox114", "safari16.4"],
    outDir: "dist/offline",
    assetsDir: "",
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    cssCodeSplit: false,
    modulePreload: false,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: "src/offline.tsx",
      output: {
        format: "es",
        codeSplitting: false,
        entryFileNames: "offline.js",
        assetFileNames: "offline[extname]",
      },
    },
  },
  plugins: [latinOnly(), noKeys()],
});

/** Six entries, hashed assets, a manifest for the server. Addresses are relative: the server may mount them anywhere. */
import { defineConfig } from "vite";
import { apart } from "./build/apart.ts";
import { precompress } from "./build/precompress.ts";

export default defineConfig({
  base: "./",
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: ["chrome111", "firefox114", "safari16.4"],
    outDir: "dist",
    assetsDir: "assets",
    // A data: font or picture would need a wider content security policy.
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ["src/room.tsx", "src/replay.tsx", "src/pages.ts", "src/theme.ts", "src/warmup.tsx", "src/author.tsx"],
    },
  },
  plugins: [apart(), precompress()],
});

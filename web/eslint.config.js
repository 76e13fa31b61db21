// typescript-eslint with types: floating promises and unsafe any are the bugs that a live room would hide.
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist", "node_modules", "templates"] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["eslint.config.js", "tests/*.mjs"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/consistent-type-definitions": ["error", "interface"],
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // Recursive types need the index signature.
      "@typescript-eslint/consistent-indexed-object-style": "off",
      eqeqeq: ["error", "always"],
      "no-restricted-globals": ["error", "event", "name"],
    },
  },
  {
    files: ["src/core/**/*.ts"],
    rules: {
      "no-restricted-globals": ["error", "Date", "performance", "setTimeout", "setInterval"],
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "The core takes chance as an input." },
      ],
      "no-restricted-imports": ["error", { patterns: ["../*", "preact*", "@preact/*", "yjs", "@codemirror/*"] }],
    },
  },
  {
    // One folder deeper: the core beside it is still the core.
    files: ["src/core/authoring/**/*.ts"],
    rules: {
      "no-restricted-imports": ["error", { patterns: ["../../*", "preact*", "@preact/*", "yjs", "@codemirror/*"] }],
    },
  },
  {
    // The track has plain texts: whoever watches a replay loads no Yjs.
    files: ["src/replay.tsx", "src/replay/**", "src/panels/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            ...["yjs", "y-*", "lib0/*", "**/editor/bindLive", "**/editor/pointers"],
            // Of the network only what asks over HTTP: the rest is the live room's socket.
            ...["**/net/*", "!**/net/clips", "!**/net/lines"],
          ],
        },
      ],
    },
  },
  { files: ["eslint.config.js", "tests/*.mjs"], ...tseslint.configs.disableTypeChecked },
);

/** PHP's own code, as a dialect of C: a whole page of HTML around it, which PHP's usual mode brings, nobody needs here. */
import type { StreamParser, StringStream } from "@codemirror/language";
import { clike } from "@codemirror/legacy-modes/mode/clike";

const KEYWORDS =
  "abstract and as break case catch class clone const continue declare default do echo else elseif enum extends final " +
  "finally fn for foreach function global goto if implements include include_once instanceof insteadof interface " +
  "match namespace new or print private protected public readonly require require_once return static switch throw " +
  "trait try unset use var while xor yield isset empty list exit";
const TYPES = "array bool callable float int iterable mixed never null object self string void";
const BLOCKS = "catch do else elseif for foreach if switch try while finally";

const words = (text: string): Record<string, true> => Object.fromEntries(text.split(" ").map((word) => [word, true]));

export const php: StreamParser<unknown> = {
  ...clike({
    name: "php",
    keywords: words(KEYWORDS),
    types: words(TYPES),
    blockKeywords: words(BLOCKS),
    atoms: words("true false null TRUE FALSE NULL PHP_EOL PHP_INT_MAX PHP_INT_MIN STDIN STDOUT STDERR"),
    multiLineStrings: true,
    hooks: {
      $: (stream: StringStream) => {
        stream.eatWhile(/[\w$]/);
        return "variableName";
      },
      "#": (stream: StringStream) => {
        if (stream.eat("[")) return "meta";
        stream.skipToEnd();
        return "comment";
      },
      "<": (stream: StringStream) => (stream.match(/^\?php\b|^\?=/) ? "meta" : false),
      "?": (stream: StringStream) => (stream.eat(">") ? "meta" : false),
    },
  }),
  languageData: { commentTokens: { line: "//", block: { open: "/*", close: "*/" } } },
};

/** The head of a hidden group: its name, weight, score and hint, and what can be done to all of it. */
import type { JSX } from "preact";
import { isMap } from "../core/authoring/fits";
import { numberOf } from "../core/authoring/cell";
import { CASES, fieldEdit, textAt, type Block } from "../core/authoring/sheet";
import { useAuthor } from "./context";
import { ChoiceField, ProblemLines, TextField } from "./Field";
import { Menu } from "./Menu";

interface HeadProps {
  readonly block: Block;
  readonly heading: string;
  readonly part: string;
}

export function GroupHead({ block, heading, part }: HeadProps): JSX.Element {
  const author = useAuthor();
  const path = block.group ?? [];
  const group = author.at(CASES, path);
  const index = Number(path[1] ?? 0);
  const score = textAt(group, "score") === "each" ? "each" : "all";
  const remove = (): void => {
    author.edit({ op: "remove", file: CASES, path });
    author.tell(`The group “${block.name}” is taken out.`, () => {
      author.edit({ op: "insert", file: CASES, path: ["hidden"], at: index, value: group ?? {} });
    });
  };
  const move = (by: number): void => author.edit({ op: "move", file: CASES, path, to: ["hidden"], at: index + by });
  const groups = author.at(CASES, ["hidden"]);
  const last = Array.isArray(groups) ? groups.length - 1 : 0;
  const own = author.problems.value.filter(
    (each) => each.file === CASES && each.path[1] === index && each.path[0] === "hidden" && each.path[2] !== "cases",
  );
  return (
    <header class="author-group">
      <h3 id={heading} class="visually-hidden">
        Hidden group {block.name}
        {part}
      </h3>
      <TextField
        label={`Hidden group${part}`}
        value={block.name}
        set={(text) => author.edit(fieldEdit(path, "group", text))}
      />
      <TextField
        label="Weight"
        numeric
        value={textAt(group, "weight")}
        placeholder="1"
        set={(text) => author.edit(fieldEdit(path, "weight", numberOf(text)))}
      />
      <ChoiceField
        label="Counts"
        value={score}
        set={(value) => author.edit(fieldEdit(path, "score", value === "each" ? "each" : undefined))}
        choices={[
          ["all", "all or nothing"],
          ["each", "case by case"],
        ]}
      />
      <TextField
        label="What you can say when it fails"
        value={textAt(group, "hint")}
        placeholder="What happens in minute 60?"
        set={(text) => author.edit(fieldEdit(path, "hint", text === "" ? undefined : text))}
      />
      <Menu
        label={`More for the group ${block.name}`}
        deeds={() => [
          { words: "Move up", act: () => move(-1), off: index === 0 },
          { words: "Move down", act: () => move(1), off: index === last },
          ...(isMap(group) && group["generate"] !== undefined
            ? []
            : [
                {
                  words: "Generate cases",
                  act: () => author.edit(fieldEdit(path, "generate", { seeds: [1, 2] })),
                },
              ]),
          "line",
          { words: "Take the group out", act: remove },
        ]}
      />
      <ProblemLines problems={own} />
    </header>
  );
}

/** What a row has beside its values: an example's note; a hidden case's hint, and what of it is revealed. */
import type { JSX } from "preact";
import { CASES, fieldEdit, textAt, type Block, type Row } from "../core/authoring/sheet";
import { useAuthor } from "./context";
import { ChoiceField, TextField } from "./Field";

export function RowMore({ block, row }: { readonly block: Block; readonly row: Row }): JSX.Element {
  const author = useAuthor();
  const value = author.at(CASES, row.path);
  const set = (key: string, text: string): void => {
    author.edit(fieldEdit(row.path, key, text === "" ? undefined : text));
  };
  if (block.group === null) {
    return (
      <TextField
        label="A note that stands with the example"
        value={textAt(value, "note")}
        set={(text) => set("note", text)}
        placeholder="The free minutes count when one stays longer."
      />
    );
  }
  const reveal = textAt(value, "reveal");
  return (
    <div class="author-row">
      <TextField
        label="What you can say when it fails"
        value={textAt(value, "hint")}
        set={(text) => set("hint", text)}
      />
      <ChoiceField
        label="The candidate learns"
        value={reveal === "name" || reveal === "all" ? reveal : "never"}
        set={(chosen) => set("reveal", chosen === "never" ? "" : chosen)}
        choices={[
          ["never", "nothing of it"],
          ["name", "its name, and whether it passed"],
          ["all", "also what goes in and comes out"],
        ]}
      />
    </div>
  );
}

/** The cases: the examples of each part, and the hidden groups, each a table of its own. */
import type { JSX } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { shapesOf, steadied, type PartShape } from "../core/authoring/columns";
import { isMap } from "../core/authoring/fits";
import { addGroup, blocksOf, CASES, type Block } from "../core/authoring/sheet";
import { useAuthor } from "./context";
import { CaseBlock } from "./CaseBlock";
import { ProblemLines } from "./Field";
import { Generator } from "./Generator";
import { ProjectTests } from "./ProjectTests";
import { Section } from "./Section";
import { partsOf } from "./Statement";
import { Still } from "./Still";

export function useBlocks(): readonly Block[] {
  const author = useAuthor();
  const [kind, head, cases] = [author.kind.value, author.head.value, author.documents.value[CASES]];
  const compare = isMap(head) ? head["compare"] : undefined;
  const last = useRef<readonly PartShape[]>([]);
  return useMemo(() => {
    last.current = steadied(last.current, shapesOf(kind, head));
    return blocksOf({ kind, shapes: last.current, compare, cases });
  }, [kind, head, cases]);
}

export function Cases(): JSX.Element {
  const author = useAuthor();
  const blocks = useBlocks();
  const parts = partsOf(author.head.value).length;
  if (author.kind.value === "project") return <ProjectTests />;
  // The table says so itself, where it is empty.
  const empty = blocks.some(({ group, rows }) => group === null && rows.length === 0);
  const whole = author.problems.value.filter(
    (each) => each.file === CASES && each.path.length < 2 && !(each.note && empty),
  );
  const unreadable = author.documents.value[CASES] === undefined && author.text(CASES).trim() !== "";
  const add = (part: number): void => {
    author.edit(addGroup(author.draft.peek().documents[CASES], part));
  };
  return (
    <Section
      id="cases"
      title="Cases"
      lead="The candidate sees and runs the examples. Hidden groups never leave the server; name each after what goes wrong."
    >
      <ProblemLines problems={whole} />
      {unreadable ? (
        <p class="author-strip">
          cases.yaml cannot be read as it is. Mend it in the files view: nothing in it is lost.
        </p>
      ) : (
        <>
          {blocks.map((block) => (
            <Still
              key={block.id}
              of={[block, parts]}
              draw={() => <CaseBlock block={block} all={blocks} several={parts > 1} />}
            />
          ))}
          <p class="author-tools">
            {Array.from({ length: parts }, (_, at) => (
              <button key={at} type="button" class="button" onClick={() => add(at + 1)}>
                Add a hidden group{parts > 1 ? ` to part ${at + 1}` : ""}
              </button>
            ))}
          </p>
          <p class="hint author-keys">
            <kbd>Enter</kbd> next row, <kbd>Alt ↑ ↓</kbd> moves it, <kbd>Ctrl D</kbd> copies it, <kbd>Alt Del</kbd>{" "}
            takes it out, <kbd>F2</kbd> opens a roomy editor. Rows from a spreadsheet or JSON can be pasted into any
            cell.
          </p>
        </>
      )}
      <Generator />
    </Section>
  );
}

/** The task as the candidate reads it in the room: the server renders and cleans the Markdown, as it does there. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ANY } from "../core/authoring/types";
import { isMap } from "../core/authoring/fits";
import { showCell } from "../core/authoring/cell";
import { showGrid } from "../core/authoring/grid";
import { linesOf } from "../core/authoring/columns";
import { CASES, textAt, type Row } from "../core/authoring/sheet";
import { Html } from "../panels/Html";
import { Value, Values } from "../panels/Values";
import { useBlocks } from "./Cases";
import { useAuthor } from "./context";
import { partsOf, statementFile } from "./Statement";

const SETTLE_MS = 200;

/** The safe HTML of some Markdown, once it has come; until then that of what was there before. */
function useRendered(texts: readonly string[]): readonly string[] | null {
  const author = useAuthor();
  const [html, setHtml] = useState<readonly string[] | null>(null);
  const key = JSON.stringify(texts);
  useEffect(() => {
    let stale = false;
    const timer = setTimeout(() => {
      author.workshop.preview(texts).then(
        (found) => {
          if (!stale) setHtml(found);
        },
        () => undefined,
      );
    }, SETTLE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [key]);
  return html;
}

export function Preview(): JSX.Element {
  const author = useAuthor();
  const head = author.head.value;
  const parts = partsOf(head);
  const blocks = useBlocks().filter(({ group }) => group === null);
  const rows = blocks.flatMap((block) => block.rows.map((row) => ({ row, part: block.part })));
  const notes = rows.map(({ row }) => textAt(author.at(CASES, row.path), "note"));
  const html = useRendered([...parts.map((_, at) => author.text(statementFile(at + 1))), ...notes]);
  const minutes = textAt(head, "minutes");
  return (
    <article class="author-preview sheet">
      <h3 class="task-title">{textAt(head, "title") || "Without a title"}</h3>
      <p class="chips">
        <span class="chip">{textAt(head, "difficulty") || "medium"}</span>
        {minutes === "" ? null : <span class="chip">{minutes} min</span>}
        {(isMap(head) ? linesOf(head["tags"]) : []).map((tag) => (
          <span key={tag} class="chip">
            {tag}
          </span>
        ))}
      </p>
      {parts.map((part, at) => (
        <section key={at}>
          {at > 0 ? (
            <p class="author-later">
              Part {at + 1}
              {textAt(part, "title") === "" ? "" : `: ${textAt(part, "title")}`}
              {textAt(part, "unlock") === "start" ? "" : " · once you unlock it"}
            </p>
          ) : null}
          <Html html={html?.[at] ?? ""} empty={at === 0 ? "The statement appears here as you write it." : ""} />
          {rows.map(({ row, part: of }, index) =>
            of === at + 1 ? <Example key={index} row={row} note={html?.[parts.length + index] ?? ""} /> : null,
          )}
        </section>
      ))}
    </article>
  );
}

function Example({ row, note }: { readonly row: Row; readonly note: string }): JSX.Element {
  const author = useAuthor();
  const value = isMap(row.value) ? row.value : {};
  const inside = value["in"];
  const kind = author.kind.value;
  return (
    <section class="example" aria-label={`Example: ${row.name}`}>
      <h3>Example · {row.name || `example ${row.index + 1}`}</h3>
      <div class="example-body mono">
        {kind === "function" ? (
          <>
            {isMap(inside) ? <Values args={inside} /> : null}
            <p class="example-answer">
              <span aria-hidden="true">→ </span>
              <span class="visually-hidden">gives </span>
              <Value text={value["out"] === undefined ? "…" : showCell(value["out"], ANY)} />
            </p>
          </>
        ) : kind === "class" ? (
          linesOf(value["calls"]).map((line, at) => <p key={at}>{line}</p>)
        ) : (
          <>
            <p class="example-label">{kind === "sql" ? "Rows before" : "Input"}</p>
            <pre class="text-value">{textAt(value, kind === "sql" ? "seed" : "in")}</pre>
            <p class="example-label">{kind === "sql" ? "Answer" : "Output"}</p>
            <pre class="text-value">{kind === "sql" ? showGrid(value["out"] ?? "") : textAt(value, "out")}</pre>
          </>
        )}
      </div>
      {note === "" ? null : <Html html={note} empty="" />}
    </section>
  );
}

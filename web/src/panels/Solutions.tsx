/** Reference solutions, for interviewers: read, copied, or held against the code as it is now. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { candidateName } from "../core/asked";
import { clockText, counted } from "../core/clock";
import { compare } from "../core/compare";
import { rowsOf, unified, type CompareRow } from "../core/compareRows";
import { fileOf, type Solution, type Task } from "../core/page";
import { useRoom } from "./room";

interface Props {
  readonly task: Task;
  readonly solutions: readonly Solution[];
}

export function Solutions({ task, solutions }: Props): JSX.Element {
  const { desk } = useRoom();
  const mine = (solution: Solution): boolean => solution.language === desk.place.value.language;
  // Those in the language in front come first; a good one of them is open.
  const sorted = [...solutions.filter(mine), ...solutions.filter((each) => !mine(each))];
  const first = sorted.find((each) => each.promise === "good");
  return (
    <div class="solutions">
      {sorted.map((solution) => (
        <details key={solution.file} open={solution === first}>
          <summary>
            <code>{solution.file}</code> <span class="chip">{solution.promise}</span>
          </summary>
          <One task={task} solution={solution} />
        </details>
      ))}
    </div>
  );
}

interface OneProps {
  readonly task: Task;
  readonly solution: Solution;
}

function One({ task, solution }: OneProps): JSX.Element {
  const { page, source } = useRoom();
  const [held, setHeld] = useState<{ readonly text: string; readonly at: number } | null>(null);
  const name = candidateName(source.state.value);
  const file = fileOf(page, { task: task.slug, language: solution.language });
  const hold = (): void => setHeld({ text: source.textOf(file), at: source.time.peek() });
  return (
    <>
      <div class="solution-tools">
        <Copy text={solution.source} />
        <button type="button" class="button" data-small onClick={hold}>
          {held ? "Compare again" : "Compare with the code"}
        </button>
        {held ? (
          <button type="button" class="link" onClick={() => setHeld(null)}>
            Solution alone
          </button>
        ) : null}
      </div>
      {held === null ? (
        <pre tabIndex={0} role="region" aria-label={solution.file}>
          <code>{solution.source}</code>
        </pre>
      ) : held.text.trim() === "" ? (
        <p class="hint">There is nothing in {file} yet.</p>
      ) : (
        <Difference
          file={file}
          code={held.text}
          solution={solution.source}
          when={`${name}’s code at ${clockText(held.at)}`}
        />
      )}
    </>
  );
}

const SAID_MS = 2500;

function Copy({ text }: { readonly text: string }): JSX.Element {
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (said === "") return;
    const timer = setTimeout(() => setSaid(""), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid("Copied");
    } catch {
      // Without permission, or without https: the text stands below to be selected.
      setSaid("Select it below");
    }
  };
  return (
    <button type="button" class="button" data-small onClick={() => void copy()}>
      {said || "Copy"}
    </button>
  );
}

interface DifferenceProps {
  readonly file: string;
  readonly code: string;
  readonly solution: string;
  readonly when: string;
}

/** One column: what only the code has, then what only the solution has. */
function Difference({ file, code, solution, when }: DifferenceProps): JSX.Element {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const compared = compare(code, solution);
  const rows = unified(rowsOf(compared, open));
  if (compared.added + compared.removed === 0) return <p class="hint">{file} is the solution, line by line.</p>;
  return (
    <div class="difference">
      <p class="hint">
        {when}: <span data-side="a">{counted(compared.removed, "line")} only in the code</span>,{" "}
        <span data-side="b">{counted(compared.added, "line")} only in the solution</span>
      </p>
      <div class="difference-rows mono" tabIndex={0} role="group" aria-label={`${file} and the solution`}>
        {rows.map((row, index) => (
          <DifferenceRow key={index} row={row} unfold={(at) => setOpen(new Set([...open, at]))} />
        ))}
      </div>
    </div>
  );
}

interface RowProps {
  readonly row: CompareRow;
  readonly unfold: (section: number) => void;
}

function DifferenceRow({ row, unfold }: RowProps): JSX.Element {
  if (row.kind === "folded" || row.kind === "cut") {
    return (
      <button type="button" class="link" onClick={() => unfold(row.at)}>
        Show {counted(row.lines, row.kind === "folded" ? "unchanged line" : "more line")}
      </button>
    );
  }
  const side = row.kind === "same" ? "both" : row.a ? "a" : "b";
  const cell = row.a ?? row.b;
  const [sign, words] = { both: [" ", ""], a: ["−", "only in the code: "], b: ["+", "only in the solution: "] }[side];
  return (
    <p data-side={side}>
      <span class="sign-cell" aria-hidden="true">
        {sign}
      </span>
      {words === "" ? null : <span class="visually-hidden">{words}</span>}
      <code>
        {cell?.pieces.map((piece, index) => (piece.differs ? <mark key={index}>{piece.text}</mark> : piece.text))}
      </code>
    </p>
  );
}

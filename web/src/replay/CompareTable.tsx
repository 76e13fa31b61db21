/** The rows of one compared file. A sign and a word say what colour says too. */
import type { JSX } from "preact";
import { counted } from "../core/clock";
import type { Cell, CompareRow } from "../core/compareRows";
import { visible } from "../core/output";

interface Props {
  readonly name: string;
  readonly rows: readonly CompareRow[];
  readonly beside: boolean;
  readonly unfold: (section: number) => void;
}

export function CompareTable({ name, rows, beside, unfold }: Props): JSX.Element {
  return (
    <div class="compare-scroll" tabIndex={0} role="group" aria-label={`Changes in ${name}`}>
      <table class="compare-table" data-beside={beside}>
        <colgroup>
          <col class="compare-numbers" />
          {beside ? <col /> : null}
          <col class="compare-numbers" />
          <col />
        </colgroup>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">Line in A</th>
            {beside ? <th scope="col">A</th> : null}
            <th scope="col">Line in B</th>
            <th scope="col">{beside ? "B" : "Text"}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Row key={index} row={row} beside={beside} unfold={unfold} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly row: CompareRow;
  readonly beside: boolean;
  readonly unfold: (section: number) => void;
}

function Row({ row, beside, unfold }: RowProps): JSX.Element {
  if (row.kind === "folded" || row.kind === "cut") {
    const words = row.kind === "folded" ? counted(row.lines, "unchanged line") : counted(row.lines, "more line");
    return (
      <tr class="compare-fold">
        <td colSpan={beside ? 4 : 3}>
          <button type="button" class="link" onClick={() => unfold(row.at)}>
            Show {words}
          </button>
        </td>
      </tr>
    );
  }
  const change = row.kind === "changed" && row.first ? { "data-change": true, tabIndex: -1 } : {};
  const changed = row.kind === "changed";
  if (beside) {
    return (
      <tr {...change}>
        <Number cell={row.a} />
        <Text cell={row.a} kind={changed ? (row.a ? "removed" : "none") : "same"} />
        <Number cell={row.b} />
        <Text cell={row.b} kind={changed ? (row.b ? "added" : "none") : "same"} />
      </tr>
    );
  }
  return (
    <tr {...change}>
      <Number cell={row.a} />
      <Number cell={row.b} />
      <Text cell={row.b ?? row.a} kind={changed ? (row.a ? "removed" : "added") : "same"} />
    </tr>
  );
}

function Number({ cell }: { readonly cell: Cell | null }): JSX.Element {
  return <td class="compare-number mono">{cell?.line ?? ""}</td>;
}

type Kind = "same" | "removed" | "added" | "none";
const SIGNS: Readonly<Record<Kind, readonly [sign: string, word: string]>> = {
  same: ["", ""],
  removed: ["−", "removed"],
  added: ["+", "added"],
  none: ["", ""],
};

function Text({ cell, kind }: { readonly cell: Cell | null; readonly kind: Kind }): JSX.Element {
  const [sign, word] = SIGNS[kind];
  return (
    <td class="compare-text mono" data-kind={kind}>
      {sign === "" ? null : (
        <span class="compare-sign">
          <span aria-hidden="true">{sign}</span>
          <span class="visually-hidden">{word}: </span>
        </span>
      )}
      {cell?.pieces.map((piece, index) =>
        piece.differs ? <mark key={index}>{visible(piece.text)}</mark> : <span key={index}>{visible(piece.text)}</span>,
      )}
    </td>
  );
}

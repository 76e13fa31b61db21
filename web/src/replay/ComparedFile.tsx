/** One file before and after: its name, how much changed, and its rows. */
import type { ComponentChildren, JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { Comparison } from "../core/compare";
import { rowsOf, unified } from "../core/compareRows";
import { useRoom } from "../panels/room";
import { CompareTable } from "./CompareTable";
import { fileWords } from "./past";

interface Props {
  readonly file: string;
  /** What it is called, where that is not what it is called now. */
  readonly called?: string;
  readonly compared: Comparison;
  readonly beside: boolean;
  readonly children?: ComponentChildren;
}

export function ComparedFile({ file, called, compared, beside, children }: Props): JSX.Element {
  const { page, source } = useRoom();
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const rows = useMemo(() => rowsOf(compared, open), [compared, open]);
  const name = called ?? fileWords(page, source.state.value.files, file);
  return (
    <section class="compare-file" aria-label={name}>
      <h3>
        <span class="mono">{name}</span>
        <span class="hint">
          +{compared.added} −{compared.removed}
        </span>
      </h3>
      <CompareTable
        name={name}
        rows={beside ? rows : unified(rows)}
        beside={beside}
        unfold={(at) => setOpen(new Set([...open, at]))}
      />
      {children}
    </section>
  );
}

/** What is recorded of the candidate beside their work: shown to them, in the words of the record. */
import type { JSX } from "preact";
import { counted, clockText } from "../core/clock";
import { factLines } from "../core/facts";
import type { Fact } from "../core/state";
import { useRoom } from "./room";

const ID = "recorded";

/** A quiet word in the footer, and the list behind it. Nothing where the interview records no such things. */
export function Recorded(): JSX.Element | null {
  const { page, source, desk } = useRoom();
  if (!page.facts || desk.interviews) return null;
  const { facts } = source.state.value;
  return (
    <>
      <button type="button" class="recorded-button" popovertarget={ID}>
        {recordedWords(facts)}
      </button>
      <div id={ID} popover="auto" class="popover recorded" role="dialog" aria-label="What is recorded">
        <h2>Recorded</h2>
        <p class="hint">
          Pastes and the page’s focus, as you read before coming in. The room shows them to you only; the record has
          them in these words. There are many everyday reasons for all of it.
        </p>
        <RecordedList />
      </div>
    </>
  );
}

/** Each of them with its time; "" when there is none. */
export function RecordedList(): JSX.Element | null {
  const { source } = useRoom();
  const { facts, people } = source.state.value;
  const lines = factLines(facts, (id) => people[id]?.name ?? "Somebody");
  if (lines.length === 0) return null;
  return (
    <ol role="list" class="recorded-list" tabIndex={0} aria-label="Recorded">
      {lines.map((line) => (
        <li key={line.seq}>
          <span class="mono">{clockText(line.at)}</span> <span>{line.words}</span>
        </li>
      ))}
    </ol>
  );
}

export function recordedWords(facts: readonly Fact[]): string {
  const pastes = facts.filter((fact) => fact.kind === "pasted").length;
  const away = facts.filter((fact) => fact.kind === "went_away").length;
  const words = [pastes > 0 ? counted(pastes, "paste") : "", away > 0 ? `away ${times(away)}` : ""];
  return `Recorded: ${words.filter((word) => word !== "").join(", ") || "nothing yet"}`;
}

function times(count: number): string {
  return { 1: "once", 2: "twice" }[count] ?? `${count} times`;
}

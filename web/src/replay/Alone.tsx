/** What the candidate wrote privately at this moment, over the code that they had shared, where that may be read. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { candidateName } from "../core/asked";
import { fileOf } from "../core/page";
import { stepsBy, textsAfter } from "../core/private";
import type { Spell } from "../core/state";
import { useRoom } from "../panels/room";
import { wholeOf, type Driven } from "./driven";

export function Alone({ player }: { readonly player: Driven }): JSX.Element | null {
  const { page, desk } = useRoom();
  const [shown, setShown] = useState(true);
  const { end } = wholeOf(player).value;
  const time = player.time.value;
  const found = end.spells.find((each) => each.at <= time && time < (each.end ?? Infinity));
  if (found === undefined) return null;
  const spell = { ...found, steps: found.steps.length > 0 ? found.steps : (page.privately[found.id] ?? []) };
  const name = candidateName(end);
  const text = textOf(spell, time, fileOf(page, desk.place.value));
  if (text === null || !shown) {
    return (
      <p class="alone-note">
        <strong>{name} thought privately here.</strong> {text === null ? whyNot(spell) : "This is the shared code."}
        {text === null ? null : (
          <button type="button" class="link" onClick={() => setShown(true)}>
            Show what they wrote
          </button>
        )}
      </p>
    );
  }
  return (
    <section class="alone" aria-label={`What ${name} wrote privately`}>
      <p class="alone-head">
        <strong>Only {name} saw this at the time.</strong>
        <button type="button" class="link" onClick={() => setShown(false)}>
          Show the shared code
        </button>
      </p>
      <pre class="mono" tabIndex={0}>
        {text}
      </pre>
    </section>
  );
}

/** Null where there is nothing of this file that may be read. */
function textOf(spell: Spell, time: number, file: string): string | null {
  return textsAfter(spell.steps, stepsBy(spell.steps, time))[file] ?? null;
}

function whyNot(spell: Spell): string {
  if (spell.policy === "not_recorded") return "What they wrote was not recorded. This is the code as it was shared.";
  if (spell.steps.length > 0) return "They had not written in this file yet. This is the code as it was shared.";
  return "What they wrote is theirs. This is the code as it was shared.";
}

/** What the candidate wrote privately at this moment, over the code that they had shared, where that may be read. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { candidateName } from "../core/asked";
import { fileOf, type Place } from "../core/page";
import { privateFiles, stepsBy, textsAfter } from "../core/private";
import { filesOf, type ProjectFile } from "../core/projectFiles";
import type { Spell } from "../core/state";
import { useRoom } from "../panels/room";
import { wholeOf, type Driven } from "./driven";

export function Alone({ player }: { readonly player: Driven }): JSX.Element | null {
  const { page, desk } = useRoom();
  const [shown, setShown] = useState(true);
  /** A file that is not in front, and may be nowhere else: it was made privately. */
  const [other, setOther] = useState("");
  const { end } = wholeOf(player).value;
  const time = player.time.value;
  const found = end.spells.find((each) => each.at <= time && time < (each.end ?? Infinity));
  if (found === undefined) return null;
  const spell = { ...found, steps: found.steps.length > 0 ? found.steps : (page.privately[found.id] ?? []) };
  const name = candidateName(end);
  const texts = textsAfter(spell.steps, stepsBy(spell.steps, time));
  const others = otherFiles(spell, texts, desk.place.value);
  const front = fileOf(page, desk.place.value);
  const text = texts[others.some((each) => nameOf(each) === other) ? other : front] ?? null;
  const choose = (file: string): void => {
    setOther(file);
    setShown(true);
  };
  if (text === null || !shown) {
    return (
      <p class="alone-note">
        <strong>{name} thought privately here.</strong> {text === null ? whyNot(spell) : "This is the shared code."}
        {text === null ? null : (
          <button type="button" class="link" onClick={() => setShown(true)}>
            Show what they wrote
          </button>
        )}
        <Others files={others} chosen="" choose={choose} />
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
        <Others files={others} chosen={other} choose={choose} />
      </p>
      <pre class="mono" tabIndex={0}>
        {text}
      </pre>
    </section>
  );
}

/** What else of the project was written in privately, by its name at this moment. */
function otherFiles(spell: Spell, texts: Readonly<Record<string, string>>, place: Place): readonly ProjectFile[] {
  const files = filesOf(privateFiles(spell.files, texts), place);
  return files.filter((each) => !each.deleted && nameOf(each) in texts && each.file !== place.file);
}

function nameOf(file: ProjectFile): string {
  return `${file.task}/${file.file}`;
}

interface OthersProps {
  readonly files: readonly ProjectFile[];
  readonly chosen: string;
  readonly choose: (file: string) => void;
}

function Others({ files, chosen, choose }: OthersProps): JSX.Element | null {
  if (files.length === 0) return null;
  return (
    <>
      {" "}
      Also written in:{" "}
      {files.map((each) => (
        <button
          key={each.file}
          type="button"
          class="link mono"
          aria-pressed={nameOf(each) === chosen}
          onClick={() => choose(nameOf(each) === chosen ? "" : nameOf(each))}
        >
          {each.path}
        </button>
      ))}
    </>
  );
}

function whyNot(spell: Spell): string {
  if (spell.policy === "not_recorded") return "What they wrote was not recorded. This is the code as it was shared.";
  if (spell.steps.length > 0) return "They had not written in this file yet. This is the code as it was shared.";
  return "What they wrote is theirs. This is the code as it was shared.";
}

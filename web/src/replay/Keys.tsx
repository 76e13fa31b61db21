/** All keys of the replay in a dialog, opened by `?` or by its button. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { Dialog } from "../panels/Dialog";

export const keysOpen = signal(false);

interface Key {
  readonly keys: readonly string[];
  readonly does: string;
}

const EVERYWHERE: readonly Key[] = [
  { keys: ["Space"], does: "play and pause" },
  { keys: ["←", "→"], does: "5 seconds back, forward" },
  { keys: [",", "."], does: "previous, next edit" },
  { keys: ["[", "]"], does: "previous, next run" },
  { keys: ["Shift ←", "Shift →"], does: "previous, next moment" },
  { keys: ["Home", "End"], does: "beginning, end" },
  { keys: ["+", "−"], does: "faster, slower" },
  { keys: ["F"], does: "follow the candidate, the interviewer, nobody" },
  { keys: ["Q"], does: "skip what is quiet, or play it" },
  { keys: ["/"], does: "search all moments" },
  { keys: ["A", "B"], does: "pin this moment as A, as B" },
  { keys: ["C"], does: "compare two moments" },
  { keys: ["?"], does: "this list" },
];

const ON_THE_AXIS: readonly Key[] = [
  { keys: ["Page ↑", "Page ↓"], does: "a minute forward, back" },
  { keys: ["←", "→"], does: "on the marks of a lane: from one to the next" },
  { keys: ["Enter"], does: "on a mark: to its moment; of several, their list" },
];

export function Keys(): JSX.Element | null {
  if (!keysOpen.value) return null;
  const close = (): void => {
    keysOpen.value = false;
  };
  return (
    <Dialog title="Keys of the replay" close={close}>
      <KeyTable title="Everywhere but in text fields" keys={EVERYWHERE} />
      <KeyTable title="On the axis" keys={ON_THE_AXIS} />
      <div class="actions">
        <button type="button" class="button" data-kind="primary" onClick={close}>
          Close
        </button>
      </div>
    </Dialog>
  );
}

function KeyTable({ title, keys }: { readonly title: string; readonly keys: readonly Key[] }): JSX.Element {
  return (
    <section class="keys">
      <h3>{title}</h3>
      <dl>
        {keys.map((key) => (
          <div key={key.does}>
            <dt>
              {key.keys.map((each, index) => (
                <>
                  {index > 0 ? <span> or </span> : null}
                  <kbd key={each}>{each}</kbd>
                </>
              ))}
            </dt>
            <dd>{key.does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

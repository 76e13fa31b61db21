/** What only a room to practise in has: hints that one asks for, and the button that swaps roles. */
import type { JSX } from "preact";
import { latestRun } from "../core/asked";
import { useRoom } from "./room";

/** The next hint of the task, for who practises alone. Each is asked for by itself, so that one more thought comes first. */
export function AskForHint(): JSX.Element | null {
  const { page, source, desk } = useRoom();
  const { live } = source;
  const { slug, hints } = desk.task.value;
  const given = source.state.value.hints.filter((hint) => hint.task === slug).length;
  if (page.role !== "learner" || live === null || hints === 0) return null;
  if (given >= hints) return <p class="hint">These were all the hints of this task.</p>;
  return (
    <p class="ask-hint">
      <button type="button" class="button" onClick={() => live.ask({ type: "hint", task: slug, number: given + 1 })}>
        {given === 0 ? "Show me a hint" : "Show me the next hint"}
      </button>{" "}
      <span class="hint">
        {given} of {hints} shown
      </span>
    </p>
  );
}

/** Hidden tests are the practiser's own to run: they hear how many pass, and never what is in them. */
export function RunHidden(): JSX.Element | null {
  const { page, source, desk } = useRoom();
  const { live } = source;
  if (page.role !== "learner" || live === null) return null;
  const place = desk.place.value;
  const going = latestRun(source.state.value, place, "hidden")?.end === null;
  return (
    <p class="run-hidden">
      <button
        type="button"
        class="button"
        disabled={going}
        onClick={() => live.ask({ type: "run", ...place, suite: "hidden" })}
      >
        Run the hidden tests
      </button>
    </p>
  );
}

/** For two who practise. A form, so that the browser follows into the new room. */
export function SwapRoles(): JSX.Element | null {
  const { page } = useRoom();
  if (page.practice !== "peers") return null;
  return (
    <form method="post" action={`/interviews/${page.room}/swap`} class="swap">
      <input type="hidden" name="form-token" value={page.form} />
      <button class="button" title="Ends this turn: you both go on in a new room, with another task">
        Swap roles
      </button>
    </form>
  );
}

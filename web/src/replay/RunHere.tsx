/** Runs the tests that are in front, visible or hidden, on the code of the moment that is shown. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { useRoom } from "../panels/room";
import { overCase } from "../panels/slots";
import { runAgain, stopAgain } from "./again";
import { CaseStory } from "./CaseStory";
import type { Driven } from "./driven";

export function RunHere({ player }: { readonly player: Driven }): JSX.Element | null {
  const { page, desk } = useRoom();
  const may = page.form !== "";
  useEffect(() => {
    if (!may) return;
    overCase.value = (row) => <CaseStory player={player} row={row} />;
    return () => {
      overCase.value = null;
    };
  }, [may, player]);
  if (!may) return null;
  if (desk.again.value?.going) {
    return (
      <button type="button" class="button" data-again="run" onClick={stopAgain}>
        Stop the run
      </button>
    );
  }
  const suite = desk.resultsTab.value === "hidden" ? "hidden" : "examples";
  const run = (): void => {
    player.pause();
    void runAgain(page, desk, suite, player.time.peek());
  };
  return (
    <button
      type="button"
      class="button"
      data-again="run"
      title="Runs now, on the code of this moment. Nothing of it becomes part of the interview."
      onClick={run}
    >
      {suite === "hidden" ? "Run hidden tests here" : "Run tests here"}
    </button>
  );
}

/** What stands beside the task: what the candidate will see, what is missing, and the proof. */
import type { JSX } from "preact";
import { panelOf, Tabs } from "../panels/Tabs";
import { useAuthor } from "./context";
import { GoodTask } from "./GoodTask";
import { Preview } from "./Preview";
import { Problems } from "./Problems";
import { ProvePanel } from "./ProvePanel";
import type { Proving } from "./proving";

export type AsideTab = "preview" | "state" | "prove";

interface AsideProps {
  readonly chosen: AsideTab;
  readonly choose: (tab: AsideTab) => void;
  readonly proving: Proving;
}

export function Aside({ chosen, choose, proving }: AsideProps): JSX.Element {
  const author = useAuthor();
  const wrong = author.problems.value.filter(({ note }) => !note).length;
  const missing = author.answer.value?.task?.missing.length ?? 0;
  return (
    <aside class="author-aside" aria-label="Beside the task">
      <Tabs
        label="Beside the task"
        name="author-aside"
        tabs={[
          { id: "preview", title: "Preview" },
          { id: "state", title: "What is missing", extra: wrong + missing > 0 ? String(wrong + missing) : "" },
          { id: "prove", title: "Prove and try" },
        ]}
        chosen={chosen}
        choose={choose}
      />
      <div class="author-aside-body" {...panelOf("author-aside", chosen)} tabIndex={0}>
        {chosen === "preview" ? (
          <Preview />
        ) : chosen === "prove" ? (
          <ProvePanel proving={proving} missing={() => choose("state")} />
        ) : (
          <>
            <Problems />
            <GoodTask />
          </>
        )}
      </div>
    </aside>
  );
}

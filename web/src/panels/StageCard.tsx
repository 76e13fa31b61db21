/** What the stage that goes is for: its goal and its prompts, beside the code, for interviewers only. */
import type { JSX } from "preact";
import { goingStage } from "../core/asked";
import { useRoom } from "./room";

export function StageCard(): JSX.Element | null {
  const { page, source } = useRoom();
  const going = goingStage(source.state.value);
  const stage = page.agenda?.stages.find((each) => each.title === going?.title);
  if (!stage || (stage.goal === "" && stage.prompts.length === 0)) return null;
  return (
    <section class="card" aria-labelledby="stage-title">
      <div class="card-head">
        <h3 id="stage-title">{stage.title}</h3>
      </div>
      {stage.goal === "" ? null : <p class="stage-goal">{stage.goal}</p>}
      {stage.prompts.length === 0 ? null : (
        <ul class="stage-prompts">
          {stage.prompts.map((prompt) => (
            <li key={prompt}>{prompt}</li>
          ))}
        </ul>
      )}
      {stage.dimensions.length === 0 ? null : <p class="hint">Shows: {stage.dimensions.join(", ")}</p>}
    </section>
  );
}

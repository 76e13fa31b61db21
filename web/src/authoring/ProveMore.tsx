/** What a proof saw beside its rules: what each solution did, and the cases that gen.py made. */
import type { JSX } from "preact";
import { didWords, type MadeCase, type ProvedSolution } from "../core/authoring/proof";
import { Mark } from "../panels/bits";

export function ProveSolutions({ solutions }: { readonly solutions: readonly ProvedSolution[] }): JSX.Element | null {
  if (solutions.length === 0) return null;
  return (
    <details class="prove-more" open={solutions.some(({ kept }) => !kept)}>
      <summary>Solutions ({solutions.length})</summary>
      <ul class="prove-solutions" role="list">
        {solutions.map((solution) => (
          <li key={solution.file}>
            <Mark kind={solution.kept ? "pass" : "fail"} words={solution.kept ? "keeps its promise" : "does not"} />
            <div>
              <code>{solution.file}</code> <span class="hint">{didWords(solution)}</span>
              {solution.kept ? null : <Failed solution={solution} />}
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Failed({ solution }: { readonly solution: ProvedSolution }): JSX.Element {
  return (
    <ul class="prove-failed" role="list">
      {solution.failed.map(({ group, name, verdict, message, got }) => (
        <li key={`${group}/${name}`}>
          <strong>
            {group}/{name}
          </strong>{" "}
          {verdict.replaceAll("_", " ")}
          {message === "" ? "." : `: ${message}`}{" "}
          {got === "" ? null : (
            <>
              It answered <code>{got}</code>.
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

export function ProveMade({ made }: { readonly made: readonly MadeCase[] }): JSX.Element | null {
  if (made.length === 0) return null;
  return (
    <details class="prove-more">
      <summary>Cases that were made ({made.length})</summary>
      <ul class="prove-made" role="list">
        {made.map(({ group, name, input, answer }) => (
          <li key={`${group} ${name}`}>
            <strong>
              {group}, {name}
            </strong>
            <dl>
              <dt>in</dt>
              <dd>
                <code>{input}</code>
              </dd>
              <dt>out</dt>
              <dd>
                <code>{answer}</code>
              </dd>
            </dl>
          </li>
        ))}
      </ul>
    </details>
  );
}

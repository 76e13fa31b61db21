/** The proof, a line for each rule while it goes on; the mistakes that no case catches; and rooms to try the task in. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { isOver, lineWords, stageWords, type Job, type ProofLine, type Survivor } from "../core/authoring/proof";
import { Mark } from "../panels/bits";
import { useAuthor } from "./context";
import { openPlace } from "./Problems";
import { ProveMade, ProveSolutions } from "./ProveMore";
import type { Proving } from "./proving";

interface Props {
  readonly proving: Proving;
  /** Leads to what is missing beside the proof. */
  readonly missing: () => void;
}

export function ProvePanel({ proving, missing }: Props): JSX.Element {
  const author = useAuthor();
  const now = proving.job.value;
  const going = now !== null && !isOver(now);
  const stale = proving.stale.value && !going;
  useEffect(() => {
    if (proving.job.peek() === null) void proving.begin();
  }, [proving]);
  return (
    <div class="author-prove">
      <section class="author-card" aria-labelledby="author-proof">
        <h2 id="author-proof">Proof</h2>
        <p class="hint">
          The reference passes, each mistake is caught where you said, the starter code does not pass, and small
          mistakes made in the reference are caught too.
        </p>
        <p class="author-tools">
          {going ? (
            <button type="button" class="button" onClick={() => void proving.cancel()}>
              Cancel the proof
            </button>
          ) : (
            <button type="button" class="button" onClick={() => void proving.start()}>
              {now === null ? "Prove it" : "Prove it again"}
            </button>
          )}
          {["function", "stdin", "sql"].includes(author.kind.value) ? (
            <button type="button" class="button" data-kind="quiet" onClick={() => void proving.fill()}>
              Fill missing answers
            </button>
          ) : null}
        </p>
        <p class="author-proof-words" role="status">
          {stale ? <strong>You have changed it since this proof. </strong> : null}
          {[proving.words.value, now === null ? "" : stageWords(stale ? { ...now, words: "" } : now)]
            .filter((each) => each !== "")
            .join(" ")}
        </p>
        {now === null ? null : <Lines of={now} missing={missing} />}
        <ProveSolutions solutions={now?.solutions ?? []} />
        <ProveMade made={now?.proof?.made ?? []} />
      </section>
      <Survivors proving={proving} />
      <TryIt />
    </div>
  );
}

/** What a good task has beside working is told at one place only. */
const LINT = "lint";

function Lines({ of, missing }: { readonly of: Job; readonly missing: () => void }): JSX.Element {
  const author = useAuthor();
  return (
    <ol class="author-proof-lines" role="list">
      {of.lines
        .map((each) => ended(of, each))
        .map((line) => (
          <li key={line.rule} data-state={line.state}>
            <Mark kind={markOf(line)} words="" />
            <span>{line.title}</span>
            <span class="author-proof-how">{lineWords(line)}</span>
            {line.findings.length === 0 ? null : line.rule === LINT ? (
              <p class="author-proof-more">
                <button type="button" class="author-link" onClick={missing}>
                  See what is missing
                </button>
              </p>
            ) : (
              <ul role="list">
                {line.findings.map((each, at) => (
                  <li key={at} data-weight={each.weight}>
                    <button type="button" class="author-link mono" onClick={() => openPlace(author, each.file)}>
                      {each.file}
                    </button>{" "}
                    {each.what} <span class="hint">{each.mend}</span>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
    </ol>
  );
}

/** What a proof that was cancelled did not come to waits for nothing. */
function ended(of: Job, line: ProofLine): ProofLine {
  const open = line.state === "waiting" || line.state === "running";
  return isOver(of) && open ? { ...line, state: "left" } : line;
}

function markOf({ state }: ProofLine): "pass" | "fail" | "none" | "open" {
  if (state === "kept" || state === "noted") return "pass";
  if (state === "broken") return "fail";
  return state === "left" ? "none" : "open";
}

function Survivors({ proving }: { readonly proving: Proving }): JSX.Element | null {
  const proof = proving.job.value?.proof;
  if (!proof || proof.tried === 0) return null;
  return (
    <section class="author-card" aria-labelledby="author-mistakes">
      <h2 id="author-mistakes">Small mistakes</h2>
      <p class="hint">
        {proof.caught} of {proof.tried} that were made in the reference are caught.
        {proof.survivors.length > 0
          ? " No case catches these: either one is missing, or the change changes nothing."
          : ""}
      </p>
      <ul class="author-survivors" role="list">
        {proof.survivors.map((each) => (
          <Mistake key={each.fingerprint} of={each} proving={proving} />
        ))}
      </ul>
    </section>
  );
}

function Mistake({ of, proving }: { readonly of: Survivor; readonly proving: Proving }): JSX.Element {
  const where = `line ${of.line}`;
  const author = useAuthor();
  const decided = proving.decided.value.get(of.fingerprint);
  return (
    <li>
      <p>
        <strong>{of.what}</strong> <span class="hint">{where}</span>
      </p>
      <pre tabIndex={0} aria-label={`The reference and the mistake, ${where}`}>
        <code>
          {`- ${of.before.trim()}\n`}
          {`+ ${of.after.trim()}`}
        </code>
      </pre>
      {decided?.done ? null : (
        <p class="author-tools">
          <button type="button" class="button" data-small onClick={() => void proving.decide(of, "keep")}>
            Keep it as a wrong solution
          </button>
          <button
            type="button"
            class="button"
            data-small
            data-kind="quiet"
            onClick={() => void proving.decide(of, "equivalent")}
          >
            It changes nothing
          </button>
        </p>
      )}
      <p class="author-decided" role="status">
        {decided ? `${decided.words} ` : null}
        {decided && decided.path !== "" ? (
          <button type="button" class="author-link mono" onClick={() => openPlace(author, decided.path)}>
            {decided.path}
          </button>
        ) : null}
      </p>
    </li>
  );
}

/** Only what is saved can be opened in a room: it is saved first. */
function TryIt(): JSX.Element {
  const author = useAuthor();
  const ready = author.answer.value?.loads === true;
  const open = (press: MouseEvent): void => {
    if (!author.unsaved.peek() && !author.isNew.peek()) return;
    press.preventDefault();
    const button = press.currentTarget as HTMLButtonElement;
    void author.save().then((done) => {
      if (done) button.form?.requestSubmit(button);
    });
  };
  return (
    <section class="author-card" aria-labelledby="author-try">
      <h2 id="author-try">Try it</h2>
      <p class="hint">
        {ready
          ? "A practice room, yours alone. As the interviewer you also have the guide, the hidden tests and the parts to unlock."
          : "It can be tried in a room as soon as it loads: what keeps it from that stands under “What is missing”."}
      </p>
      <form class="author-tools" method="post" action={`/tasks/${author.slug.value}/try`} target="_blank">
        <input type="hidden" name="form-token" value={author.form} />
        <button class="button" name="as" value="candidate" disabled={!ready} onClick={open}>
          As the candidate
        </button>
        <button class="button" name="as" value="host" disabled={!ready} onClick={open}>
          As the interviewer
        </button>
      </form>
    </section>
  );
}

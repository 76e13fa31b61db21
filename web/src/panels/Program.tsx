/** The file as a program: what it reads on the left, what it prints on the right as it is printed. Nothing is checked. */
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { goingRun, latestRun } from "../core/asked";
import { durationText } from "../core/clock";
import { shownOutput, type Stretch } from "../core/output";
import type { Run } from "../core/state";
import { programWords, runMark, sentenceOf } from "../core/verdicts";
import type { Live } from "../source";
import { Mark, PROGRAM_KEY } from "./bits";
import { useAsking, useRoom } from "./room";
import { runProgram, stdinOf, whyNot } from "./running";
import { Left } from "./Values";
import { Waiting } from "./Waiting";

export function Program(): JSX.Element {
  const { source, desk } = useRoom();
  const run = latestRun(source.state.value, desk.place.value, "scratch");
  const live = useAsking();
  return (
    <div class="program">
      <ProgramInput live={live} run={run} />
      <section class="program-output" aria-label="What the program printed">
        {run ? <ProgramRun run={run} /> : <NotRunYet live={live} />}
      </section>
    </div>
  );
}

function ProgramInput({ live, run }: { readonly live: Live | null; readonly run: Run | null }): JSX.Element {
  const room = useRoom();
  const { desk } = room;
  const keys = (press: KeyboardEvent): void => {
    if (press.key !== "Enter" || !(press.ctrlKey || press.metaKey)) return;
    press.preventDefault();
    runProgram(room);
  };
  return (
    <div class="program-input">
      <label for="stdin">Input</label>
      <textarea
        id="stdin"
        class="mono"
        value={live ? stdinOf(room) : (run?.stdin ?? "")}
        readOnly={live === null}
        spellcheck={false}
        autocomplete="off"
        placeholder={live ? "What the program reads, line by line" : ""}
        onInput={(input) => desk.typeStdin(input.currentTarget.value)}
        onKeyDown={keys}
      />
      {live ? <ProgramTools live={live} /> : null}
    </div>
  );
}

function ProgramTools({ live }: { readonly live: Live }): JSX.Element {
  const room = useRoom();
  const { source, desk } = room;
  const going = goingRun(source.state.value);
  const why = whyNot(live, desk.place.value);
  if (going?.suite === "scratch") {
    return (
      <button type="button" class="button" onClick={() => live.ask({ type: "stop" })}>
        <span class="stop-sign" aria-hidden="true" />
        Stop
      </button>
    );
  }
  return (
    <button
      type="button"
      class="button"
      aria-disabled={why !== "" || going !== null}
      aria-describedby={why === "" ? undefined : "why-not"}
      onClick={() => runProgram(room)}
    >
      Run program <kbd aria-hidden="true">{PROGRAM_KEY}</kbd>
    </button>
  );
}

function NotRunYet({ live }: { readonly live: Live | null }): JSX.Element {
  const seen = live?.recorded === false ? "only you see it" : "both of you see it";
  return (
    <div class="quiet-place">
      <h2>{live ? "Run the file as it is" : "The program has not run yet"}</h2>
      <p>
        {live
          ? `Type what it reads, run it, and see what it prints as it prints it. Nothing is checked here, and ${seen}.`
          : "What it reads and prints shows here from the moment when somebody runs it."}
      </p>
    </div>
  );
}

function ProgramRun({ run }: { readonly run: Run }): JSX.Element {
  const { stretches, earlier } = shownOutput(run.printed);
  return (
    <>
      <ProgramState run={run} />
      <div class="printed" ref={useEndInView(run)} tabIndex={0} role="log" aria-live="off" aria-label="Output">
        {earlier > 0 ? <p class="hint">The first {earlier.toLocaleString("en")} lines are not shown here.</p> : null}
        {stretches.map((stretch, at) => (
          <StretchView key={at} stretch={stretch} />
        ))}
        {stretches.length === 0 ? <p class="hint">{nothingWords(run)}</p> : null}
        {run.cut ? <p class="hint">It printed more than is kept; the rest is left out.</p> : null}
      </div>
    </>
  );
}

function nothingWords(run: Run): string {
  if (run.partial === true) return "What it printed is on its way.";
  return run.end === null ? "Nothing printed yet." : "It printed nothing.";
}

function ProgramState({ run }: { readonly run: Run }): JSX.Element {
  const { source } = useRoom();
  const who = source.state.value.people[run.by]?.name ?? "";
  return (
    <div class="program-state">
      <p>
        <Mark kind={runMark(run)} words="" /> <strong>{capital(programWords(run))}</strong>
        <span class="case-time">
          {run.end && run.end.ms > 0 ? `${durationText(run.end.ms)} · ` : ""}
          {who === "" ? "" : `run by ${who}`}
        </span>
      </p>
      {run.end ? <p class="program-end">{endSentence(run.end)}</p> : <Waiting run={run} />}
    </div>
  );
}

function endSentence(end: NonNullable<Run["end"]>): string {
  const ended = end.verdict === "unchecked" || end.verdict === "passed";
  return end.message === "" && ended ? "The program came to its end." : sentenceOf(end);
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What went to the error stream has a line along its side and its name above it, besides its colour. */
function StretchView({ stretch }: { readonly stretch: Stretch }): JSX.Element {
  return (
    <div class="stretch" data-stream={stretch.stream}>
      {stretch.stream === "stderr" ? <span class="stretch-name">stderr</span> : null}
      <pre>{stretch.parts.map((part, at) => (typeof part === "number" ? <Left key={at} count={part} /> : part))}</pre>
    </div>
  );
}

/** Within so many pixels of its end an output is being followed. */
const NEAR_PX = 24;

/** Keeps the newest line in view, unless somebody has scrolled up to read. */
function useEndInView(run: Run): (element: HTMLDivElement | null) => void {
  const element = useRef<HTMLDivElement | null>(null);
  const follows = useRef(true);
  useLayoutEffect(() => {
    follows.current = true;
  }, [run.id]);
  useLayoutEffect(() => {
    const log = element.current;
    if (log && follows.current) log.scrollTop = log.scrollHeight;
  }, [run.printed, run.end]);
  const listen = useRef(() => {
    const log = element.current;
    if (log) follows.current = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;
  }).current;
  return (next) => {
    element.current?.removeEventListener("scroll", listen);
    element.current = next;
    next?.addEventListener("scroll", listen, { passive: true });
  };
}

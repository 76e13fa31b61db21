/** Two moments beside each other: every file that differs, its changes marked to the word. */
import { useSignal, type Signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { counted } from "../core/clock";
import { deedWords, filesAt, type ProjectFile } from "../core/projectFiles";
import { Dialog } from "../panels/Dialog";
import { useRoom } from "../panels/room";
import { compareMoments, type Compared, type FileComparison } from "./comparing";
import { ComparedFile } from "./ComparedFile";
import { dialog } from "./dialogs";
import { fileWords, type Past } from "./past";
import { lastRun, letter, momentWords, pins, SIDES, type Side } from "./pins";
import { PinSign } from "./Sign";

/** What is compared when nothing, or only one moment, is pinned: the last run with now. */
export function comparedMoments(player: Past): Record<Side, number> {
  const { a, b } = pins.peek();
  const now = player.time.peek();
  const from = player.index.peek().from;
  if (a !== null && b !== null) return { a, b };
  if (a !== null || b !== null) return { a: Math.min(a ?? b ?? 0, now), b: Math.max(a ?? b ?? 0, now) };
  return { a: lastRun(player, now) ?? from, b: now };
}

export function Compare({ player }: { readonly player: Past }): JSX.Element {
  const moments = useSignal(comparedMoments(player));
  const { a, b } = moments.value;
  const compared = useCompared(player, a, b);
  const { desk } = useRoom();
  const files = filesAt(player.index.value.talk, Math.max(a, b));
  const [wide, setWide] = useState(true);
  const body = useRef<HTMLDivElement>(null);
  const beside = wide && desk.width.value !== "phone";
  return (
    <Dialog title="Compare two moments" wide close={() => (dialog.value = null)}>
      <div class="compare" onKeyDown={(press) => onKey(press, body.current)}>
        <div class="compare-moments">
          {SIDES.map((side) => (
            <MomentChoice key={side} side={side} player={player} moments={moments} />
          ))}
        </div>
        <div class="compare-bar">
          <Told compared={compared} />
          <QuickChoices player={player} moments={moments} />
          {desk.width.value === "phone" ? null : <ViewChoice wide={wide} choose={setWide} />}
          <span class="compare-steps">
            <button type="button" class="button" data-small aria-keyshortcuts="p" onClick={() => go(body.current, -1)}>
              ‹ change <kbd aria-hidden="true">p</kbd>
            </button>
            <button type="button" class="button" data-small aria-keyshortcuts="n" onClick={() => go(body.current, 1)}>
              change › <kbd aria-hidden="true">n</kbd>
            </button>
          </span>
        </div>
        <div ref={body} class="compare-files" tabIndex={-1} autofocus>
          {compared.is === "here"
            ? compared.files.map((each) => <FilePart key={each.file} file={each} beside={beside} files={files} />)
            : null}
        </div>
      </div>
      <div class="actions">
        <button type="button" class="button" onClick={() => (dialog.value = null)}>
          Close
        </button>
      </div>
    </Dialog>
  );
}

/** The two comparisons that are asked for most. */
function QuickChoices({ player, moments }: Omit<ChoiceProps, "side">): JSX.Element {
  const now = player.time.value;
  const run = lastRun(player, moments.value.b);
  const choose = (side: Side, at: number): void => {
    moments.value = { ...moments.peek(), [side]: at };
  };
  return (
    <>
      {run === null || run === moments.value.a ? null : (
        <button type="button" class="button" data-small onClick={() => choose("a", run)}>
          Compare with the last run
        </button>
      )}
      {now === moments.value.b ? null : (
        <button type="button" class="button" data-small onClick={() => choose("b", now)}>
          Compare with now
        </button>
      )}
    </>
  );
}

function useCompared(player: Past, a: number, b: number): Compared {
  const [compared, setCompared] = useState<Compared>({ is: "coming" });
  useEffect(() => {
    const going = new AbortController();
    setCompared({ is: "coming" });
    void compareMoments(player, a, b, going.signal).then((found) => {
      if (found !== null) setCompared(found);
    });
    return () => going.abort();
  }, [player, a, b]);
  return compared;
}

interface ChoiceProps {
  readonly side: Side;
  readonly player: Past;
  readonly moments: Signal<Record<Side, number>>;
}

/** Which moment this side is: the pinned ones, now, the start, the end, and every run. */
function MomentChoice({ side, player, moments }: ChoiceProps): JSX.Element {
  const at = moments.value[side];
  const choices = useMemo(() => choicesOf(player, at), [player, at]);
  return (
    <label class="field compare-moment" data-side={side}>
      <span>
        <PinSign side={side} />
        <span class="visually-hidden">Moment {letter(side)}</span>
      </span>
      <select
        class="input"
        value={String(at)}
        onChange={(change) => (moments.value = { ...moments.peek(), [side]: Number(change.currentTarget.value) })}
      >
        {choices.map(([time, words]) => (
          <option key={time} value={String(time)}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** By time, each time once, whatever it is known by. */
function choicesOf(player: Past, chosen: number): readonly (readonly [number, string])[] {
  const now = player.time.peek();
  const known = new Map<number, string>();
  const add = (at: number | null, prefix: string): void => {
    if (at !== null && !known.has(at)) known.set(at, `${prefix}${momentWords(player, at)}`);
  };
  for (const side of SIDES) add(pins.peek()[side], `Pin ${letter(side)}: `);
  add(now, "Now: ");
  for (const moment of player.moments.peek()) if (moment.kind === "run") add(moment.at, "");
  add(player.index.peek().from, "");
  add(player.length.peek(), "");
  add(chosen, "");
  return [...known].sort((one, other) => one[0] - other[0]);
}

function Told({ compared }: { readonly compared: Compared }): JSX.Element {
  return (
    <p class="compare-told" role="status">
      {compared.is === "coming" ? "Fetching both moments…" : null}
      {compared.is === "failed"
        ? `These moments could not be compared: ${compared.why}. Close this and try again.`
        : null}
      {compared.is === "here" ? told(compared.files) : null}
    </p>
  );
}

function told(files: readonly FileComparison[]): string {
  if (files.length === 0) return "Every file is the same at both moments: choose another one above.";
  const [added, removed] = [sum(files, "added"), sum(files, "removed")];
  return `${counted(files.length, "file")} ${files.length === 1 ? "differs" : "differ"}: ${counted(added, "line")} more, ${counted(removed, "line")} fewer.`;
}

function sum(files: readonly FileComparison[], what: "added" | "removed"): number {
  return files.reduce((total, each) => total + each[what], 0);
}

function ViewChoice({
  wide,
  choose,
}: {
  readonly wide: boolean;
  readonly choose: (wide: boolean) => void;
}): JSX.Element {
  return (
    <div class="segments" role="group" aria-label="How to show them">
      <button type="button" aria-pressed={wide} onClick={() => choose(true)}>
        Side by side
      </button>
      <button type="button" aria-pressed={!wide} onClick={() => choose(false)}>
        Unified
      </button>
    </div>
  );
}

interface FileProps {
  readonly file: FileComparison;
  readonly beside: boolean;
  /** The files of projects as they were at the later moment. */
  readonly files: readonly ProjectFile[];
}

function FilePart({ file, beside, files }: FileProps): JSX.Element {
  const { page } = useRoom();
  const words = deedWords(file.was, file.path);
  return (
    <ComparedFile file={file.file} called={fileWords(page, files, file.file)} compared={file} beside={beside}>
      {words === "" ? null : <p class="hint">{words}</p>}
      {file.lastBreak ? <p class="hint compare-break">Only {letter(file.lastBreak)} ends with a line break.</p> : null}
    </ComparedFile>
  );
}

function onKey(press: KeyboardEvent, body: HTMLElement | null): void {
  const by = { n: 1, p: -1 }[press.key] as 1 | -1 | undefined;
  if (by === undefined || press.ctrlKey || press.metaKey || press.altKey) return;
  if (press.target instanceof Element && press.target.closest("select, input, textarea")) return;
  press.preventDefault();
  press.stopPropagation();
  go(body, by);
}

/** To the next or previous change: in view, and in focus, so that it is read aloud. */
function go(body: HTMLElement | null, by: 1 | -1): void {
  if (!body) return;
  const changes = [...body.querySelectorAll<HTMLElement>("[data-change]")];
  const at = changes.findIndex((each) => each.contains(document.activeElement));
  const next = at < 0 ? (by > 0 ? changes[0] : changes.at(-1)) : changes[at + by];
  next?.scrollIntoView({ block: "center" });
  next?.focus({ preventScroll: true });
}

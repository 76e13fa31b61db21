/** Thinking privately, as one page's room goes through it: into it and out of it, and what stays in this page meanwhile. */
import { signal, type Signal } from "@preact/signals";
import * as decoding from "lib0/decoding";
import { goingSpell } from "../core/asked";
import type { Ask, Runnable } from "../core/frames";
import { fileOf, type Page, type Place } from "../core/page";
import { privateFiles } from "../core/private";
import { filesOf } from "../core/projectFiles";
import type { RoomState, Run } from "../core/state";
import type { Privately, Walk } from "../source";
import type { Link } from "./link";
import { PrivateRuns, type PrivateSource, type RunEars } from "./privateRun";
import { forget, keptName, PrivateText } from "./privately";

export class PrivateRoom implements Privately {
  readonly text = signal<PrivateText | null>(null);
  readonly walk = signal<Walk | null>(null);
  readonly #runs: PrivateRuns;
  readonly #kept: string;
  /** Where this page looked last while its person thought privately: the others are told when they are back. */
  #place: Place | null = null;

  /** `shared` is the room as the timeline has it; the runs of the private code stand in it as long as that goes on. */
  constructor(
    private readonly page: Page,
    me: string,
    private readonly link: Link,
    private readonly shared: Signal<RoomState>,
    ears: Omit<RunEars, "runs">,
  ) {
    this.#kept = keptName(page.room, me);
    this.#runs = new PrivateRuns(page, { ...ears, runs: (runs) => this.#tried(runs) });
  }

  putAside(): void {
    this.walk.value = null;
  }

  /** The room with its projects' files as they are called privately. */
  withFiles(state: RoomState): RoomState {
    const text = this.text.value;
    const spell = goingSpell(state);
    if (text === null || spell?.id !== text.spell) return state;
    const files = privateFiles(spell.files, text.names.value);
    return { ...state, files };
  }

  /** Whether this ask stays in this page, because its person thinks privately. */
  asked(ask: Ask): boolean {
    if (this.text.peek() === null) return false;
    switch (ask.type) {
      case "run":
      case "scratch":
        void this.#runs.run(ask, this.#source(ask));
        return true;
      case "stop":
        return this.#runs.stop();
      case "switch":
        this.#place = { task: ask.task, language: ask.language, ...(ask.file ? { file: ask.file } : {}) };
        // The server writes the starter code of a new file, and tells nobody.
        this.link.say({ type: "switch", task: ask.task, language: ask.language });
        return true;
      default:
        return false;
    }
  }

  /** Goes in and out of it as the timeline says. */
  follow(state: RoomState): void {
    const going = goingSpell(state);
    if (this.page.role === "candidate") this.#turn(state, going?.id ?? null);
    if (going !== null) this.putAside();
  }

  /** A whole frame of the private document. */
  receive(data: Uint8Array): void {
    try {
      const decoder = decoding.createDecoder(data);
      decoding.readVarUint(decoder);
      this.text.peek()?.receive(decoder);
    } catch {
      console.warn("Greenroom: a frame of the private text could not be read and was left out.");
    }
  }

  #turn(state: RoomState, spell: string | null): void {
    const now = this.text.peek();
    if (spell === (now?.spell ?? null)) {
      if (spell === null) forget(this.#kept);
      return;
    }
    if (now !== null) this.#comeBack(now);
    if (spell === null) return;
    const text = new PrivateText(spell, this.#kept, this.link);
    this.text.value = text;
    if (this.link.isOpen) text.opened();
  }

  #comeBack(text: PrivateText): void {
    this.#runs.stop();
    const mine = this.#runs.ids;
    const state = this.shared.peek();
    this.shared.value = { ...state, runs: state.runs.filter((run) => !mine.has(run.id)) };
    this.text.value = null;
    text.forget();
    const place = this.#place;
    this.#place = null;
    // A file that was made privately is told when the others have it.
    const known = !place?.file || filesOf(state.files, place).some((each) => each.file === place.file);
    if (place !== null && known && state.phase === "live") this.link.say({ type: "switch", ...place });
  }

  #tried(runs: readonly Run[]): void {
    if (this.text.peek() === null) return;
    const mine = this.#runs.ids;
    const state = this.shared.peek();
    this.shared.value = { ...state, runs: [...state.runs.filter((run) => !mine.has(run.id)), ...runs] };
  }

  /** What runs: the file, or all files of a project. */
  #source(ask: Runnable): PrivateSource {
    const text = (name: string): string => this.text.peek()?.text(name) ?? "";
    const files = filesOf(this.withFiles(this.shared.peek()).files, ask);
    if (files.length === 0) return { source: text(fileOf(this.page, { task: ask.task, language: ask.language })) };
    const here = files.filter((each) => !each.deleted);
    const file = ask.type === "scratch" ? here.find((each) => each.file === ask.file) : undefined;
    const first = files[0]?.deleted ? "" : (files[0]?.path ?? "");
    const sent = here.map((each) => [each.path, text(`${each.task}/${each.file}`)]);
    return { files: JSON.stringify(sent), first, file: file?.path ?? "" };
  }
}

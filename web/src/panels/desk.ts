/** What this viewer has in front of them: the file, the open tabs, the chosen case, the widths. Nobody else is told. */
import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import type { Rerun } from "../core/again";
import { knownPlace, languagesOf, samePlace, type Language, type Page, type Place, type Task } from "../core/page";
import { withParts } from "../core/parts";
import { closing, fileAt, filesOf, moved, opening, type ProjectFile } from "../core/projectFiles";
import type { Live, Source } from "../source";
import { keepTabs, openTabs } from "./openTabs";

export type LeftTab = "task" | "examples" | "guide" | "aside" | "chat";
export type ResultsTab = "tests" | "program" | "hidden";
/** On a phone one pane shows at a time. */
export type Pane = "task" | "code" | "tests" | "aside" | "chat";
/** wide: three columns. medium: the interviewer's column becomes a tab of the left one. phone: one pane at a time. */
export type Width = "wide" | "medium" | "phone";
export type Opened = "private" | "own-case" | "end" | "preferences" | null;

export interface Caret {
  readonly line: number;
  readonly column: number;
  /** Characters that are selected. */
  readonly selected: number;
  /** The lines of the selection, from the first to the last. */
  readonly from: number;
  readonly to: number;
}

/** The lines that a note is about; 0 is none. */
export interface About {
  readonly line: number;
  readonly end: number;
}
export const NO_LINE: About = { line: 0, end: 0 };

/** A note that is being written. */
export interface Draft {
  readonly text: string;
  readonly tag: string;
}
export const NO_DRAFT: Draft = { text: "", tag: "" };

/** A line, or somebody's cursor by its key. Two goals at the same place are still two: `count` tells them apart. */
export type Goal = { readonly count: number } & (
  { readonly line: number; readonly focus: boolean } | { readonly pointer: string }
);

export class Desk {
  /** What is in front. Of a project it names a file as soon as it is known which there are. */
  readonly place: ReadonlySignal<Place>;
  readonly task: ReadonlySignal<Task>;
  readonly language: ReadonlySignal<Language | null>;
  /** The files of the project in front, deleted ones too; none in any other task. */
  readonly files: ReadonlySignal<readonly ProjectFile[]>;
  /** The one in front; null in any other task. */
  readonly file: ReadonlySignal<ProjectFile | null>;
  /** Those that are open in tabs. */
  readonly tabs: ReadonlySignal<readonly string[]>;
  /** Whether the tree of the project's files stands beside the code; on a phone it covers it. */
  readonly tree = signal(true);
  readonly leftTab = signal<LeftTab>("task");
  readonly resultsTab = signal<ResultsTab>("tests");
  /** Results that came just now, from the code of an earlier moment; null while the record's are shown. */
  readonly again = signal<Rerun | null>(null);
  readonly chosenCase = signal<string | null>(null);
  /** What was typed for the program of each task to read; nothing where nobody typed here. */
  readonly stdin = signal<Readonly<Record<string, string>>>({});
  readonly pane = signal<Pane>("code");
  readonly width = signal<Width>("wide");
  readonly dialog = signal<Opened>(null);
  readonly caret = signal<Caret>({ line: 1, column: 1, selected: 0, from: 1, to: 1 });
  /** What to bring into view. */
  readonly goal = signal<Goal | null>(null);
  /** Somebody's cursor, by its key, that is not to leave the view; without taking the focus or the place of what is read. */
  readonly inView = signal<{ readonly pointer: string; readonly count: number } | null>(null);
  /** Goes up when the note box is asked for; `about` is what the next note is about. */
  readonly noteAsked = signal(0);
  readonly about = signal<About>(NO_LINE);
  /** The file of those lines: the one that was in front then. */
  readonly aboutPlace = signal<Place | null>(null);
  /** What is being written: it stays while its box is not drawn. */
  readonly noteDraft = signal<Draft>(NO_DRAFT);
  /** Notes that are being changed, by id: they stay while their pane is not drawn. */
  readonly noteEdits = signal<Readonly<Record<string, Draft>>>({});
  readonly chatDraft = signal("");
  /** The number of the newest message that was in view here. */
  readonly chatRead = signal(0);
  /** Whom this viewer follows, until they type, press Escape or go somewhere themselves; null for nobody. */
  readonly following = signal<string | null>(null);
  /** Goes up when the given hints are to be brought into view. */
  readonly hintWanted = signal(0);
  /** Goes up when somebody wants to go on in the code. */
  readonly codeWanted = signal(0);
  readonly #wanted;
  readonly #tabs;

  constructor(
    readonly page: Page,
    readonly source: Source,
    first: Task,
  ) {
    this.#wanted = signal<Place>(knownPlace(page, null));
    this.#tabs = openTabs(page.room);
    const known = computed(() => source.state.value.files);
    let before: Place = this.#wanted.peek();
    let path: { readonly file: string; readonly path: string } = { file: "", path: "" };
    this.place = computed(() => {
      const wanted = this.#wanted.value;
      const file = fileAt(known.value, wanted, wanted.file, path.file === wanted.file ? path.path : "");
      if (file !== null && file.file === wanted.file) path = file;
      const place = file === null ? { task: wanted.task, language: wanted.language } : { ...wanted, file: file.file };
      // The same place is the same value, or everything that follows it would begin anew with each file that comes.
      if (!samePlace(before, place)) before = place;
      return before;
    });
    const parts = computed(() => source.state.value.parts);
    this.task = computed(() => {
      return withParts(page.tasks.find((task) => task.slug === this.place.value.task) ?? first, parts.value);
    });
    this.files = computed(() => filesOf(known.value, this.place.value));
    this.file = computed(() => fileAt(this.files.value, this.place.value, this.place.value.file));
    this.tabs = computed(() => this.#openHere());
    this.language = computed(() => page.languages.find((each) => each.id === this.place.value.language) ?? null);
  }

  get isHost(): boolean {
    return this.page.role === "host";
  }

  /** Whether this page shows the interviewers' side. */
  get interviews(): boolean {
    return this.page.role !== "candidate" && this.page.role !== "learner";
  }

  /** Whether they may end it. */
  get ends(): boolean {
    return this.isHost || this.page.role === "learner";
  }

  /** Whether there is anybody to write to: not for who practises alone, and not in the warm-up. */
  get talks(): boolean {
    return this.page.role !== "learner" && this.source.live?.recorded !== false;
  }

  /** Whether they may type, run and ask for things: an observer only looks. */
  get acts(): boolean {
    return this.page.role !== "observer";
  }

  /** Looks at a file. `tell` lets the others know. */
  goTo(wanted: Place): void {
    this.following.value = null;
    this.lookAt(wanted);
  }

  /** The same for somebody who is being taken along. */
  lookAt(wanted: Place): void {
    const place = knownPlace(this.page, wanted);
    if (samePlace(place, this.place.peek())) return;
    const other = place.task !== this.place.peek().task || place.language !== this.place.peek().language;
    if (!other) this.#keep(this.#openHere());
    this.#wanted.value = place;
    if (place.file) this.#keep(opening(this.#openHere(), place.file));
    if (other) this.chosenCase.value = null;
  }

  /** To another file of the project in front. */
  openFile(file: string): void {
    const { task, language } = this.place.peek();
    this.goTo({ task, language, file });
    if (this.width.peek() === "phone") this.tree.value = false;
  }

  closeFile(file: string): void {
    const { tabs, next } = closing(this.#openHere(), file);
    if (next === "") return;
    if (this.place.peek().file === file) this.openFile(next);
    this.#keep(tabs);
  }

  /** Moves a tab by so many places. */
  moveFile(file: string, by: number): void {
    this.#keep(moved(this.#openHere(), file, by));
  }

  #openHere(): readonly string[] {
    const { task, language, file } = this.place.value;
    const here = this.files.value.filter((each) => !each.deleted).map((each) => each.file);
    const first = here.slice(0, this.task.value.open[language] ?? 1);
    const open = (this.#tabs.value[`${task}/${language}`] ?? first).filter((each) => here.includes(each));
    return file === undefined ? [] : opening(open, file);
  }

  #keep(tabs: readonly string[]): void {
    const { task, language } = this.place.peek();
    this.#tabs.value = { ...this.#tabs.peek(), [`${task}/${language}`]: tabs };
    keepTabs(this.page.room, this.#tabs.peek());
  }

  /** The same task's file in the language that was used before, else the first. */
  goToTask(slug: string): void {
    const task = this.page.tasks.find((each) => each.slug === slug);
    if (!task) return;
    const language = this.place.peek().language;
    const known = languagesOf(this.page, task).some((each) => each.id === language);
    this.goTo({ task: slug, language: known ? language : "" });
  }

  typeStdin(text: string): void {
    this.stdin.value = { ...this.stdin.peek(), [this.place.peek().task]: text };
  }

  goToLine(place: Place, line: number): void {
    this.goTo(place);
    this.#bring({ line, focus: true });
  }

  /** The same, and whoever has the focus keeps it: they go on from where they are. */
  showLine(place: Place, line: number): void {
    this.goTo(place);
    this.#bring({ line, focus: false });
  }

  /** To somebody's cursor in the file in front. */
  goToPointer(pointer: string): void {
    this.#bring({ pointer });
  }

  keepInView(pointer: string): void {
    this.inView.value = { pointer, count: (this.inView.peek()?.count ?? 0) + 1 };
  }

  #bring(what: { readonly line: number; readonly focus: boolean } | { readonly pointer: string }): void {
    this.pane.value = "code";
    this.goal.value = { ...what, count: (this.goal.peek()?.count ?? 0) + 1 };
  }

  /** What is selected in the editor, or the line of the cursor. */
  selectedLines(): About {
    const { from, to } = this.caret.peek();
    return { line: from, end: to > from ? to : 0 };
  }

  openChat(): void {
    if (this.width.peek() === "phone") this.pane.value = "chat";
    else this.leftTab.value = "chat";
  }

  askForNote(about: About): void {
    this.about.value = about;
    this.aboutPlace.value = this.place.peek();
    this.pane.value = "aside";
    if (this.width.peek() === "medium") this.leftTab.value = "aside";
    this.noteAsked.value += 1;
  }

  /**
   * Be where one was before a reload, and keep the room told where one is. The answer stops it.
   *
   * Several tabs of one person may look at different files: each tells its own place once and then keeps quiet.
   */
  tell(live: Live): () => void {
    if (!this.acts) return () => undefined;
    let [placed, told]: [boolean, Place | null] = [false, null];
    return effect(() => {
      const person = this.source.state.value.people[live.me];
      const place = this.place.value;
      if (live.connection.value.at !== "open") told = null;
      else if (person?.here && !placed) {
        placed = true;
        if (person.where !== null) {
          this.#wanted.value = knownPlace(this.page, person.where);
          told = this.place.peek();
        } else if (live.ask({ type: "switch", ...place })) told = place;
      } else if (placed && !samePlace(person?.where ?? null, place) && !samePlace(told, place)) {
        if (live.ask({ type: "switch", ...place })) told = place;
      }
    });
  }
}

/** Follows the window's width. The answer stops it. */
export function watchWidth(desk: Desk): () => void {
  const phone = matchMedia("(max-width: 759.98px)");
  const wide = matchMedia("(min-width: 1180px)");
  const read = (): void => {
    // On a phone the tree covers the code; beside it there is room again.
    if (phone.matches !== (desk.width.peek() === "phone")) desk.tree.value = !phone.matches;
    desk.width.value = phone.matches ? "phone" : wide.matches || !desk.interviews ? "wide" : "medium";
  };
  read();
  phone.addEventListener("change", read);
  wide.addEventListener("change", read);
  return () => {
    phone.removeEventListener("change", read);
    wide.removeEventListener("change", read);
  };
}

/** One task being written: the draft, what the server says of it, and everything on its way between the two. */
import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Answer } from "../core/authoring/answers";
import * as drafts from "../core/authoring/draft";
import type { Draft } from "../core/authoring/draft";
import { placed, type Placed } from "../core/authoring/places";
import { slugTrouble, suggested } from "../core/authoring/slug";
import { startingFiles, type Files } from "../core/authoring/starting";
import type { Kind } from "../core/authoring/columns";
import { textAt } from "../core/authoring/sheet";
import { valueAt, type Edit, type Path } from "../core/authoring/tree";
import type { Json } from "../core/json";
import type { Theirs, Workshop } from "./workshop";

export const NEW = "new";
/** After the last keystroke, before the server is asked. */
const SETTLE_MS = 250;
/** So long it stands there that something happened, where there is no way back from it. */
const SAID_MS = 8000;
/** After a failure, before it is tried again. */
const AGAIN_MS = 4000;

/** Gone as soon as the server is there again. */
const AWAY = "Not saved: the server cannot be reached just now. What you typed is still on this page.";

export interface Said {
  readonly words: string;
  readonly undo: (() => void) | null;
  /** What the button says that does it. */
  readonly button: string;
}

/** `refused`: it is more than a draft holds, and not tried again as it is. */
export type Kept = "kept" | "keeping" | "unkept" | "refused";

export interface LanguageInfo {
  readonly id: string;
  readonly title: string;
  readonly editor: string;
  readonly indent: number;
  readonly ending: string;
  readonly frameworks: readonly Framework[];
}

/** A way in which a project's own tests run: its command, and good names for its first files. */
export interface Framework {
  readonly title: string;
  readonly run: string;
  /** "" for any name. */
  readonly first: string;
  readonly visible: string;
  readonly hidden: string;
}

export class Author {
  readonly draft: Signal<Draft>;
  readonly answer = signal<Answer | null>(null);
  /** How far what is here is on the server as a draft. */
  readonly kept = signal<Kept>("kept");
  readonly saving = signal(false);
  readonly conflict = signal<Theirs | null>(null);
  readonly said = signal<Said | null>(null);
  /** What was refused and has to be read. */
  readonly trouble = signal("");
  /** The task's address; of a new one, the address that it is to have. */
  readonly slug: Signal<string>;
  readonly isNew: Signal<boolean>;
  /** Whether a new task's address follows its title. */
  readonly follows = signal(true);
  readonly problems: ReadonlySignal<readonly Placed[]> = computed(() => placed(this.answer.value));
  readonly kind: ReadonlySignal<Kind> = computed(() => kindOf(this.head.value));
  /** Whoever reads one of these two is not drawn anew for a change of the other. */
  readonly documents: ReadonlySignal<drafts.Documents> = computed(() => this.draft.value.documents);
  readonly files: ReadonlySignal<Files> = computed(() => this.draft.value.files);
  readonly begun: ReadonlySignal<boolean> = computed(() => Object.keys(this.files.value).length > 0);
  readonly head: ReadonlySignal<Json | undefined> = computed(() => this.documents.value["task.yaml"]);
  readonly unsaved: ReadonlySignal<boolean> = computed(() => drafts.isUnsaved(this.draft.value));

  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;
  private checked = 0;
  private keptRevision = 0;
  /** Why what is here is not kept as a draft. */
  private refusal = "";

  constructor(
    readonly workshop: Workshop,
    readonly languages: readonly LanguageInfo[],
    slug: string,
    draft: Draft,
    /** What a form of this page must carry. */
    readonly form = "",
    /** The version that `draft.saved` is: another one than the draft began from, where somebody saved since. */
    private version = draft.base,
  ) {
    this.draft = signal(draft);
    this.slug = signal(slug === NEW ? "" : slug);
    this.isNew = signal(slug === NEW);
    this.keptRevision = draft.revision;
  }

  /** The files that what is here began from; null where only newer ones are known. */
  base(): Files | null {
    const { base, saved } = this.draft.peek();
    return base === this.version ? saved : null;
  }

  /** A value in one of the YAML files, with what is not written yet. */
  at(file: string, path: Path): Json | undefined {
    return valueAt(this.documents.value[file], path);
  }

  text(path: string): string {
    return this.files.value[path] ?? "";
  }

  /** The same for whoever changes it: with what was typed since the page was drawn. */
  now(path: string): string {
    return this.draft.peek().files[path] ?? "";
  }

  edit(...edits: readonly Edit[]): void {
    this.draft.value = drafts.edit(this.draft.peek(), edits);
    this.follow();
    this.changed();
  }

  /** Undefined takes the key away. */
  put(file: string, path: Path, value: Json | undefined): void {
    this.edit(value === undefined ? { op: "remove", file, path } : { op: "set", file, path, value });
  }

  write(path: string, text: string): void {
    this.draft.value = drafts.write(this.draft.peek(), path, text);
    this.changed();
  }

  takeOut(path: string): void {
    const text = this.now(path);
    this.draft.value = drafts.takeOut(this.draft.peek(), path);
    this.changed();
    this.tell(`${path} is taken out.`, () => this.write(path, text));
  }

  rename(from: string, to: string): void {
    this.draft.value = drafts.rename(this.draft.peek(), from, to);
    this.changed();
  }

  begin(kind: Kind, title: string): void {
    const files = startingFiles(kind, title, this.languages[0]?.frameworks[0]?.run);
    this.draft.value = { ...drafts.opened(files, "", {}), revision: this.draft.peek().revision + 1 };
    this.changed();
  }

  /** Something that just happened, and the way back from it: that stays until something else is told, or it is saved. */
  tell(words: string, undo: (() => void) | null = null, button = "Undo"): void {
    const said: Said = { words, undo, button };
    this.said.value = said;
    if (undo !== null) return;
    setTimeout(() => {
      if (this.said.peek() === said) this.said.value = null;
    }, SAID_MS);
  }

  private follow(): void {
    if (!this.isNew.peek() || !this.follows.peek()) return;
    this.slug.value = suggested(textAt(this.head.peek(), "title"));
  }

  changed(): void {
    if (this.kept.peek() === "kept") this.kept.value = "keeping";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.settle(), SETTLE_MS);
  }

  /** Everything that was typed is written, checked and kept as a draft; again where more was typed meanwhile. */
  settle(): Promise<void> {
    clearTimeout(this.timer);
    this.running ??= this.cycle().finally(() => (this.running = null));
    return this.running;
  }

  private async cycle(): Promise<void> {
    try {
      while (!this.isSettled()) {
        await this.writeEdits();
        await this.check();
        await this.keep();
      }
      this.kept.value = this.refusal === "" ? "kept" : "refused";
      if (this.trouble.peek() === AWAY) this.trouble.value = "";
    } catch {
      this.draft.value = drafts.notSent(this.draft.peek());
      this.kept.value = "unkept";
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.settle(), AGAIN_MS);
    }
  }

  /** Whether nothing came meanwhile: whoever waits for it may save. */
  private isSettled(): boolean {
    const { pending, revision } = this.draft.peek();
    return pending.length === 0 && this.checked === revision && this.keptRevision === revision;
  }

  private async writeEdits(): Promise<void> {
    while (this.draft.peek().pending.length > 0) {
      const sent = drafts.sending(this.draft.peek());
      this.draft.value = sent;
      const touched = new Set(sent.pending.map((each) => each.file));
      const files = Object.fromEntries(Object.entries(sent.files).filter(([path]) => touched.has(path)));
      const done = await this.workshop.edit(files, sent.pending);
      if (done.is === "files") {
        this.draft.value = drafts.written(this.draft.peek(), done.files);
        continue;
      }
      this.trouble.value = done.message;
      this.draft.value = drafts.refused(this.draft.peek());
    }
  }

  private async check(): Promise<void> {
    const { revision, files } = this.draft.peek();
    const found = await this.workshop.check(this.slug.peek() === "" ? NEW : this.slug.peek(), files);
    this.checked = revision;
    if ("is" in found) {
      this.trouble.value = found.message;
      return;
    }
    const trees = Object.entries(found.documents).map(([file, { value }]): [string, Json] => [file, value]);
    this.draft.value = drafts.read(this.draft.peek(), revision, Object.fromEntries(trees));
    this.answer.value = found;
  }

  private async keep(): Promise<void> {
    const { revision, base, files, pending } = this.draft.peek();
    if (pending.length > 0 || this.keptRevision === revision) return;
    const given = { name: this.slug.peek(), base, files };
    const before = this.refusal;
    this.refusal = this.unsaved.peek() ? ((await this.workshop.keep(this.place, given))?.message ?? "") : "";
    if (this.refusal !== "") this.trouble.value = this.refusal;
    else if (this.trouble.peek() === before) this.trouble.value = "";
    this.keptRevision = revision;
  }

  private get place(): string {
    return this.isNew.peek() ? NEW : this.slug.peek();
  }

  /** Writes the folder. Whoever saved meanwhile is shown first, and nothing of either is lost. */
  async save(): Promise<boolean> {
    if (this.saving.peek()) return false;
    const slug = this.slug.peek();
    const wrong = this.isNew.peek() ? slugTrouble(slug) : "";
    if (wrong !== "") {
      this.trouble.value = `The address of the task: ${wrong}`;
      return false;
    }
    this.saving.value = true;
    this.trouble.value = "";
    try {
      await this.settle();
      const { base, files } = this.draft.peek();
      return this.answered(await this.workshop.save(slug, base, files), files);
    } catch {
      this.trouble.value = AWAY;
      return false;
    } finally {
      this.saving.value = false;
    }
  }

  private answered(done: Awaited<ReturnType<Workshop["save"]>>, files: Files): boolean {
    switch (done.is) {
      case "saved":
        this.draft.value = drafts.saved(this.draft.peek(), done.version, files);
        this.version = done.version;
        this.conflict.value = null;
        this.said.value = null;
        this.kept.value = "kept";
        if (this.isNew.peek()) this.arrive();
        return true;
      case "conflict":
        if (this.isNew.peek()) this.trouble.value = taken(this.slug.peek());
        else this.conflict.value = done;
        return false;
      case "refused":
        this.trouble.value = done.message;
        return false;
    }
  }

  /** A new task has an address now: the page goes on under it, without being loaded again. */
  private arrive(): void {
    this.isNew.value = false;
    history.replaceState(null, "", `/tasks/${this.slug.peek()}/edit`);
  }

  /** Goes on from somebody else's version with these files. */
  settleConflict(theirs: Theirs, files: Files): void {
    const before = this.draft.peek();
    this.draft.value = {
      ...drafts.opened(files, theirs.version, theirs.files),
      documents: before.documents,
      revision: before.revision + 1,
    };
    this.version = theirs.version;
    this.conflict.value = null;
    this.changed();
  }

  /** Back to what is in the folder; what was typed since can be had again. */
  async discard(): Promise<void> {
    const before = this.draft.peek();
    this.go({ ...drafts.opened(before.saved, this.version, before.saved), documents: before.documents });
    this.tell("Everything is as it was saved.", () => this.go({ ...before, sent: 0 }));
    await this.workshop.drop(this.place).catch(() => undefined);
  }

  private go(draft: Draft): void {
    this.draft.value = { ...draft, revision: this.draft.peek().revision + 1 };
    this.changed();
  }
}

function taken(slug: string): string {
  return `There is a task at “${slug}” already; nothing is written over it. Give this one another address.`;
}

function kindOf(head: Json | undefined): Kind {
  const kind = textAt(head, "kind");
  return kind === "class" || kind === "stdin" || kind === "sql" || kind === "project" ? kind : "function";
}

/** The workshop over HTTP. Whole numbers of any size go both ways unchanged. */
import { answer, kept, previewed, refusal, savedAs, textFiles, written, type Answer } from "../core/authoring/answers";
import type { Files } from "../core/authoring/starting";
import type { Edit } from "../core/authoring/tree";
import { parseJson, writeJson, type Json } from "../core/json";
import { Rejection, type Reader } from "../core/read";
import type { Opened, Refusal, Saved, Workshop } from "./workshop";

const GONE = 404;
const CONFLICT = 409;
/** Answers to what is more than fits: sent again it is no less. */
const TOO_MUCH: readonly number[] = [413, 422];
const NOT_READ = "The server’s answer could not be read. Reload the page; what you typed is kept as a draft.";
const SIGNED_OUT = "You are signed out. Sign in in another tab, then save again: what you typed is still here.";

export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

type Got = Answered;

export class HttpWorkshop implements Workshop {
  constructor(private readonly token: string) {}

  async open(slug: string): Promise<Opened | Refusal> {
    const draft = read(kept, (await this.ask("GET", `/tasks/${slug}/draft`)).body);
    const own = draft instanceof Rejection ? null : draft.draft;
    if (slug === "new") return { files: {}, version: "", draft: own };
    const got = await this.ask("GET", `/tasks/${slug}/files`);
    const found = read(written, got.body);
    if (got.status === GONE) return { files: {}, version: "", draft: own };
    return found instanceof Rejection ? refused(got) : { files: found.files, version: found.version, draft: own };
  }

  async check(slug: string, files: Files): Promise<Answer | Refusal> {
    const got = await this.ask("POST", "/tasks/check", { slug, files });
    const found = read(answer, got.body);
    return found instanceof Rejection ? refused(got) : found;
  }

  async edit(files: Files, edits: readonly Edit[]): Promise<{ is: "files"; files: Files } | Refusal> {
    const asked = edits.map(({ op, ...rest }) => ({ do: op, ...rest }));
    const got = await this.ask("POST", "/tasks/edit", { files, edits: asked });
    const found = read(textFiles, got.body);
    return found instanceof Rejection ? refused(got) : { is: "files", files: found.files };
  }

  async save(slug: string, base: string, files: Files): Promise<Saved> {
    const got = await this.ask("PUT", `/tasks/${slug}/files`, { base, files });
    if (got.status === CONFLICT) {
      const theirs = read(written, got.body);
      return theirs instanceof Rejection ? refused(got) : { is: "conflict", ...theirs };
    }
    const found = read(savedAs, got.body);
    return found instanceof Rejection || got.status >= 400 ? refused(got) : { is: "saved", version: found.version };
  }

  async keep(slug: string, draft: { name: string; base: string; files: Files }): Promise<Refusal | null> {
    const got = await this.ask("PUT", `/tasks/${slug}/draft`, draft);
    if (TOO_MUCH.includes(got.status)) return refused(got);
    if (got.status >= 400) throw new Error(refused(got).message);
    return null;
  }

  async drop(slug: string): Promise<void> {
    await this.ask("DELETE", `/tasks/${slug}/draft`);
  }

  async preview(texts: readonly string[]): Promise<readonly string[]> {
    const found = read(previewed, (await this.ask("POST", "/tasks/preview", { texts })).body);
    if (found instanceof Rejection) throw new Error(found.why);
    return found.html;
  }

  /** JSON there and back. Rejects where the server cannot be reached. */
  async ask(method: string, address: string, body?: Json): Promise<Got> {
    const headers = { "form-token": this.token, ...(body === undefined ? {} : { "content-type": "application/json" }) };
    const answered = await fetch(address, { method, headers, body: body === undefined ? null : writeJson(body) });
    return { status: answered.status, body: parseJson(await answered.text()) };
  }
}

function read<T>(reader: Reader<T>, body: unknown): T | Rejection {
  return reader(body, "");
}

function refused({ status, body }: Got): Refusal {
  const found = read(refusal, body);
  if (!(found instanceof Rejection)) return { is: "refused", message: found.message };
  return { is: "refused", message: status === 403 || status === 401 ? SIGNED_OUT : NOT_READ };
}

/** The links to parts of an interview, as its hosts make, see and take them back. */
import { parseJson } from "../core/json";
import { flag, listOf, object, oneOf, Rejection, text, whole, type Read } from "../core/read";

const clip = object({
  id: text,
  from: whole,
  to: whole,
  audience: oneOf("host", "candidate"),
  notes: flag,
  created: whole,
  expires: whole,
});
export type Clip = Read<typeof clip>;

const list = object({ clips: listOf(clip) });
const made = object({ clip, link: text });
const refused = object({ message: text, field: text });

export interface Wanted {
  readonly from: number;
  readonly to: number;
  readonly days: number;
  readonly audience: "host" | "candidate";
  readonly notes: boolean;
}

const FAILED = "The connection failed. Try again.";

export class Clips {
  constructor(
    private readonly base: string,
    private readonly form: string,
  ) {}

  async all(): Promise<readonly Clip[] | Rejection> {
    const read = list(await this.#ask(this.base), "");
    return read instanceof Rejection ? read : read.clips;
  }

  /** The new link's address, which is told this once; or why there is none. */
  async make({ from, to, days, audience, notes }: Wanted): Promise<string | Rejection> {
    const fields = { from: String(from), to: String(to), days: String(days), audience, notes: notes ? "yes" : "" };
    const said = await this.#ask(this.base, fields);
    const read = made(said, "");
    if (!(read instanceof Rejection)) return read.link;
    const why = refused(said, "");
    return new Rejection(why instanceof Rejection ? FAILED : why.message);
  }

  /** The links that are left. */
  async revoke(id: string): Promise<readonly Clip[] | Rejection> {
    const read = list(await this.#ask(`${this.base}/${id}/revoke`, {}), "");
    return read instanceof Rejection ? new Rejection(FAILED) : read.clips;
  }

  async #ask(address: string, fields?: Readonly<Record<string, string>>): Promise<unknown> {
    const body = fields ? new URLSearchParams({ ...fields, "form-token": this.form }) : null;
    try {
      const headers = { accept: "application/json" };
      const answer = await fetch(address, { method: body ? "POST" : "GET", body, headers });
      return parseJson(await answer.text());
    } catch {
      return null;
    }
  }
}

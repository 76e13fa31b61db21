/** "Share clip": a link to a part of the interview, for whom and for how long; and the links that there are. */
import type { JSX, TargetedSubmitEvent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { candidateName } from "../core/asked";
import { clockMs, clockText } from "../core/clock";
import { Rejection } from "../core/read";
import { Clips, type Clip, type Wanted } from "./clipLinks";
import { Dialog } from "../panels/Dialog";
import { useRoom } from "../panels/room";
import { dialog } from "./dialogs";
import type { Driven } from "./driven";

interface Props {
  readonly player: Driven;
}

export function ShareClip({ player }: Props): JSX.Element | null {
  const { page } = useRoom();
  if (page.form === "") return null;
  const open = (): void => {
    player.pause();
    dialog.value = "clip";
  };
  return (
    <button type="button" class="button" data-again="clip" onClick={open}>
      Share clip
    </button>
  );
}

/** A clip begins so long before what is shown, and goes on for as long after it. */
const AROUND_MS = 60_000;
const DAYS = [
  [1, "a day"],
  [7, "a week"],
  [30, "a month"],
  [365, "a year"],
] as const;

export function ClipDialog({ player }: Props): JSX.Element {
  const { page, source } = useRoom();
  const name = candidateName(source.state.value);
  const [clips] = useState(() => new Clips(`/interviews/${page.room}/clips`, page.form));
  const [listed, setListed] = useState<readonly Clip[]>([]);
  const [link, setLink] = useState("");
  const [problem, setProblem] = useState("");
  const tell = (told: readonly Clip[] | Rejection): void => {
    if (told instanceof Rejection) setProblem(told.why);
    else setListed(told);
  };
  useEffect(() => void clips.all().then(tell), [clips]);
  const close = (): void => {
    dialog.value = null;
  };
  const make = async (wanted: Wanted): Promise<void> => {
    setProblem("");
    const made = await clips.make(wanted);
    if (made instanceof Rejection) {
      setProblem(made.why);
      return;
    }
    setLink(made);
    tell(await clips.all());
  };
  return (
    <Dialog title="Share a clip" close={close}>
      {link === "" ? (
        <ClipForm player={player} name={name} problem={problem} make={make} close={close} />
      ) : (
        <NewLink link={link} another={() => setLink("")} close={close} />
      )}
      <Links clips={listed} name={name} revoke={(id) => void clips.revoke(id).then(tell)} />
    </Dialog>
  );
}

interface FormProps extends Props {
  readonly name: string;
  readonly problem: string;
  readonly make: (wanted: Wanted) => Promise<void>;
  readonly close: () => void;
}

function ClipForm({ player, name, problem, make, close }: FormProps): JSX.Element {
  const { from: first, length } = player.index.value;
  const time = player.time.peek();
  const [from, setFrom] = useState(clockText(Math.max(first, time - AROUND_MS)));
  const [to, setTo] = useState(clockText(Math.min(length, time + AROUND_MS)));
  const [audience, setAudience] = useState<Wanted["audience"]>("host");
  const [notes, setNotes] = useState(false);
  const [days, setDays] = useState(7);
  const [wrong, setWrong] = useState("");
  const whole = (): void => {
    setFrom(clockText(first));
    setTo(clockText(length));
  };
  const share = (submit: TargetedSubmitEvent<HTMLFormElement>): void => {
    submit.preventDefault();
    const [begin, end] = [clockMs(from), clockMs(to)];
    if (begin === null || end === null) {
      setWrong("Write times as minutes and seconds, such as 16:05.");
      return;
    }
    setWrong("");
    const last = to.trim() === clockText(length) ? length : end;
    void make({ from: begin, to: last, days, audience, notes: notes && audience === "host" });
  };
  const said = wrong || problem;
  return (
    <form class="form clip-form" onSubmit={share} noValidate>
      <div class="clip-times">
        <label class="field">
          <span>From</span>
          <input class="mono" value={from} onInput={(input) => setFrom(input.currentTarget.value)} />
        </label>
        <label class="field">
          <span>To</span>
          <input class="mono" value={to} onInput={(input) => setTo(input.currentTarget.value)} />
        </label>
        <button type="button" class="button" onClick={whole}>
          All of it
        </button>
      </div>
      <fieldset class="clip-audience">
        <legend>Who is it for?</legend>
        <Choice
          title="Interviewers"
          words="With hidden tests and the guide."
          chosen={audience === "host"}
          choose={() => setAudience("host")}
        />
        {audience === "host" ? (
          <label class="clip-notes">
            <input type="checkbox" checked={notes} onChange={(change) => setNotes(change.currentTarget.checked)} />
            <span>with the notes of this part</span>
          </label>
        ) : null}
        <Choice
          title={`Share with ${name}`}
          words={`What ${name} may know: no notes, nothing hidden. With “All of it” this is how ${name} gets the record.`}
          chosen={audience === "candidate"}
          choose={() => setAudience("candidate")}
        />
      </fieldset>
      <label class="field clip-days">
        <span>The link is good for</span>
        <select value={String(days)} onChange={(change) => setDays(Number(change.currentTarget.value))}>
          {DAYS.map(([count, title]) => (
            <option key={count} value={String(count)}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {said === "" ? null : (
        <p class="problem" role="alert">
          {said}
        </p>
      )}
      <div class="actions">
        <button type="button" class="button" onClick={close}>
          Cancel
        </button>
        <button type="submit" class="button" data-kind="primary">
          Make the link
        </button>
      </div>
    </form>
  );
}

interface ChoiceProps {
  readonly title: string;
  readonly words: string;
  readonly chosen: boolean;
  readonly choose: () => void;
}

function Choice({ title, words, chosen, choose }: ChoiceProps): JSX.Element {
  return (
    <label class="clip-choice">
      <input type="radio" name="audience" checked={chosen} onChange={choose} />
      <span>
        <strong>{title}</strong>
        <small class="hint">{words}</small>
      </span>
    </label>
  );
}

interface LinkProps {
  readonly link: string;
  readonly another: () => void;
  readonly close: () => void;
}

function NewLink({ link, another, close }: LinkProps): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => field.current?.select(), []);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
    } catch {
      field.current?.select(); // it stands there, ready for Ctrl+C
    }
  };
  return (
    <div class="clip-made">
      <p>Copy the link now: it is shown this once. Whoever has it sees this part, without an account.</p>
      <div class="copy-row">
        <input ref={field} class="input mono" readOnly value={link} aria-label="The clip’s link" />
        <button type="button" class="button" data-kind="primary" onClick={() => void copy()}>
          {copied ? "Copied" : "Copy link"}
        </button>
      </div>
      <div class="actions">
        <button type="button" class="button" onClick={another}>
          Make another
        </button>
        <button type="button" class="button" onClick={close}>
          Close
        </button>
      </div>
    </div>
  );
}

interface LinksProps {
  readonly clips: readonly Clip[];
  readonly name: string;
  readonly revoke: (id: string) => void;
}

function Links({ clips, name, revoke }: LinksProps): JSX.Element | null {
  if (clips.length === 0) return null;
  return (
    <section class="clip-links" aria-label="Links that are good now">
      <h3>Links that are good now</h3>
      <ul role="list">
        {clips.map((clip) => {
          const span = `${clockText(clip.from)} to ${clockText(clip.to)}`;
          const whom = clip.audience === "candidate" ? `for ${name}` : clip.notes ? "with notes" : "for interviewers";
          return (
            <li key={clip.id}>
              <span>
                <span class="mono">{span}</span> <span class="hint">{`${whom}, until ${dayOf(clip.expires)}`}</span>
              </span>
              <button
                type="button"
                class="button"
                data-small
                aria-label={`Take back the link to ${span}`}
                onClick={() => revoke(clip.id)}
              >
                Take back
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function dayOf(wall: number): string {
  return new Date(wall).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
}

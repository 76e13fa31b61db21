/** Who, what, how long: the strip at the top of the live room. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { candidateName } from "../core/asked";
import { clockSpoken, clockText } from "../core/clock";
import { EditorSettingsButton } from "./EditorSettings";
import { Hands, RaiseHand } from "./Hands";
import { People } from "./People";
import { SwapRoles } from "./Practice";
import { ThinkPrivately } from "./Privately";
import { useRoom } from "./room";
import { StageBar } from "./StageBar";
import { NextStage, StageMenu, StageTime, StageWord, WholeTime } from "./Stages";

export function Header(): JSX.Element {
  const { page, source, desk } = useRoom();
  const ended = source.state.value.phase === "ended";
  return (
    <header class="room-header">
      <div class="room-title">
        <Brand />
        <h1 title={page.title}>{page.title}</h1>
        <Hands />
      </div>
      <Progress />
      <StageMenu />
      <div class="room-tools">
        <RaiseHand />
        <People />
        <ThinkPrivately />
        <EditorSettingsButton />
        {page.links && !ended ? <Invite link={page.links.candidate} /> : null}
        {desk.interviews && source.state.value.phase === "planned" && page.practice === "" ? (
          <a class="button" data-hide="narrow" href={`/interviews/${page.room}/prepare`}>
            Prepare
          </a>
        ) : null}
        {desk.interviews && source.state.value.phase === "live" ? (
          <a class="button" data-hide="narrow" href={`/interviews/${page.room}/replay`} target="_blank" rel="noopener">
            Replay so far
          </a>
        ) : null}
        {ended ? null : <SwapRoles />}
        {desk.ends && !ended ? (
          <button type="button" class="button" data-hide="phone" onClick={() => (desk.dialog.value = "end")}>
            {page.practice === "" ? "End interview" : "End practice"}
          </button>
        ) : null}
      </div>
    </header>
  );
}

/** A way home for who has one: a candidate has no account, and nothing to see there. */
function Brand(): JSX.Element {
  const { desk } = useRoom();
  if (!desk.interviews) return <span class="brand">Greenroom</span>;
  return (
    <a class="brand" href="/">
      Greenroom
    </a>
  );
}

/** The state and the time, with a bar of how much of the planned time has gone. It never turns red: it only tells. */
function Progress(): JSX.Element {
  const { page, source } = useRoom();
  const state = source.state.value;
  const time = source.time.value;
  const ofPlan = page.agenda?.stages.reduce((minutes, stage) => minutes + stage.minutes, 0);
  const planned = ofPlan ?? page.tasks.reduce((minutes, task) => minutes + task.minutes, 0);
  const part = planned > 0 ? Math.min(1, time / (planned * 60_000)) : 0;
  const [word, detail] = {
    planned: [`Waiting for ${candidateName(state)}`, "the clock starts when they come in"],
    live: ["In progress", planned === 0 ? "no time limit" : page.agenda === null ? `about ${planned} min planned` : ""],
    ended: ["Ended", ""],
  }[state.phase];
  return (
    <div class="progress" data-phase={state.phase}>
      <p>
        <StageWord word={word ?? ""} />
        <StageTime otherwise={detail ?? ""} />
        {state.phase === "planned" || page.agenda !== null ? null : (
          <span class="progress-time mono" role="timer" aria-label={`Interview time: ${clockSpoken(time)}`}>
            {clockText(time)}
          </span>
        )}
        <NextStage />
      </p>
      {page.agenda === null ? (
        <span class="bar" style={{ "--part": part }} />
      ) : (
        <p class="stage-line">
          <StageBar />
          <WholeTime />
        </p>
      )}
    </div>
  );
}

const SAID_MS = 2500;

function Invite({ link }: { readonly link: string }): JSX.Element {
  const { source } = useRoom();
  const [copied, setCopied] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const name = candidateName(source.state.value);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
    } catch {
      // Without permission, or without https: the link stands selected, ready for Ctrl+C.
      input.current?.select();
    }
  };
  return (
    <>
      <button type="button" class="button" popovertarget="invite" data-hide="phone">
        Invite
      </button>
      <div id="invite" popover="auto" class="popover" role="dialog" aria-label="Invite">
        <h2>{name}’s link</h2>
        <p class="hint">Send it to {name}. Whoever opens it comes in as the candidate, without an account.</p>
        <div class="copy-row">
          <input
            ref={input}
            class="input mono"
            readOnly
            value={link}
            aria-label={`${name}’s link`}
            onFocus={(focus) => focus.currentTarget.select()}
          />
          <button type="button" class="button" data-kind="primary" onClick={() => void copy()}>
            {copied ? "Copied" : "Copy link"}
          </button>
        </div>
      </div>
    </>
  );
}

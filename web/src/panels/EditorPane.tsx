/** The middle pane: the files of the task, what can be done with them, what is wrong just now, and the code. */
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { candidateName, elsewhere, goingRun, goingSpell } from "../core/asked";
import { fileOf, languagesOf, sameWork, type Language, type Place } from "../core/page";
import { awaitsStarter } from "../core/asked";
import type { RoomState } from "../core/state";
import { hasPrivateText, type Live, type Source } from "../source";
import { RUN_KEY } from "./bits";
import { CodeEditor } from "./CodeEditor";
import type { Desk } from "./desk";
import { FileTabs } from "./FileTabs";
import { FileTree } from "./FileTree";
import { LanguageMenu } from "./LanguageMenu";
import { useAsking, useRoom } from "./room";
import { runNow, whyNot } from "./running";
import { overCode } from "./slots";
import { panelOf, Tabs, type Tab } from "./Tabs";
import { whereabouts } from "./People";
import { PrivateBar, Released } from "./Privately";
import { Walk } from "./Walk";

export function EditorPane(): JSX.Element {
  const { page, source, desk } = useRoom();
  const live = useAsking();
  const place = desk.place.value;
  const OverCode = overCode.value;
  const project = place.file !== undefined;
  const files = filesInFront(languagesOf(page, desk.task.value), source.state.value, place);
  return (
    <>
      <div class="toolbar">
        {project ? <TreeSwitch /> : null}
        {project ? (
          <FileTabs />
        ) : (
          <Tabs
            label="Files"
            name="file"
            kind="file"
            tabs={files}
            chosen={place.language}
            choose={(language) => desk.goTo({ task: place.task, language })}
          />
        )}
        <LanguageMenu />
        {live ? <RunTools live={live} /> : source.live && !desk.acts ? <Observing /> : null}
      </div>
      <Strips />
      <div class="proj-body">
        {project && desk.tree.value ? <FileTree /> : null}
        <div class="editor-frame" data-private={privateWord(source)} {...panelOf("file", place.file ?? place.language)}>
          {source.ready.value && hasPrivateText(source) && !awaitsStarter(source, fileOf(page, place), place) ? null : (
            <p class="editor-wait">
              {desk.acts ? "Fetching the code…" : "Nobody has turned to this file yet, so there is nothing in it."}
            </p>
          )}
          <CodeEditor />
          {source.live?.privately ? <Walk privately={source.live.privately} /> : null}
          {OverCode ? <OverCode /> : null}
        </div>
      </div>
    </>
  );
}

/** Whose the code in front is while somebody thinks privately: theirs alone, or what they shared last. */
function privateWord(source: Source): "mine" | "shared" | undefined {
  if (source.live?.privately?.text.value) return "mine";
  return goingSpell(source.state.value) === null ? undefined : "shared";
}

/** So many files fit beside each other; of more, those that somebody has turned to. */
const ALL_FIT = 3;

function filesInFront(languages: readonly Language[], state: RoomState, place: Place): readonly Tab<string>[] {
  const shown = languages.filter(({ id }) => {
    const here = { task: place.task, language: id };
    return languages.length <= ALL_FIT || id === place.language || state.opened.some((each) => sameWork(each, here));
  });
  return shown.map((each) => ({ id: each.id, title: each.file }));
}

/** Shows the project's files beside the code, or puts them away. */
function TreeSwitch(): JSX.Element {
  const { desk } = useRoom();
  const open = desk.tree.value;
  return (
    <button
      type="button"
      class="button proj-switch"
      data-kind="quiet"
      aria-expanded={open}
      aria-label="Files of the project"
      title="Files of the project"
      onClick={() => (desk.tree.value = !open)}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.4">
        <path
          d="M2 4a1 1 0 0 1 1-1h3l1.5 1.5H13a1 1 0 0 1 1 1V12a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1z"
          stroke-linejoin="round"
        />
      </svg>
    </button>
  );
}

/** In place of what an observer cannot press. */
function Observing(): JSX.Element {
  const { source } = useRoom();
  return <p class="observing">You are observing; {candidateName(source.state.value)} knows that you are here.</p>;
}

function RunTools({ live }: { readonly live: Live }): JSX.Element {
  const room = useRoom();
  const { source, desk } = room;
  const going = goingRun(source.state.value);
  const why = whyNot(live, desk.place.value);
  const ended = source.state.value.phase === "ended";
  return (
    <div class="run-tools">
      {live.recorded && !live.privately?.text.value ? (
        <button
          type="button"
          class="button"
          data-kind="quiet"
          data-hide="phone"
          disabled={ended || desk.task.value.kind === "project"}
          onClick={() => (desk.dialog.value = "own-case")}
        >
          Own case
        </button>
      ) : null}
      {going ? (
        <button type="button" class="button" onClick={() => live.ask({ type: "stop" })}>
          <span class="stop-sign" aria-hidden="true" />
          Stop
        </button>
      ) : (
        <button
          type="button"
          class="button"
          data-kind={live.privately?.text.value ? "plain" : "primary"}
          aria-disabled={why !== "" || ended}
          aria-describedby={why === "" ? undefined : "why-not"}
          onClick={() => runNow(room)}
        >
          Run tests <kbd aria-hidden="true">{RUN_KEY}</kbd>
        </button>
      )}
    </div>
  );
}

/** One quiet line for each thing that is different from usual, with what can be done about it. */
function Strips(): JSX.Element | null {
  const { source } = useRoom();
  return (
    <div class="strips">
      {source.live ? <LiveStrips live={source.live} /> : null}
      {source.live ? <NewHint /> : null}
      {source.live ? <FollowStrip /> : null}
      {source.live ? <DeviceStrip live={source.live} /> : null}
      <Elsewhere />
      <FileStrip />
    </div>
  );
}

function LiveStrips({ live }: { readonly live: Live }): JSX.Element {
  const { desk } = useRoom();
  const connected = live.connection.value.at === "open";
  const why = whyNot(live, desk.place.value);
  return (
    <>
      {live.outdated.value ? (
        <Strip kind="attention" action="Reload" act={() => location.reload()}>
          This page is older than the room. Reload it to go on; your code is safe.
        </Strip>
      ) : null}
      <PrivateBar live={live} />
      <Released />
      <ConnectionStrip live={live} />
      {live.trouble.value === "" ? null : <Strip kind="attention">{live.trouble.value}</Strip>}
      {connected && why !== "" ? (
        <Strip kind="plain" id="why-not">
          <strong>Running is off.</strong> {why}
        </Strip>
      ) : null}
    </>
  );
}

function ConnectionStrip({ live }: { readonly live: Live }): JSX.Element | null {
  const connection = live.connection.value;
  if (connection.at === "open" || connection.at === "stopped" || connection.at === "resting") return null;
  // The first dial takes a moment everywhere: no word about it.
  if (connection.at === "dialling" && connection.tries === 0) return null;
  const lost = live.online.value ? "The connection was lost." : "You are offline.";
  return (
    <Strip kind="attention">
      {lost} Keep typing: your code stays in this browser and is sent as soon as the connection is back.
    </Strip>
  );
}

interface StripProps {
  readonly kind: "plain" | "attention";
  readonly id?: string;
  readonly action?: string;
  readonly act?: () => void;
  readonly children: ComponentChildren;
}

function Strip({ kind, id, action, act, children }: StripProps): JSX.Element {
  return (
    <div class="strip" data-kind={kind} id={id} role="status">
      <p>{children}</p>
      {action ? (
        <button type="button" class="button" onClick={act}>
          {action}
        </button>
      ) : null}
    </div>
  );
}

/** A hint that came: a way to where it stands. */
function NewHint(): JSX.Element | null {
  const { page, source, desk } = useRoom();
  const [read, setRead] = useState(0);
  const { hints } = source.state.value;
  const newest = hints.at(-1);
  // Who practises alone asked for it just now, and has it before them.
  if (desk.interviews || page.role === "learner" || newest === undefined || hints.length <= read) return null;
  return (
    <Strip
      kind="plain"
      action="Read it"
      act={() => {
        setRead(hints.length);
        desk.goToTask(newest.task);
        desk.leftTab.value = "task";
        if (desk.width.peek() === "phone") desk.pane.value = "task";
        desk.hintWanted.value += 1;
      }}
    >
      There is a hint for you beside the task.
    </Strip>
  );
}

/** The file in front cannot be written in: it is the task's own, or somebody deleted it. */
function FileStrip(): JSX.Element | null {
  const { source, desk } = useRoom();
  const live = useAsking();
  const file = desk.file.value;
  if (file?.deleted !== true) {
    return file?.fixed && source.live ? (
      <Strip kind="plain">
        <span class="mono">{file.path}</span> belongs to the task and stays as it is.
      </Strip>
    ) : null;
  }
  const { task, language, file: id } = file;
  const back = (): unknown => live?.ask({ type: "file_restore", task, language, file: id });
  return (
    <Strip kind="plain" {...(live ? { action: "Bring it back", act: () => void back() } : {})}>
      <span class="mono">{file.path}</span> was deleted. What stood in it is kept.
    </Strip>
  );
}

/** Whom this viewer follows, and the ways out. */
function FollowStrip(): JSX.Element | null {
  const { source, desk } = useRoom();
  const person = source.state.value.people[desk.following.value ?? ""];
  if (!person) return null;
  return (
    <Strip kind="plain" action="Stop following" act={() => (desk.following.value = null)}>
      You follow <strong>{person.name}</strong>.{" "}
      {desk.acts ? "It stops when you type or press Escape." : "It stops when you press Escape."}
    </Strip>
  );
}

/** A link that is open twice: the person reads it, and so does the host. Two tabs of one browser are one device. */
function DeviceStrip({ live }: { readonly live: Live }): JSX.Element | null {
  const { source, desk } = useRoom();
  const [seen, setSeen] = useState<Readonly<Record<string, number>>>({});
  const devices = live.devices.value;
  const { people } = source.state.value;
  const told = Object.keys(devices).filter(
    (id) => (id === live.me || desk.isHost) && (devices[id] ?? 0) > 1 && (devices[id] ?? 0) > (seen[id] ?? 1),
  );
  return (
    <>
      {told.map((id) => (
        <Strip key={id} kind="plain" action="All right" act={() => setSeen({ ...seen, [id]: devices[id] ?? 0 })}>
          {id === live.me ? yourDevices(desk, devices[id] ?? 0, people["host"]?.name ?? "the host") : null}
          {id === live.me ? null : (
            <>
              <strong>{people[id]?.name ?? "Somebody"}</strong>’s link is open on {String(devices[id])} devices.{" "}
              {people[id]?.name ?? "They"} can see that too.
            </>
          )}
        </Strip>
      ))}
    </>
  );
}

function yourDevices(desk: Desk, count: number, host: string): string {
  const mend = desk.isHost ? "renew the links on the interview’s page" : `tell ${host}`;
  return `Your link is open on ${count} devices. If one of them is not yours, ${mend}.`;
}

/** Somebody who is here works in another file: say where, and offer to come along. */
function Elsewhere(): JSX.Element {
  const { page, source, desk } = useRoom();
  const others = elsewhere(source.state.value, source.live?.me ?? "", desk.place.value);
  return (
    <>
      {others.map((person) => (
        <Strip
          key={person.id}
          kind="plain"
          action="Go there"
          act={() => {
            if (person.where) desk.goTo(person.where);
          }}
        >
          <strong>{person.name}</strong> is {whereabouts(page, source.state.value.files, person)}.
        </Strip>
      ))}
    </>
  );
}

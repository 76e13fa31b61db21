/** The left pane: what to do, examples of it, and the interviewer's own sheets. */
import type { JSX } from "preact";
import { callRows } from "../core/kinds";
import type { Example, Task, TaskKind } from "../core/page";
import { Expected, Input } from "./Answers";
import { Chat } from "./Chat";
import { unreadWords, useUnread } from "./chatRead";
import type { LeftTab } from "./desk";
import { Guide } from "./Guide";
import { GivenHints } from "./Hints";
import { AskForHint } from "./Practice";
import { OpenedParts } from "./Parts";
import { Html } from "./Html";
import { useRoom } from "./room";
import { panelOf, Tabs, type Tab } from "./Tabs";

/** A column of its own where there is room, else the first tab of the left pane, or a pane of the phone's bar. */
export interface Aside {
  readonly label: string;
  readonly tab: string;
  readonly column: JSX.Element;
  /** The same without the column's own head. */
  readonly inTab: JSX.Element;
}

const TABS: readonly Tab<LeftTab>[] = [
  { id: "task", title: "Task" },
  { id: "examples", title: "Examples" },
];
const HOST_TABS: readonly Tab<LeftTab>[] = [...TABS, { id: "guide", title: "Guide", mine: true }];

export function TaskPane({ aside }: { readonly aside: Aside | null }): JSX.Element {
  const { desk } = useRoom();
  const task = desk.task.value;
  const hasSheets = desk.interviews && task.interviewer !== null;
  const first: readonly Tab<LeftTab>[] = aside ? [{ id: "aside", title: aside.tab, mine: true }] : [];
  const phone = desk.width.value === "phone";
  const news = unreadWords(useUnread());
  const chat: readonly Tab<LeftTab>[] =
    phone || !desk.talks ? [] : [{ id: "chat", title: "Chat", extra: news, news: true }];
  const tabs = [...first, ...(hasSheets ? HOST_TABS : TABS), ...chat];
  const wanted = desk.leftTab.value;
  const chosen = tabs.some((tab) => tab.id === wanted) ? wanted : "task";
  // On a phone the chat is a pane of its own, in the same place.
  if (phone && desk.talks && desk.pane.value === "chat") return <Chat />;
  return (
    <>
      <Tabs label="Task" name="left" tabs={tabs} chosen={chosen} choose={(id) => (desk.leftTab.value = id)} />
      <div class="pane-body" {...panelOf("left", chosen)} tabIndex={0}>
        {chosen === "aside" ? (
          aside?.inTab
        ) : chosen === "chat" ? (
          <Chat />
        ) : (
          <div class="sheet">
            <TaskSwitch />
            {chosen === "task" ? <Statement task={task} /> : null}
            {chosen === "examples" ? <Examples task={task} /> : null}
            {chosen === "guide" && task.interviewer ? (
              <Guide key={task.slug} task={task} about={task.interviewer} />
            ) : null}
          </div>
        )}
      </div>
    </>
  );
}

/** Only where the interview has several tasks. */
function TaskSwitch(): JSX.Element | null {
  const { page, desk } = useRoom();
  if (page.tasks.length < 2) return null;
  return (
    <nav class="task-switch" aria-label="Tasks of this interview">
      {page.tasks.map((task, index) => (
        <button
          key={task.slug}
          type="button"
          aria-current={task.slug === desk.task.value.slug ? "true" : undefined}
          onClick={() => desk.goToTask(task.slug)}
        >
          <span class="mono">{index + 1}</span> {task.title}
        </button>
      ))}
    </nav>
  );
}

function Statement({ task }: { readonly task: Task }): JSX.Element {
  const [first] = task.examples;
  return (
    <article>
      <h2 class="task-title">{task.title}</h2>
      <p class="chips">
        <span class="chip">{task.difficulty}</span>
        {task.minutes > 0 ? <span class="chip">{task.minutes} min</span> : null}
        {task.tags.map((tag) => (
          <span class="chip" key={tag}>
            {tag}
          </span>
        ))}
      </p>
      <GivenHints />
      <Html html={task.statement} empty="" />
      <OpenedParts />
      {task.schema === "" ? null : <Schema sql={task.schema} />}
      {first ? <ExampleCard example={first} /> : null}
      <AskForHint />
    </article>
  );
}

function Schema({ sql }: { readonly sql: string }): JSX.Element {
  return (
    <section class="example" aria-label="Tables">
      <h3>Tables</h3>
      <pre class="example-body mono" tabIndex={0}>
        {sql.trim()}
      </pre>
    </section>
  );
}

function Examples({ task }: { readonly task: Task }): JSX.Element {
  return (
    <div class="examples">
      <h2 class="visually-hidden">Examples</h2>
      {task.examples.map((example) => (
        <ExampleCard key={example.case} example={example} />
      ))}
      {task.examples.length > 0 ? null : task.kind === "project" ? (
        <p class="hint">This task has tests in place of examples. Run them to see what is asked.</p>
      ) : (
        <p class="hint">This task shows no examples. Ask your interviewer.</p>
      )}
    </div>
  );
}

function ExampleCard({ example }: { readonly example: Example }): JSX.Element {
  const { kind } = useRoom().desk.task.value;
  return (
    <section class="example" aria-label={`Example: ${example.name}`}>
      <h3>Example · {example.name}</h3>
      <div class="example-body mono">
        <ExampleBody example={example} kind={kind} />
      </div>
      {example.note === "" ? null : <Html html={example.note} empty="" />}
    </section>
  );
}

/** What an example's two sides are called where they are longer than a line. */
const SIDES: Partial<Readonly<Record<TaskKind, readonly [string, string]>>> = {
  stdin: ["Input", "Output"],
  sql: ["Rows before", "Answer"],
};

function ExampleBody({ example, kind }: { readonly example: Example; readonly kind: TaskKind }): JSX.Element {
  if (kind === "class") return <ExampleCalls example={example} />;
  const sides = SIDES[kind];
  if (sides) {
    return (
      <>
        <p class="example-label">{sides[0]}</p>
        <Input kind={kind} args={example.args} />
        <p class="example-label">{sides[1]}</p>
        <Expected kind={kind} value={example.expected} />
      </>
    );
  }
  return (
    <>
      <Input kind={kind} args={example.args} />
      <p class="example-answer">
        <span aria-hidden="true">→ </span>
        <span class="visually-hidden">gives </span>
        <Expected kind={kind} value={example.expected} />
      </p>
    </>
  );
}

/** A class task's example as its author wrote it: one call a line, its answer behind an arrow. */
function ExampleCalls({ example }: { readonly example: Example }): JSX.Element {
  return (
    <div class="values">
      {callRows(example.args, example.expected, undefined).map((row, at) => (
        <p key={at}>
          {row.call}
          {row.expected === null ? null : (
            <span class="example-answer">
              <span aria-hidden="true"> → </span>
              <span class="visually-hidden"> gives </span>
              {row.expected}
            </span>
          )}
        </p>
      ))}
    </div>
  );
}

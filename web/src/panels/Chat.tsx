/** What people write to each other: everybody reads it, and it is part of the record. Plain text, links too. */
import { useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { LONGEST_SAYING, turns, type Turn } from "../core/chat";
import { clockText } from "../core/clock";
import type { Live } from "../source";
import { Face, toEnd } from "./bits";
import { markRead } from "./chatRead";
import { useAsking, useRoom } from "./room";

export function Chat(): JSX.Element {
  const { source, desk } = useRoom();
  const { chat } = source.state.value;
  const live = useAsking();
  const list = useRef<HTMLDivElement>(null);
  const last = chat.at(-1)?.seq ?? 0;
  useEffect(() => {
    toEnd(list.current);
    if (document.visibilityState === "visible") return markRead(desk, last);
    const back = (): void => markRead(desk, last);
    document.addEventListener("visibilitychange", back, { once: true });
    return () => document.removeEventListener("visibilitychange", back);
  }, [desk, last]);
  return (
    <section class="chat" aria-label="Chat">
      <div ref={list} class="chat-list" tabIndex={0} role="log" aria-live="off" aria-label="Messages">
        {chat.length === 0 ? <Nothing /> : null}
        <ol role="list">
          {turns(chat).map((turn) => (
            <TurnRow key={turn.sayings[0]?.seq} turn={turn} />
          ))}
        </ol>
      </div>
      {live ? <ChatBox live={live} /> : source.live ? <p class="chat-note hint">You read along.</p> : null}
    </section>
  );
}

function Nothing(): JSX.Element {
  const { source } = useRoom();
  return (
    <div class="quiet-place">
      <h2>Nothing written {source.live ? "yet" : "up to here"}</h2>
      <p>
        {source.live
          ? "Everybody in the room reads what is written here, and it is part of the record. For a link, a name, a number."
          : "What people wrote to each other shows here, up to the moment in front."}
      </p>
    </div>
  );
}

function TurnRow({ turn }: { readonly turn: Turn }): JSX.Element {
  const { source } = useRoom();
  const person = source.state.value.people[turn.by];
  return (
    <li class="chat-turn" data-mine={turn.by === source.live?.me}>
      <p class="chat-head">
        {person ? <Face person={person} /> : null}
        <strong>{person?.name ?? "Somebody"}</strong>
        <time class="mono hint">{clockText(turn.at)}</time>
      </p>
      {turn.sayings.map((saying) => (
        <p key={saying.seq} class="saying">
          {saying.text}
        </p>
      ))}
    </li>
  );
}

function ChatBox({ live }: { readonly live: Live }): JSX.Element {
  const { desk } = useRoom();
  const box = useRef<HTMLTextAreaElement>(null);
  const sent = useRef({ text: "", refusals: live.refusal.peek()?.count ?? 0 });
  const text = desk.chatDraft.value;
  const long = text.trim().length - LONGEST_SAYING;
  useSignalEffect(() => {
    // What was refused is not lost: it stands in the box again.
    const refusal = live.refusal.value;
    if (refusal?.ask !== "say" || refusal.count <= sent.current.refusals) return;
    sent.current.refusals = refusal.count;
    if (desk.chatDraft.peek() === "") desk.chatDraft.value = sent.current.text;
  });
  const send = (): void => {
    if (text.trim() === "" || long > 0) return;
    // Without a connection nothing was sent: the words stay in the box.
    sent.current = { text, refusals: live.refusal.peek()?.count ?? 0 };
    if (live.ask({ type: "say", text: text.trim() })) desk.chatDraft.value = "";
    box.current?.focus();
  };
  return (
    <form
      class="chat-box"
      onSubmit={(submit) => {
        submit.preventDefault();
        send();
      }}
    >
      <textarea
        ref={box}
        class="input"
        aria-label="Write to everybody"
        aria-describedby="chat-help"
        placeholder="Write to everybody…"
        rows={Math.min(5, Math.max(1, text.split("\n").length, Math.ceil(text.length / 40)))}
        value={text}
        onInput={(input) => (desk.chatDraft.value = input.currentTarget.value)}
        onKeyDown={(press) => {
          if (press.key !== "Enter" || press.shiftKey || press.isComposing) return;
          press.preventDefault();
          press.stopPropagation();
          send();
        }}
      />
      <button type="submit" class="button" aria-disabled={text.trim() === "" || long > 0}>
        Send
      </button>
      <p id="chat-help" class="hint" role={long > 0 ? "status" : undefined}>
        {long > 0
          ? `${long.toLocaleString("en")} characters too many. Send it in parts.`
          : text === ""
            ? ""
            : "Enter sends it, Shift Enter starts a new line"}
      </p>
    </form>
  );
}

/** The page when the room is closed to this browser: what happened, what is kept, what to do next. */
import type { JSX } from "preact";
import type { StopReason } from "../core/connection";
import { Fingerprint } from "./Fingerprint";
import { RecordedList } from "./Recorded";
import { useRoom } from "./room";

export function Closed({ why }: { readonly why: StopReason }): JSX.Element {
  return (
    <main class="closed">
      <div class="closed-card">
        <span class="brand">Greenroom</span>
        <Words why={why} />
      </div>
    </main>
  );
}

/** The last look at it: the room is not open to them afterwards. */
function WhatWasRecorded(): JSX.Element {
  const { source } = useRoom();
  const none = source.state.value.facts.length === 0;
  return (
    <section class="closed-recorded">
      <h2>Pastes and focus</h2>
      <p class="hint">{none ? "Nothing of these was recorded." : "The record says it in these words."}</p>
      <RecordedList />
    </section>
  );
}

/** What they thought privately is theirs: where it is, and where it can be released. */
function ThoughtPrivately(): JSX.Element | null {
  const { page, source } = useRoom();
  const kept = source.state.value.spells.some((spell) => spell.policy !== "not_recorded");
  if (!kept) return null;
  return (
    <p>
      <a class="link" href={`/interviews/${page.room}/private`}>
        What you thought privately
      </a>{" "}
      is yours to look at
      {page.private === "released" ? ", and to release." : "."}
    </p>
  );
}

/** The record is theirs, whoever of them asked or answered. */
function Practised(): JSX.Element {
  const { page } = useRoom();
  return (
    <>
      <h1>Well practised</h1>
      <p>The room is closed. What you did in it is yours to look at again.</p>
      <div class="closed-actions">
        {page.practice === "peers" ? (
          <a class="button" data-kind="primary" href={`/interviews/${page.room}/next`}>
            Go on with swapped roles
          </a>
        ) : null}
        <a
          class="button"
          data-kind={page.practice === "peers" ? undefined : "primary"}
          href={`/interviews/${page.room}/replay`}
        >
          Watch the replay
        </a>
        <a class="button" href={`/interviews/${page.room}/record`}>
          Open the record
        </a>
        {page.role === "host" ? null : (
          <a class="button" href={`/interviews/${page.room}/my-feedback`}>
            How did it go?
          </a>
        )}
      </div>
      <Fingerprint room={page.room} />
    </>
  );
}

function Words({ why }: { readonly why: StopReason }): JSX.Element {
  const { page, desk } = useRoom();
  if (why === "key") {
    return (
      <>
        <h1>This link has been replaced</h1>
        <p>
          The interviewer made a new link, and this one stopped working. Ask for the new one; your code is still there.
        </p>
      </>
    );
  }
  if (why === "left") {
    return (
      <>
        <h1>You do not belong to this interview any more</h1>
        <p>Its host changed who takes part. If that is a mistake, ask them for a new link.</p>
      </>
    );
  }
  if (why === "gone") {
    return (
      <>
        <h1>There is no such room</h1>
        <p>The address may be cut off or mistyped. Open the link again from where you got it.</p>
      </>
    );
  }
  if (page.practice !== "") return <Practised />;
  if (!desk.interviews) {
    return (
      <>
        <h1>That was it. Thank you, {page.name}.</h1>
        <p>The interview has ended, and the room is closed. What happens next is on a page of your own.</p>
        <div class="closed-actions">
          <a class="button" data-kind="primary" href={`/interviews/${page.room}/closing`}>
            What happens next
          </a>
        </div>
        <p class="hint">Your code was saved in the interview’s record. Nothing of it is kept in this browser.</p>
        <ThoughtPrivately />
        <Fingerprint room={page.room} />
        {page.facts ? <WhatWasRecorded /> : null}
      </>
    );
  }
  return (
    <>
      <h1>The interview has ended</h1>
      <p>Everybody has left the room. The code, every run and your notes are in the record.</p>
      <div class="closed-actions">
        {desk.acts ? (
          <a class="button" data-kind="primary" href={`/interviews/${page.room}/scorecard`}>
            My scorecard
          </a>
        ) : null}
        <a class="button" data-kind={desk.acts ? undefined : "primary"} href={`/interviews/${page.room}/record`}>
          Open the record
        </a>
        <a class="button" href={`/interviews/${page.room}/replay`}>
          Watch the replay
        </a>
      </div>
      <Fingerprint room={page.room} />
    </>
  );
}

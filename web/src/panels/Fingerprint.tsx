/** The fingerprint of an interview that has just ended, for whoever was there: it comes a moment after the end. */
import { signal } from "@preact/signals";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { JSX } from "preact";
import { parseJson } from "../core/json";
import { object, Rejection, text } from "../core/read";

/** A long record takes some seconds to seal; after a minute it is for the record's page to say. */
const TRIES_MS = [300, 700, 1500, 3000, 5000, 10_000, 20_000, 20_000] as const;
const COPIED_MS = 2000;

const answer = object({ fingerprint: text });

async function ask(room: string): Promise<string> {
  try {
    const given = await fetch(`/interviews/${room}/seal`, { credentials: "same-origin" });
    const read = given.status === 200 ? answer(parseJson(await given.text()), "") : new Rejection("not yet");
    return read instanceof Rejection ? "" : read.fingerprint;
  } catch {
    return "";
  }
}

export function Fingerprint({ room }: { readonly room: string }): JSX.Element | null {
  const found = useMemo(() => signal<string | null>(null), []);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tryAgain = (tried: number): void => {
      const wait = TRIES_MS[tried];
      if (wait === undefined) found.value = "";
      else
        timer = setTimeout(() => {
          void ask(room).then((fingerprint) => {
            if (fingerprint === "") tryAgain(tried + 1);
            else found.value = fingerprint;
          });
        }, wait);
    };
    tryAgain(0);
    return () => clearTimeout(timer);
  }, [room, found]);
  const fingerprint = found.value;
  if (fingerprint === "") return null;
  return (
    <section class="fingerprint-card" aria-label="The record’s fingerprint" aria-live="polite">
      {fingerprint === null ? (
        <p class="hint">The record is being sealed. Its fingerprint comes in a moment.</p>
      ) : (
        <>
          <p class="fingerprint-line">
            <span>Fingerprint</span> <code class="fingerprint">{fingerprint}</code> <Copy text={fingerprint} />
          </p>
          <p class="hint">
            Write it down: a copy of this interview that somebody shows you later must have the same.{" "}
            <a href="/about/seal">What it proves</a>
          </p>
        </>
      )}
    </section>
  );
}

/** Where the clipboard is refused, the text beside it can still be selected. */
export function Copy({ text: words }: { readonly text: string }): JSX.Element {
  const [said, say] = useState("Copy");
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(words);
      say("Copied");
    } catch {
      say("Select it to copy");
    }
    setTimeout(() => say("Copy"), COPIED_MS);
  };
  return (
    <button type="button" class="button" onClick={() => void copy()}>
      {said}
    </button>
  );
}

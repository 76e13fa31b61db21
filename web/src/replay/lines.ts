/** Asks the server for something that takes its time, and hears the answer line by line while it comes. */
import { readAgain, type AgainLine } from "../core/again";
import { Rejection } from "../core/read";

const NO_CONNECTION = "The connection failed. Try again.";
const NOT_ALLOWED = "This page was open for too long. Load it again, and repeat what you did.";

/** Every line of the answer; trouble is a last line of the type "refused". Ends quietly when `signal` says so. */
export async function* postForLines(
  address: string,
  fields: Readonly<Record<string, string>>,
  signal: AbortSignal,
): AsyncGenerator<AgainLine, void> {
  try {
    const answer = await fetch(address, { method: "POST", body: new URLSearchParams(fields), signal });
    const kind = answer.headers.get("content-type") ?? "";
    if (!kind.includes("json") || answer.body === null) {
      yield refused(answer.status === 403 ? NOT_ALLOWED : `The server answered ${answer.status}. Try again.`);
      return;
    }
    let rest = "";
    const text = answer.body.pipeThrough(new TextDecoderStream());
    for await (const piece of chunksOf(text)) {
      const lines = (rest + piece).split("\n");
      rest = lines.pop() ?? "";
      yield* lines.map(understood).filter((line) => line !== null);
    }
    const last = rest === "" ? null : understood(rest);
    if (last) yield last;
  } catch {
    if (!signal.aborted) yield refused(NO_CONNECTION);
  }
}

/** Not every browser can iterate over a stream. */
async function* chunksOf(stream: ReadableStream<string>): AsyncGenerator<string, void> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** A newer server may say more than this page understands. */
function understood(line: string): AgainLine | null {
  const read = readAgain(line);
  if (!(read instanceof Rejection)) return read;
  console.warn(`Greenroom: a line is left out: ${read.why}`);
  return null;
}

function refused(message: string): AgainLine {
  return { type: "refused", message, field: "" };
}

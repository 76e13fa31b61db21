/** All parts of a track from the server, as texts, to be checked. */
import { parseJson } from "../core/json";
import { listOf, mapOf, object, Rejection, text } from "../core/read";
import type { Copy } from "../core/verify";

const named = object({ chunks: listOf(object({ digest: text })), sheets: mapOf(object({ digest: text })) });

/** `base` is the address of the index. A part that cannot be had is null. */
export async function fetchCopy(base: string): Promise<Copy> {
  const index = await ask(base);
  const head = named(parseJson(index?.split("\n", 1)[0] ?? ""), "");
  if (index === null || head instanceof Rejection) return { index: null, chunks: [], sheets: {}, proof: null };
  const chunks: (string | null)[] = [];
  for (const [n, chunk] of head.chunks.entries()) chunks.push(await ask(`${base}/chunks/${n}?v=${chunk.digest}`));
  const sheets: Record<string, string | null> = {};
  for (const [run, sheet] of Object.entries(head.sheets)) {
    sheets[run] = await ask(`${base}/sheets/${encodeURIComponent(run)}?v=${sheet.digest}`);
  }
  return { index, chunks, sheets, proof: await ask(`${base}/proof`) };
}

async function ask(address: string): Promise<string | null> {
  try {
    const answer = await fetch(address, { credentials: "same-origin" });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

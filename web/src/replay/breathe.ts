/** Long work in small pieces: no task of the page is longer than a piece, and keys and frames come in between. */

/** Far below 50 ms, from which on a page feels stuck; other work of the same frame needs time too. */
export const PIECE_MS = 12;

export function breathe(): Promise<void> {
  return new Promise((go) => setTimeout(go, 0));
}

/** Asked anew each time: a check before a pause says nothing about after it. */
export function isOff(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** Goes on until it is done or the piece is over; null means that there is more to do. */
export function piece<T>(steps: Generator<undefined, T>, ms = PIECE_MS): { readonly value: T } | null {
  const until = performance.now() + ms;
  do {
    const step = steps.next();
    if (step.done) return { value: step.value };
  } while (performance.now() < until);
  return null;
}

/** To the end, piece by piece. Null when it was called off meanwhile. */
export async function slowly<T>(steps: Generator<undefined, T>, signal?: AbortSignal): Promise<T | null> {
  for (;;) {
    if (signal?.aborted) return null;
    const done = piece(steps);
    if (done) return done.value;
    await breathe();
  }
}

/** One sentence when the server said no to something that was asked for. */
import type { JSX } from "preact";
import type { Live } from "../source";

export function Refused({ live }: { readonly live: Live }): JSX.Element {
  const refusal = live.refusal.value;
  return (
    <div class="refused" role="alert">
      {refusal ? (
        <div class="refused-card" key={refusal.count}>
          <p>{refusal.message}</p>
          <button type="button" class="button" data-small onClick={() => live.dismissRefusal()}>
            All right
          </button>
        </div>
      ) : null}
    </div>
  );
}

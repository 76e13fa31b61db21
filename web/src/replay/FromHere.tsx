/** What can be done from the moment that is shown: run its tests, go on from it, share a part around it. */
import type { JSX } from "preact";
import { ShareClip } from "./Clip";
import type { Driven } from "./driven";
import { Resume } from "./Resume";
import { RunHere } from "./RunHere";

export function FromHere({ player }: { readonly player: Driven }): JSX.Element {
  return (
    <>
      <RunHere player={player} />
      <Resume player={player} />
      <ShareClip player={player} />
    </>
  );
}

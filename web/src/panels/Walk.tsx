/** "Walk me through it": what somebody brought back from thinking privately, before and after, over the code. */
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { candidateName } from "../core/asked";
import { compare } from "../core/compare";
import { deedWords } from "../core/projectFiles";
import { ComparedFile } from "../replay/ComparedFile";
import type { Privately, Walk as WalkTold } from "../source";
import { useRoom } from "./room";

export function Walk({ privately }: { readonly privately: Privately }): JSX.Element | null {
  const { source, desk } = useRoom();
  const heading = useRef<HTMLHeadingElement>(null);
  const walk = privately.walk.value;
  const mine = !desk.interviews;
  useEffect(() => {
    if (walk !== null && mine) heading.current?.focus();
  }, [walk, mine]);
  if (walk === null) return null;
  const name = candidateName(source.state.value);
  return (
    <section class="walk" aria-label="Walk me through it">
      <header>
        <h2 ref={heading} tabIndex={-1}>
          Walk me through it
        </h2>
        <p class="hint">
          {walk.files.length === 0
            ? `${mine ? "You" : name} came back with the code as it was.`
            : mine
              ? "This is what you brought back, before and after. Tell it in your own order."
              : `This is what ${name} brought back, before and after. Let them tell it in their own order.`}
        </p>
        <button
          type="button"
          class="button"
          onClick={() => {
            privately.putAside();
            desk.codeWanted.value += 1;
          }}
        >
          To the code
        </button>
      </header>
      {walk.files.map((file) => (
        <WalkedFile key={file.file} file={file} />
      ))}
    </section>
  );
}

function WalkedFile({ file }: { readonly file: WalkTold["files"][number] }): JSX.Element {
  const { desk } = useRoom();
  const compared = useMemo(() => compare(file.before, file.after), [file]);
  const words = deedWords(file.was, file.path);
  return (
    <ComparedFile file={file.file} compared={compared} beside={desk.width.value !== "phone"}>
      {words === "" ? null : <p class="hint">{words}</p>}
    </ComparedFile>
  );
}

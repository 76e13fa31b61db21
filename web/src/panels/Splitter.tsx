/** The line between two panes: dragged with a pointer, moved with the arrow keys, reset with a double click. */
import type { JSX } from "preact";
import { rememberLayout, resize, type Size } from "./layout";

const STEP_PX = 24;

interface Props {
  readonly label: string;
  readonly size: Size;
  /** "x": stands upright and changes a width. */
  readonly axis: "x" | "y";
  /** +1 when moving right or down makes the pane bigger. */
  readonly sign: 1 | -1;
}

export function Splitter({ label, size, axis, sign }: Props): JSX.Element {
  const drag = (down: PointerEvent): void => {
    const handle = down.currentTarget as HTMLElement;
    const [start, from] = [axis === "x" ? down.clientX : down.clientY, size.px.peek()];
    handle.setPointerCapture(down.pointerId);
    handle.onpointermove = (move) => resize(size, from + sign * ((axis === "x" ? move.clientX : move.clientY) - start));
    handle.onlostpointercapture = () => {
      handle.onpointermove = null;
      rememberLayout();
    };
  };
  const key = (press: KeyboardEvent): void => {
    const px = target(press.key, size, axis, sign);
    if (px === null) return;
    press.preventDefault();
    resize(size, px);
    rememberLayout();
  };
  return (
    <div
      class="splitter"
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={axis === "x" ? "vertical" : "horizontal"}
      aria-valuenow={size.px.value}
      aria-valuemin={size.least}
      aria-valuemax={size.most}
      onPointerDown={drag}
      onKeyDown={key}
      onDblClick={() => {
        resize(size, size.usual);
        rememberLayout();
      }}
    />
  );
}

function target(key: string, size: Size, axis: "x" | "y", sign: 1 | -1): number | null {
  const [back, forth] = axis === "x" ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
  switch (key) {
    case back:
      return size.px.peek() - sign * STEP_PX;
    case forth:
      return size.px.peek() + sign * STEP_PX;
    case "Home":
      return size.least;
    case "End":
      return size.most;
    default:
      return null;
  }
}

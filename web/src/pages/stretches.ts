/** The page of what was thought privately: a slider for each stretch, from its first step to its last. */
import { clockSpoken, clockText } from "../core/clock";
import type { Change } from "../core/events";
import { textsAfter } from "../core/private";

type Step = readonly [at: number, changes: readonly Change[]];

export function playStretches(root: Document): void {
  for (const block of root.querySelectorAll<HTMLScriptElement>(".stretch-steps")) {
    const section = block.closest<HTMLElement>("[data-stretch]");
    if (section) playable(section, JSON.parse(block.textContent) as readonly Step[]);
  }
}

function playable(section: HTMLElement, steps: readonly Step[]): void {
  const told = steps.map(([at, changes]) => ({ at, changes }));
  const slider = Object.assign(document.createElement("input"), { type: "range", min: "1", max: String(told.length) });
  slider.value = String(told.length);
  const time = Object.assign(document.createElement("output"), { className: "mono" });
  const label = document.createElement("label");
  label.className = "stretch-time";
  label.append("As it was at ", time, slider);
  const files = [...section.querySelectorAll<HTMLElement>("pre[data-file]")];
  const show = (): void => {
    const at = told[Number(slider.value) - 1]?.at ?? 0;
    const texts = textsAfter(told, Number(slider.value));
    time.textContent = clockText(at);
    slider.setAttribute("aria-valuetext", clockSpoken(at));
    for (const file of files) file.textContent = texts[file.dataset["file"] ?? ""] ?? "";
  };
  slider.addEventListener("input", show);
  section.querySelector("h3")?.before(label);
  show();
}

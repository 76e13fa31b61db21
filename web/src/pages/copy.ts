/**
 * Copy buttons: `<button data-copy="text">` or `<button data-copy-from="#id-of-an-input">`.
 *
 * The button says "Copied" for two seconds; a browser that refuses the clipboard gets the text selected instead.
 */

const SAID_MS = 2000;

async function copy(button: HTMLElement): Promise<void> {
  const from = button.dataset["copyFrom"];
  const input = from === undefined ? null : document.querySelector<HTMLInputElement>(from);
  const text = button.dataset["copy"] ?? input?.value ?? "";
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    input?.select();
    return;
  }
  const label = button.dataset["label"] ?? button.textContent;
  button.dataset["label"] = label;
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = label), SAID_MS);
}

/** One listener for the whole page, so that buttons which htmx brings later work too. */
export function copyButtons(root: Document): void {
  root.addEventListener("click", (click) => {
    const target = click.target instanceof Element ? click.target : null;
    const button = target?.closest<HTMLElement>("[data-copy], [data-copy-from]");
    if (button) void copy(button);
  });
}

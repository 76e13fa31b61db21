/**
 * Forms that are saved as they are written: `<form data-saves="#id-of-the-status">`, sent by htmx.
 *
 * The status says when something is not saved, and it is tried again, more and more rarely. Nobody leaves the page with
 * something unsaved without being asked.
 */

const NOT_SAVED =
  "Not saved: the server cannot be reached just now. What you wrote is still on this page, and is tried again.";
const AGAIN_MS = [3000, 6000, 12_000, 30_000];

export function savingForms(root: Document): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-saves]")) watch(root, form);
}

function watch(root: Document, form: HTMLFormElement): void {
  let unsaved = false;
  let tries = 0;
  let timer = 0;
  const ask = (leaving: BeforeUnloadEvent): void => {
    if (unsaved) leaving.preventDefault();
  };
  const spoken = (): HTMLElement | null => root.querySelector(form.dataset["saves"] ?? "");
  const failed = (): void => {
    const status = spoken();
    if (status) {
      status.dataset["state"] = "unsaved";
      status.textContent = NOT_SAVED;
    }
    window.clearTimeout(timer);
    const wait = AGAIN_MS[Math.min(tries, AGAIN_MS.length - 1)];
    tries += 1;
    timer = window.setTimeout(() => form.dispatchEvent(new Event("input", { bubbles: true })), wait);
  };
  form.addEventListener("input", () => (unsaved = true));
  form.addEventListener("submit", () => (unsaved = false));
  form.addEventListener("htmx:error", failed);
  form.addEventListener("htmx:response:error", failed);
  form.addEventListener("htmx:after:swap", () => {
    unsaved = spoken()?.dataset["state"] === "conflict";
    tries = 0;
    window.clearTimeout(timer);
  });
  window.addEventListener("beforeunload", ask);
}

/**
 * Adding this session to one's own growth file: `<div data-growth="/address/of/this/session" hidden>` with a file input
 * and a status. The chosen file is read and written here, and never sent.
 */
import { BYTES_MAX, readGrowth, together } from "../core/growth";

const NONE = "That is no growth file of Greenroom. Choose the one that you downloaded before.";
const LARGE = "That file is too large to be a growth file.";
const AWAY = "This session could not be loaded just now. Try again in a moment.";

export function growthFiles(root: Document): void {
  for (const part of root.querySelectorAll<HTMLElement>("[data-growth]")) {
    const input = part.querySelector<HTMLInputElement>("input[type=file]");
    const status = part.querySelector<HTMLElement>("[role=status]");
    if (!input || !status) continue;
    part.hidden = false;
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      if (file) void added(part.dataset["growth"] ?? "", file).then((said) => (status.textContent = said));
      input.value = "";
    });
  }
}

async function added(address: string, file: File): Promise<string> {
  if (file.size > BYTES_MAX) return LARGE;
  const before = readGrowth(await file.text());
  if (!before) return NONE;
  const session = await fetch(address)
    .then(async (answer) => (answer.ok ? readGrowth(await answer.text()) : null))
    .catch(() => null);
  if (!session) return AWAY;
  const now = together(before, session);
  keep(JSON.stringify(now, null, 2), file.name);
  return `Added: ${file.name} has ${String(now.sessions.length)} sessions now. Keep the new one.`;
}

function keep(text: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

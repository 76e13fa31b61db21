/** The way to the editor settings: a button, and the dialog that is fetched with its first press. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { languagesOf } from "../core/page";
import { useRoom } from "./room";

type Dialog = (typeof import("./Preferences"))["Preferences"];

export function EditorSettingsButton(): JSX.Element {
  const { desk } = useRoom();
  return (
    <button
      type="button"
      class="button"
      data-kind="icon"
      aria-label="Editor settings"
      title="Editor settings"
      aria-keyshortcuts="Control+Comma Meta+Comma"
      onClick={() => (desk.dialog.value = "preferences")}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5">
        <path d="M2 4.5h7M13 4.5h1M2 11.5h1M7 11.5h7" stroke-linecap="round" />
        <circle cx="11" cy="4.5" r="1.9" />
        <circle cx="5" cy="11.5" r="1.9" />
      </svg>
    </button>
  );
}

export function EditorSettings(): JSX.Element | null {
  const { page, desk } = useRoom();
  const [Shown, setShown] = useState<Dialog | null>(null);
  useEffect(() => {
    void import("./Preferences").then(
      (module) => setShown(() => module.Preferences),
      () => (desk.dialog.value = null), // offline before it was ever fetched: nothing opens
    );
  }, [desk]);
  const languages = page.languages.filter((each) => page.tasks.some((task) => languagesOf(page, task).includes(each)));
  return Shown && <Shown languages={languages} close={() => (desk.dialog.value = null)} />;
}

/** Ctrl or Cmd with the comma, as other editors have it. */
export function isSettingsKey(press: KeyboardEvent): boolean {
  return press.key === "," && (press.ctrlKey || press.metaKey) && !press.altKey && !press.shiftKey;
}

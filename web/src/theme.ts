/**
 * Runs in the head of every page, before anything is painted: a chosen theme holds from the first pixel on.
 *
 * A plain script, so it imports nothing and leaves nothing behind. The words are those of `core/preferences.ts`.
 */
{
  try {
    const kept: unknown = JSON.parse(localStorage.getItem("greenroom:preferences") ?? "null");
    const theme = typeof kept === "object" && kept !== null && "theme" in kept ? kept.theme : "";
    if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
  } catch {
    // Storage is forbidden or holds something else: the system's theme it is.
  }
}

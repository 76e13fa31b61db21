/** What this browser calls itself, so that one link on two devices can be told from two tabs. Says nothing else. */
const KEY = "greenroom:device";

export function deviceName(): string {
  try {
    const known = localStorage.getItem(KEY) ?? "";
    if (/^[0-9a-f-]{36}$/.test(known)) return known;
    const fresh = randomName();
    localStorage.setItem(KEY, fresh);
    return fresh;
  } catch {
    // Storage is forbidden: each tab counts as a device of its own.
    return randomName();
  }
}

/** `randomUUID` is there over https only. */
function randomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

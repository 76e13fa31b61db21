/** Which dialog of the replay is open. Each is drawn by its own component, listed in `ReplayPage.tsx`. The keys have their own (`Keys.tsx`). */
import { signal } from "@preact/signals";

export type ReplayDialog = "compare" | "clip" | "export" | "resume" | "seal";

export const dialog = signal<ReplayDialog | null>(null);

/** Whole tracks that pytest wrote (tests/replay/test_whole_tracks.py): too long for every change, so a run of their own. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["tests/replay/whole/agree.ts"], testTimeout: 900_000, hookTimeout: 120_000 },
});

/** Places in the shared panels that only some pages fill. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import type { CaseRow } from "../core/caseList";

/** Below the details of the test in front. */
export const underCase = signal<((row: CaseRow) => JSX.Element | null) | null>(null);

/** Places in the shared panels that only some pages fill. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import type { CaseRow } from "../core/caseList";

/** Above the details of the test in front. */
export const overCase = signal<((row: CaseRow) => JSX.Element | null) | null>(null);

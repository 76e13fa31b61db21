/** Places in the shared panels that only some pages fill. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import type { CaseRow } from "../core/caseList";

/** Over the code: what somebody wrote privately at this moment of a replay. */
export const overCode = signal<(() => JSX.Element | null) | null>(null);

/** Above the details of the test in front. */
export const overCase = signal<((row: CaseRow) => JSX.Element | null) | null>(null);

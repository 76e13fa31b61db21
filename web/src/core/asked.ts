/** Questions that the panels ask of a room's state. */
import type { Suite } from "./events";
import { sameWork, type Place, type Work } from "./page";
import type { OwnCase, Person, RoomState, Run, Spell, Stage } from "./state";

/** The run that is going, if any: a room runs one thing at a time. */
export function goingRun(state: RoomState): Run | null {
  const last = state.runs.at(-1);
  return last?.end === null ? last : null;
}

/** The newest run of this suite on this work. */
export function latestRun(state: RoomState, place: Work, suite: Suite): Run | null {
  return state.runs.findLast((run) => run.suite === suite && sameWork(run, place)) ?? null;
}

/** The stage of the interview that goes, if one does. */
export function goingStage(state: RoomState): Stage | null {
  const last = state.stages.at(-1);
  return last?.end === null ? last : null;
}

/** The stretch of thinking privately that goes, if one does. */
export function goingSpell(state: RoomState): Spell | null {
  const last = state.spells.at(-1);
  return state.phase === "live" && last?.end === null ? last : null;
}

export function ownCases(state: RoomState, task: string): readonly OwnCase[] {
  return state.cases.filter((each) => each.task === task);
}

/**
 * Whether a file's starter code is still to come: nobody has turned to it before, and there is nothing in it. Until then
 * it is not typed in, or the two would mix.
 */
export function awaitsStarter(
  source: { readonly state: { readonly value: RoomState }; readonly live: unknown; written(file: string): boolean },
  file: string,
  place: Work,
): boolean {
  const known = source.state.value.opened.some((each) => sameWork(each, place));
  return source.live !== null && !known && !source.written(file);
}

const RANKS = { host: 0, panelist: 1, observer: 2, candidate: 3, learner: 3 } as const;

/** Everybody the room has heard of: the host first, then by name. */
export function everybody(state: RoomState): readonly Person[] {
  const rank = (person: Person): string => `${RANKS[person.role]}${person.name}`;
  return Object.values(state.people).sort((a, b) => rank(a).localeCompare(rank(b)));
}

/** The people who are here and work on something else than `place`; where in a project they are, its tree shows. */
export function elsewhere(state: RoomState, me: string, place: Place): readonly Person[] {
  return everybody(state).filter((person) => {
    return person.here && person.id !== me && person.where !== null && !sameWork(person.where, place);
  });
}

/** How many of a run's checked results passed so far. */
export function passedSoFar(run: Run): number {
  return run.end?.passed ?? Object.values(run.results).filter((result) => result.verdict === "passed").length;
}

/** "2 of 3": passed and checked; while a run goes on, of all its cases. */
export function scoreOf(run: Run): string {
  if (run.suite === "hidden" && (run.end?.total ?? run.total) === 0) return "";
  return `${passedSoFar(run)} of ${run.end?.total ?? run.total}`;
}

/** The candidate's name, for sentences like "Cam does not see this". */
export function candidateName(state: RoomState): string {
  return Object.values(state.people).find((person) => person.id === "candidate")?.name ?? "the candidate";
}

/** Whether it matters whose note it is. */
export function severalInterviewers(state: RoomState): boolean {
  return Object.values(state.people).filter(({ role }) => role === "host" || role === "panelist").length > 1;
}

/**
 * The agenda of an interview and its clock: what each stage of the plan has come to, and how much time is left.
 *
 * All times are the server's interview time; a pause counts for nobody. Nothing here looks at the browser's clock.
 */
import { counted } from "./clock";
import { flag, listOf, object, oneOf, orElse, text, whole, type Read } from "./read";
import type { RoomState, Stage } from "./state";

/** One stage of the plan, with the minutes that this interview gives it; 0 is without an end. */
export const agendaStage = object({
  title: text,
  minutes: whole,
  kind: orElse(oneOf("welcome", "task", "talk", "private", "questions", "closing"), "talk"),
  /** For interviewers only; a candidate's page has neither. */
  goal: orElse(text, ""),
  prompts: orElse(listOf(text), []),
  dimensions: orElse(listOf(text), []),
});
export type AgendaStage = Read<typeof agendaStage>;

export const agenda = object({ stages: listOf(agendaStage), plan: orElse(text, ""), breaks: orElse(flag, false) });
export type Agenda = Read<typeof agenda>;

export type Turn = "coming" | "going" | "done" | "skipped";

export interface AgendaRow extends AgendaStage {
  readonly turn: Turn;
  /** How much of it is behind, 0 to 1. */
  readonly part: number;
}

const MINUTE = 60_000;

/** The plan's stages with where each stands: the same rule as `turns` of server/core/agenda.py. */
export function agendaRows(stages: readonly AgendaStage[], state: RoomState, time: number): readonly AgendaRow[] {
  const begun = new Map(state.stages.map((stage) => [stage.title, stage]));
  const last = stages.findLastIndex((stage) => begun.has(stage.title));
  return stages.map((stage, place) => {
    const own = begun.get(stage.title);
    if (own?.end === null) return { ...stage, turn: "going", part: stagePart(own, state, time) };
    if (own) return { ...stage, turn: "done", part: 1 };
    return { ...stage, turn: place < last ? "skipped" : "coming", part: 0 };
  });
}

/** What comes after the stage that goes, or after the last one that was begun. */
export function nextStage(rows: readonly AgendaRow[]): AgendaRow | null {
  const going = rows.findIndex((row) => row.turn === "going");
  const last = rows.findLastIndex((row) => row.turn === "done");
  return rows.slice((going >= 0 ? going : last) + 1).find((row) => row.turn === "coming") ?? null;
}

/** Time left and what it is left of, both in ms; `left` is negative when it is over. */
export interface TimeLeft {
  readonly left: number;
  readonly of: number;
}

/** Of the stage that goes. Null where none does, and for one without an end. */
export function stageLeft(stage: Stage | null, state: RoomState, time: number): TimeLeft | null {
  if (stage === null || stage.minutes === 0) return null;
  const of = (stage.minutes + stage.extra) * MINUTE;
  return { left: of - stageSpent(stage, state, time), of };
}

/** Of everything that was planned, with what was given on top. Null where the plan has no end. */
export function wholeLeft(stages: readonly AgendaStage[], state: RoomState, time: number): TimeLeft | null {
  const planned = stages.reduce((sum, stage) => sum + stage.minutes, 0);
  if (planned === 0) return null;
  const of = (planned + state.stages.reduce((sum, stage) => sum + stage.extra, 0)) * MINUTE;
  const still = state.pausedAt === null ? 0 : time - state.pausedAt;
  return { left: of - (time - state.pausedFor - still), of };
}

/** "18 min left of 28", "under a minute left of 28", "3 min over": each in the same calm words and colour. */
export function leftWords({ left, of }: TimeLeft): string {
  if (left <= -MINUTE) return `${Math.floor(-left / MINUTE)} min over`;
  if (left <= 0) return "just over";
  const all = Math.round(of / MINUTE);
  return left < MINUTE ? `under a minute left of ${all}` : `${Math.ceil(left / MINUTE)} min left of ${all}`;
}

/** "28 min", "no limit". */
export function minutesWords(minutes: number): string {
  return minutes === 0 ? "no limit" : `${minutes} min`;
}

/** What stands beside a stage: "going", "done", "skipped". */
export const TURNS: Readonly<Record<Turn, string>> = {
  coming: "",
  going: "now",
  done: "done",
  skipped: "skipped",
};

/** The time of a pause that goes on, in words. */
export function pauseWords(state: RoomState, time: number): string {
  if (state.pausedAt === null) return "";
  const minutes = Math.floor((time - state.pausedAt) / MINUTE);
  return minutes < 1 ? "Paused" : `Paused for ${counted(minutes, "minute")}`;
}

function stageSpent(stage: Stage, state: RoomState, time: number): number {
  const still = state.pausedAt === null ? 0 : time - Math.max(state.pausedAt, stage.at);
  return time - stage.at - stage.paused - still;
}

function stagePart(stage: Stage, state: RoomState, time: number): number {
  const left = stageLeft(stage, state, time);
  return left === null ? 0 : Math.min(1, Math.max(0, 1 - left.left / left.of));
}

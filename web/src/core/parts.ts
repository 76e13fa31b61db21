/** The parts of a task that are unlocked one by one: the task as it stands with those that are open. */
import type { Task } from "./page";
import type { OpenPart } from "./state";

/** Examples of opened parts come after the others; hidden tests of closed ones do not run, so they are not listed. */
export function withParts(task: Task, opened: readonly OpenPart[]): Task {
  const mine = opened.filter((part) => part.task === task.slug);
  const closed = closedParts(task, mine);
  const examples = [...task.examples, ...mine.flatMap((part) => part.examples)];
  const interviewer = task.interviewer && {
    ...task.interviewer,
    hidden: task.interviewer.hidden.filter((group) => !closed.includes(group.part)),
  };
  return { ...task, examples, interviewer };
}

/** What a case of one's own can be about: the first part, and each opened one. */
export interface CasePart {
  readonly part: number;
  readonly task: Task;
}

export function caseParts(task: Task, opened: readonly OpenPart[]): readonly CasePart[] {
  const mine = opened.filter((part) => part.task === task.slug);
  const found: CasePart[] = [{ part: 1, task }];
  if (task.kind === "project") return found;
  for (const { part, params, returns, back, examples } of mine) {
    found.push({ part, task: { ...task, params, returns, back, examples } });
  }
  return found;
}

/** The numbers of the parts that only interviewers know of yet. */
function closedParts(task: Task, opened: readonly OpenPart[]): readonly number[] {
  const later = task.interviewer?.parts ?? [];
  return later.map((each) => each.part).filter((part) => !opened.some((each) => each.part === part));
}

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

/** The numbers of the parts that only interviewers know of yet. */
function closedParts(task: Task, opened: readonly OpenPart[]): readonly number[] {
  const later = task.interviewer?.parts ?? [];
  return later.map((each) => each.part).filter((part) => !opened.some((each) => each.part === part));
}

"""What lists of tasks show of each: a small part of it, so that thousands can be held in memory. Pure."""

from dataclasses import dataclass
from typing import Literal

from server.core.task import Kind, Leaked, ProofState, Status, Task


@dataclass(frozen=True, slots=True)
class TaskSummary:
    """`parts` is how many it has; all else is as in `Task`. Nothing of it is secret."""

    slug: str
    title: str
    kind: Kind
    difficulty: Literal["easy", "medium", "hard"]
    minutes: int
    tags: tuple[str, ...]
    skills: tuple[str, ...]
    languages: tuple[str, ...]
    parts: int
    status: Status
    leaked: Leaked | None
    digest: str
    proof_state: ProofState


def summary(task: Task) -> TaskSummary:
    return TaskSummary(
        task.slug,
        task.title,
        task.kind,
        task.difficulty,
        task.minutes,
        task.tags,
        task.skills,
        task.languages,
        len(task.parts),
        task.status,
        task.leaked,
        task.digest,
        task.proof_state,
    )

"""Fresh seeds: small inputs that no case has, on which all good solutions of a task have to agree."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from sandbox.contract import Sandbox
from server.authoring.attempts import Attempts
from server.core.borrowed import answer_of
from server.core.findings import Finding, failed, problem
from server.core.generated import generated_groups, reference
from server.core.task import Generate, Json, Solution, Task, TaskProblem
from server.core.words import StubStyle
from server.live import chance
from server.live.made_cases import MadeCases

SEEDS: Final = 5
SMALL: Final = 12
"""What every whole number that gen.py is given comes down to: on small inputs a difference can be read."""

Stressed = tuple[tuple[int, ...], tuple[Finding, ...]]
"""The seeds that were tried, and what differed."""


async def stress(sandbox: Sandbox, styles: Mapping[str, StubStyle], task: Task, good: Sequence[Solution]) -> Stressed:
    """Compare the good solutions on fresh inputs. Nothing is tried without a generator or a second good solution."""
    first = reference(task, styles)
    others = [each for each in good if each != first]
    if not generated_groups(task) or first is None or not others:
        return (), ()
    seeds = tuple(chance.seed() >> 1 for _ in range(SEEDS))  # as many bits as generate: takes
    fresh = _fresh(task, seeds)
    made = await MadeCases(sandbox, styles).of(fresh)
    if isinstance(made, TaskProblem):
        return (), ()  # a generator may have a least size: that is no fault of the task
    attempts, found = Attempts(sandbox, fresh, made), list[Finding]()
    for other in others:
        results = await attempts.hidden(styles[other.language], answer_of(task, other))
        if differing := failed(results):
            one = differing[0]
            made_with = _words(fresh, one.group)
            what = f"It and {first.file} differ on {one.where}, which gen.py makes with {made_with}."
            found.append(problem(f"solutions/{other.file}", what, "Find out which is right, and add the case."))
    return seeds, tuple(found)


def _fresh(task: Task, seeds: tuple[int, ...]) -> Task:
    """The task with its generated groups alone, with these seeds and small sizes."""
    groups = tuple(
        replace(group, cases=(), generate=Generate(seeds, _small(group.generate.kwargs)))
        for group in generated_groups(task)
        if group.generate
    )
    return replace(task, hidden=groups, digest=f"{task.digest} with {seeds}")


def _small(kwargs: Mapping[str, Json]) -> dict[str, Json]:
    return {name: min(value, SMALL) if type(value) is int else value for name, value in kwargs.items()}


def _words(task: Task, group: str) -> str:
    generate = next(each.generate for each in task.hidden if each.name == group)
    return ", ".join(f"{name}={value}" for name, value in (generate.kwargs.items() if generate else ())) or "that seed"

"""The cases that a task's generator makes, for whoever runs them: made in the sandbox, once for each version of a task.

Nothing here raises for the sandbox's sake: what could not be made is a `TaskProblem`.
"""

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from contextlib import aclosing

from sandbox.contract import CaseJudged, RunSpec, Sandbox
from server.core import generated
from server.core.judging import Made
from server.core.task import Task, TaskCase, TaskProblem
from server.core.words import StubStyle
from server.live import chance


class MadeCases:
    """Makes cases and keeps them by the task's digest. `styles` are those of the languages here, by id."""

    def __init__(self, sandbox: Sandbox, styles: Mapping[str, StubStyle]) -> None:
        self._sandbox = sandbox
        self._styles = styles
        self._made: dict[str, Made] = {}
        self._given: defaultdict[str, tuple[TaskCase, ...]] = defaultdict(tuple)
        """The inputs as the generator made them, by the task's digest."""
        self._making: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def of(self, task: Task) -> Made | TaskProblem:
        """Every generated case of the task, answered by its good solution, by the name of its group."""
        if not generated.needs_making(task):
            return {}
        async with self._making[task.digest]:
            if task.digest not in self._made:
                made = await self._make(task)
                if isinstance(made, TaskProblem):
                    return made
                self._made[task.digest] = made
            return self._made[task.digest]

    async def unlike(self, task: Task) -> TaskProblem | None:
        """Make the inputs once more, in a new process: they are the same, or why the generator is no good."""
        made = await self.of(task)
        again = made if isinstance(made, TaskProblem) else await self._inputs(task)
        return again if isinstance(again, TaskProblem) else generated.unlike(task, self._given[task.digest], again)

    async def _make(self, task: Task) -> Made | TaskProblem:
        inputs = await self._inputs(task)
        if isinstance(inputs, TaskProblem):
            return inputs
        self._given[task.digest] = inputs
        cases = (*inputs, *generated.unanswered(task))
        good = generated.reference(task, self._styles)
        if good is None:
            return TaskProblem(
                task.slug, "solutions", 0, "There is no good solution that runs.", "Add solutions/good.py."
            )
        spec = generated.answers_spec(task, cases, good, self._styles[good.language], run=chance.short_id())
        return generated.fill_expected(task, cases, good, await self._judged(spec))

    async def _inputs(self, task: Task) -> tuple[TaskCase, ...] | TaskProblem:
        if not generated.generated_groups(task):
            return ()
        spec = generated.generator_spec(task, run=chance.short_id())
        return generated.generated_inputs(task, await self._judged(spec))

    async def _judged(self, spec: RunSpec) -> list[CaseJudged]:
        async with aclosing(self._sandbox.run(spec)) as pieces:
            return [piece async for piece in pieces if isinstance(piece, CaseJudged)]

"""The exercise of the warm-up: small enough to read at a glance, and with one example that a first try may miss. Pure.

It belongs to no interview and to no library: nobody is asked to solve it, and nothing of it is kept.
"""

from collections.abc import Iterable
from typing import Final

from server.core.stubs import lacking
from server.core.task import Guide, Param, Part, Signature, Task, TaskCase, TaskLimits, Type
from server.core.words import StubStyle

SLUG: Final = "warm-up"
_STATEMENT: Final = (
    "Give back the largest of the numbers. There is always at least one.\n\n"
    "Or write anything else: nobody sees it, and nothing of it is kept."
)
_SIGNATURE: Final = Signature("largest", (Param("numbers", Type("list", (Type("int"),))),), Type("int"))


def warm_up(styles: Iterable[StubStyle]) -> Task:
    """The exercise, in every one of these languages that can carry it."""
    return Task(
        slug=SLUG,
        title="Warm-up: the largest number",
        difficulty="easy",
        minutes=0,
        tags=(),
        skills=(),
        languages=tuple(style.language for style in styles if not lacking("function", (_SIGNATURE,), style)),
        parts=(Part(1, "", _STATEMENT, _SIGNATURE, "start"),),
        examples=(
            TaskCase("example-1", "a few", 1, {"numbers": [3, 9, 2]}, 9),
            TaskCase("example-2", "only one", 1, {"numbers": [5]}, 5),
            TaskCase("example-3", "all below zero", 1, {"numbers": [-4, -1, -7]}, -1),
        ),
        compare="exact",
        tolerance=0.0,
        limits=TaskLimits(),
        feedback="none",
        hidden=(),
        guide=Guide(),
        rubric={},
        solutions=(),
        generator="",
        author="Greenroom",
        license="Apache-2.0",
        digest="",
    )

"""What becomes of a small mistake that no case catches, in the files of its task. Pure."""

import re
from collections.abc import Collection

from server.core.mutants import Mutant, mutants
from server.core.task import Task


def mutant_of(task: Task, fingerprint: str) -> Mutant | None:
    """The mistake in the task's reference with this fingerprint, as the task's files are now."""
    good = next((each for each in task.solutions if (each.promise, each.language) == ("good", "python")), None)
    made = mutants(good.source) if good else ()
    return next((mutant for mutant in made if mutant.fingerprint == fingerprint), None)


def kept_as_wrong(mutant: Mutant, taken: Collection[str]) -> tuple[str, str]:
    """The path and the text of a wrong solution with this mistake, under a name that is not `taken`."""
    words = re.sub(r"[^a-z0-9]+", "-", _in_words(mutant.what).lower()).strip("-")
    stem = f"solutions/wrong-{words or 'mistake'}"
    path, number = f"{stem}.py", 1
    while path in taken:
        number += 1
        path = f"{stem}-{number}.py"
    return path, f"# Line {mutant.line} of the good solution: {mutant.what}.\n{mutant.source}"


SIGNS = {"<=": "at most", ">=": "at least", "<": "less", ">": "more", "==": "equal", "!=": "unequal", "+": "plus"}


def _in_words(what: str) -> str:
    """`< became <=` as letters alone: `less became at most`."""
    return " ".join(SIGNS.get(word, "minus" if word == "-" else word) for word in what.split())

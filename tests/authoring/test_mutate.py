"""Many mistakes in one container come to the same as each in its own: in the real sandbox, for every kind of task."""

from pathlib import Path

import pytest

from sandbox.client import SandboxClient
from sandbox.contract import Verdict
from server.authoring.attempts import Attempts
from server.authoring.mutate import LARGE, Mutating
from server.core.mutants import Mutant, mutants
from server.core.task import Solution, Task
from server.run import languages
from server.store.tasks import TaskFolders
from tests.core.tasks import case, group, part, task
from tests.fakes import FakeSandbox
from tests.store.task_files import Files, write

STYLES = {language.id: language.style for language in languages()}
KINDS: dict[str, Files] = {
    "function": {
        "solutions/good.py": "def add(a, b):\n    while b > 10:\n        b -= 0\n    return a + b + 0\n",
    },
    "class": {
        "task.yaml": 'title: Box\nkind: class\nclass: ["Box(n: int)", "more(by: int) -> int"]\n',
        "cases.yaml": (
            'examples:\n  - calls: ["Box(1)", "more(2) -> 3"]\n'
            'hidden:\n  - group: edge\n    cases:\n      - {name: none, calls: ["Box(1)", "more(0) -> 1"]}\n'
        ),
        "solutions/good.py": (
            "class Box:\n    def __init__(self, n):\n        self.n = n + 0\n"
            "    def more(self, by):\n        self.n += by if by > 0 else 0\n        return self.n\n"
        ),
        "solutions/wrong-minus.py": None,
    },
    "stdin": {
        "task.yaml": "title: Sum\nkind: stdin\n",
        "cases.yaml": (
            'examples:\n  - {in: "1 2\\n", out: "3\\n"}\n'
            'hidden:\n  - group: edge\n    cases:\n      - {name: one, in: "5\\n", out: "5\\n"}\n'
        ),
        "solutions/good.py": "n = 0\nfor word in input().split():\n    n = n + int(word) + 0\nprint(n)\n",
        "solutions/wrong-minus.py": None,
    },
}


async def tried(mutating: Mutating, batches: list[list[Mutant]]) -> dict[str, bool]:
    caught: dict[str, bool] = {}
    for batch in batches:
        await mutating.survivors(batch, lambda mutant, by: caught.__setitem__(mutant.fingerprint, by))
    return caught


@pytest.mark.docker
@pytest.mark.parametrize("kind", KINDS)
async def test_a_batch_finds_what_one_by_one_finds(kind: str, sandbox: SandboxClient, tmp_path: Path) -> None:
    write(tmp_path, files=KINDS[kind])
    library = TaskFolders(tmp_path, list(STYLES.values()))
    task = library.task("add")
    assert isinstance(task, Task), library.problems()
    source = task.solutions[0].source
    made = mutants(source)
    mutating = Mutating(Attempts(sandbox, task, {}), STYLES["python"], (), 0.5)
    batches = mutating.batches(made, source, 1)
    assert [len(batch) for batch in batches] == [len(made)], "they share one container"
    together = await tried(mutating, batches)
    alone = await tried(mutating, [[mutant] for mutant in made])
    assert together == alone
    assert set(together.values()) == {True, False}


async def test_large_inputs_are_for_those_alone_that_got_through_the_small_ones() -> None:
    long = "x" * (2 * LARGE)
    count = task(
        parts=(part("count(text: string) -> int"),),
        examples=(case("example-1", {"text": "a"}, 1),),
        hidden=(group("large", case("large-1", {"text": long}, len(long))),),
        solutions=(Solution("good.py", "good", "python", "def count(text):\n    return len(text) + 0 + 0\n"),),
    )
    source = count.solutions[0].source
    made = mutants(source)
    fake = FakeSandbox()
    fake.answer = lambda spec, id: Verdict.WRONG if id in ("0 example-1", "0 large-1") else Verdict.PASSED
    caught = await tried(Mutating(Attempts(fake, count, {}), STYLES["python"], (), 0.5), [list(made)])
    assert len(made) >= 3
    small, large = fake.specs
    assert [each.id for each in small.cases] == [f"{number} example-1" for number in range(len(made))]
    assert [each.id for each in large.cases] == [f"{number} large-1" for number in range(len(made) - 1)]
    assert list(caught.values()) == [True, True, *[False] * (len(made) - 2)]

"""`greenroom tasks check` on tasks that misbehave: each is told as what it is, and costs no more than its limits."""

import json
from pathlib import Path

import pytest

from sandbox.client import SandboxClient
from tests.cli.commands import greenroom
from tests.store.task_files import CASES, TASK, Files, write

HEAD = TASK + "languages: [python]\nlimits: {time: 1}\n"
PROVABLE = CASES.replace("{a: 0, b: 0}, out: 0", "{a: 0, b: 5}, out: 5")
MADE = PROVABLE + "  - {group: large, generate: {seeds: [1]}}\n"
GEN = "import random\ndef generate(seed):\n    return {'a': random.randint(0, 10**9), 'b': 1}\n"
THROWS = "def check(input, expected, got):\n    raise ValueError('no')\n"
FLOODS = "def add(a, b):\n    print('x' * 10**8)\n    return a + b\n"
FORKS = "import os\ndef add(a, b):\n    while True:\n        os.fork()\n"


@pytest.mark.docker
@pytest.mark.parametrize(
    ("files", "file", "what"),
    [
        ({"solutions/good.py": "def add(a, b):\n    while True: pass\n"}, "solutions/good.py", "time limit"),
        ({"cases.yaml": MADE, "gen.py": GEN}, "gen.py", "made two inputs from seed 1"),
        ({"cases.yaml": MADE, "gen.py": "while True: pass\n"}, "gen.py", "ended with time limit"),
        ({"task.yaml": f"{HEAD}compare: checker\n", "checker.py": THROWS}, "checker.py", "ValueError: no"),
        ({"solutions/good.py": FLOODS}, "solutions/good.py", "output limit"),
        ({"solutions/wrong-forks.py": FORKS}, "solutions/wrong-forks.py", "It should fail by a wrong answer"),
    ],
    ids=["a reference that loops", "chance without its seed", "a generator that loops", "a checker that throws",
         "a flood of output", "a solution that forks"],
)  # fmt: skip
async def test_what_is_wrong_is_told_as_what_it_is(
    files: Files, file: str, what: str, sandbox: SandboxClient, tmp_path: Path
) -> None:
    folder = write(tmp_path / "tasks", files={"task.yaml": HEAD, "cases.yaml": PROVABLE, **files})
    done = await greenroom("tasks", "check", folder, "--json", "--sandbox", f"unix:{tmp_path / 'sandbox.sock'}")
    (task,) = json.loads(done.stdout)["tasks"]
    found = [*task["findings"], *(each for solution in task["solutions"] for each in solution["findings"])]
    assert not task["proved"]
    assert any(each["weight"] == "problem" and each["file"] == file and what in each["what"] for each in found), found

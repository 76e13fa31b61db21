"""Starting a task, bringing tasks in and giving them away, on the command line."""

import json
from pathlib import Path

import pytest

from sandbox.client import SandboxClient
from server.authoring.templates import BODIES
from tests.cli.commands import greenroom


@pytest.mark.docker
async def test_a_new_task_of_every_kind_proves_itself(sandbox: SandboxClient, tmp_path: Path) -> None:
    for kind in BODIES:
        made = await greenroom("tasks", "new", f"my-{kind}", "--kind", kind, "--tasks", tmp_path / "tasks")
        assert made.exit_code == 0, made.output
    socket = f"unix:{tmp_path / 'sandbox.sock'}"
    done = await greenroom("tasks", "check", "--json", "--tasks", tmp_path / "tasks", "--sandbox", socket)
    told = json.loads(done.stdout)
    assert [each["slug"] for each in told["tasks"]] == [f"my-{kind}" for kind in sorted(BODIES)]
    assert told["proved"], done.stdout
    findings = [each for task in told["tasks"] for each in task["findings"]]
    assert {each["weight"] for each in findings} == {"warning"}, "what a good task still lacks"
    assert {"rubric.yaml", "task.yaml"} <= {each["file"] for each in findings}
    mutants = [each["mutants"] for each in told["tasks"] if each["mutants"]]
    assert [each["survivors"] for each in mutants] == [[]] * len(mutants)


async def test_a_new_task_is_never_written_over_another(tmp_path: Path) -> None:
    new = await greenroom("tasks", "new", "fee", "--title", 'A "fee"', "--tasks", tmp_path)
    assert new.exit_code == 0
    assert f"Prove it with: greenroom tasks check {tmp_path / 'fee'}\n" in new.output
    again = await greenroom("tasks", "new", "fee", "--tasks", tmp_path)
    assert (again.exit_code, "is there already" in again.output) == (1, True)
    assert 'title: "A \\"fee\\""' in (tmp_path / "fee" / "task.yaml").read_text()
    assert (await greenroom("tasks", "new", "../fee", "--tasks", tmp_path)).exit_code == 1


async def test_what_was_brought_in_and_what_was_not_is_told(tmp_path: Path) -> None:
    lines = [
        {"task": "double", "entry": "double", "solution": "def double(n):\n    return 2 * n\n", "license": "MIT",
         "cases": [{"input": [n], "expected": 2 * n} for n in range(4)]},
        {"task": "half", "entry": "half", "cases": []},
    ]  # fmt: skip
    (tmp_path / "set.jsonl").write_text("\n".join(map(json.dumps, lines)))
    done = await greenroom("tasks", "import", "jsonl", tmp_path / "set.jsonl", "--into", tmp_path / "tasks")
    assert done.exit_code == 1
    assert f"   ok  {tmp_path / 'tasks' / 'double'}" in done.output
    assert "half: It has no solution." in done.output
    assert "1 task brought in, 1 not." in done.output
    prove = f"Prove it before anybody meets it: greenroom tasks check {tmp_path / 'tasks' / 'double'}\n"
    assert prove in done.output  # also where it did not go into the library


async def test_a_task_is_given_away_as_a_package(tmp_path: Path) -> None:
    await greenroom("tasks", "new", "door-log", "--kind", "stdin", "--tasks", tmp_path)
    done = await greenroom("tasks", "export", "kattis", "door-log", "--tasks", tmp_path, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out" / "doorlog" / "data" / "secret" / "1-order-not-by-name.in").read_text() == "max\ncam\n"
    await greenroom("tasks", "new", "fee", "--tasks", tmp_path)
    done = await greenroom("tasks", "export", "kattis", "fee", "--tasks", tmp_path, "--out", tmp_path / "out")
    assert (done.exit_code, "Tasks of kind stdin can be exported." in done.output) == (1, True)

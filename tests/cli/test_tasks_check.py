"""`greenroom tasks check` on the repository's own tasks, in the real sandbox; and on folders that are none."""

import json
from pathlib import Path

import pytest

from sandbox.client import SandboxClient
from tests.cli.commands import TASKS, greenroom
from tests.store.test_tasks_docs import write_documented_task

CASES = """\
examples:
  - {in: {minutes: 1}, out: 1}
hidden:
  - group: edges
    cases:
      - {name: none, in: {minutes: 0}, out: 0}
"""
SLUGS = sorted(folder.parent.name for folder in TASKS.glob("*/task.yaml"))


@pytest.mark.docker
@pytest.mark.parametrize("slug", SLUGS)
async def test_a_bundled_task_proves_itself(slug: str, sandbox: SandboxClient, tmp_path: Path) -> None:
    socket = f"unix:{tmp_path / 'sandbox.sock'}"
    done = await greenroom("tasks", "check", slug, "--json", "--tasks", TASKS, "--sandbox", socket)
    told = json.loads(done.stdout)
    (task,) = told["tasks"]
    assert (done.exit_code, told["proved"]) == (0, True), done.stdout
    said = [each["what"] for solution in task["solutions"] for each in solution["findings"]]
    said += [each["what"] for each in task["findings"] if "small mistake" not in each["what"]]
    assert said == []
    if task["mutants"]:  # they are made of good.py
        assert task["mutants"] is None or task["mutants"]["caught"] >= task["mutants"]["tried"] - 2  # none of SQL
    assert all(task["stubs"].values())


@pytest.mark.docker
async def test_the_documented_task_proves_itself(sandbox: SandboxClient, tmp_path: Path) -> None:
    folder = write_documented_task(tmp_path)
    done = await greenroom("tasks", "check", folder, "--quick", "--sandbox", f"unix:{tmp_path / 'sandbox.sock'}")
    assert done.exit_code == 0, done.output
    assert "   ok  wrong-whole-hours.py               wrong: edges/exactly an hour" in done.stdout


@pytest.mark.docker
async def test_people_read_a_line_for_each_solution(sandbox: SandboxClient, tmp_path: Path) -> None:
    socket = f"unix:{tmp_path / 'sandbox.sock'}"
    done = await greenroom("tasks", "check", TASKS / "split-discount", "--quick", "--sandbox", socket)
    lines = done.stdout.splitlines()
    assert done.exit_code == 0
    assert lines[0] == "split-discount"
    assert [line for line in lines if line.startswith("   ok  good.js  ")]
    assert "split-discount PROVES ITSELF 22 cases" in lines


@pytest.mark.docker
async def test_a_broken_promise_is_told_and_does_not_exit_with_0(sandbox: SandboxClient, tmp_path: Path) -> None:
    folder = tmp_path / "tasks" / "parking"
    (folder / "solutions").mkdir(parents=True)
    (folder / "task.yaml").write_text('title: Parking\nkind: function\nsignature: "fee(minutes: int) -> int"\n')
    (folder / "statement.md").write_text("Cents.\n")
    (folder / "cases.yaml").write_text(CASES)
    (folder / "solutions" / "good.py").write_text("def fee(minutes):\n    return minutes\n")
    (folder / "solutions" / "wrong-a.py").write_text("# fails: edges\ndef fee(minutes):\n    return abs(minutes)\n")
    (tmp_path / "tasks" / "broken").mkdir()
    socket = f"unix:{tmp_path / 'sandbox.sock'}"
    done = await greenroom("tasks", "check", "--tasks", tmp_path / "tasks", "--sandbox", socket)
    assert done.exit_code == 1
    assert "problem It passes every case. Add a case that catches it, or rename it to good-a.py." in done.stdout
    assert "parking IS NOT PROVED 2 cases" in done.stdout
    assert "problem task.yaml: The file is missing." in done.stdout


async def test_a_library_without_tasks_says_so(tmp_path: Path) -> None:
    done = await greenroom("tasks", "check", "--tasks", tmp_path)
    assert done.exit_code == 1
    assert "There is no task in" in done.output

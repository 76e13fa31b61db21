"""`greenroom tasks check` on the repository's own tasks, in the real sandbox; and on folders that are none."""

import json
import shutil
from pathlib import Path
from typing import Any

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


PROVED: dict[str, dict[str, Any]] = {}
"""What the one command said of each task that is asked for in this session; a test that is tried again asks anew."""


async def proof_of(slug: str, request: pytest.FixtureRequest, place: Path) -> dict[str, Any]:
    """The proof of this task: all that are asked for are proved by one command, some side by side, on copies."""
    if slug not in PROVED:
        chosen = (item for item in request.session.items if isinstance(item, pytest.Function))
        asked = {str(item.callspec.params["slug"]) for item in chosen if item.originalname == request.node.originalname}
        wanted = sorted(asked) if not PROVED else [slug]
        for each in wanted:
            shutil.copytree(TASKS / each, place / "tasks" / each)
        shutil.copy(TASKS / "rubric.yaml", place / "tasks" / "rubric.yaml")
        paths = [place / "tasks" / each for each in wanted]
        done = await greenroom("tasks", "check", *paths, "--json", "--sandbox", f"unix:{place / 'sandbox.sock'}")
        told = json.loads(done.stdout)
        assert (done.exit_code == 0) is told["proved"]
        PROVED.update({task["slug"]: task for task in told["tasks"]})
    return PROVED.pop(slug)


@pytest.mark.docker
@pytest.mark.parametrize("slug", SLUGS)
async def test_a_bundled_task_proves_itself(
    slug: str, sandbox: SandboxClient, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    task = await proof_of(slug, request, tmp_path)
    said = [each["what"] for solution in task["solutions"] for each in solution["findings"]]
    said += [each["what"] for each in task["findings"] if "small mistake" not in each["what"]]
    assert (task["proved"], said) == (True, [])
    if task["mutants"]:  # they are made of good.py: there are none of SQL
        assert task["mutants"]["caught"] >= task["mutants"]["tried"] - 2
    assert all(task["stubs"].values())


@pytest.mark.docker
async def test_a_proof_that_is_kept_is_believed_until_the_task_changes(sandbox: SandboxClient, tmp_path: Path) -> None:
    folder = write_documented_task(tmp_path)
    command = ("tasks", "check", folder, "--sandbox", f"unix:{tmp_path / 'sandbox.sock'}")
    first = await greenroom(*command)
    assert first.exit_code == 0, first.output
    kept = (folder / ".lock" / "proof.json").read_text()
    assert json.loads(kept)["proved"] is True
    believed = await greenroom(*command, "--quick")
    assert "PROVEN on " in believed.output
    assert "   ok  " not in believed.output
    assert (folder / ".lock" / "proof.json").read_text() == kept
    (folder / "statement.md").write_text("Another one.\n")
    again = await greenroom(*command, "--quick")
    assert "   ok  good.py" in again.output


@pytest.mark.docker
async def test_the_documented_task_proves_itself(sandbox: SandboxClient, tmp_path: Path) -> None:
    folder = write_documented_task(tmp_path)
    done = await greenroom("tasks", "check", folder, "--quick", "--sandbox", f"unix:{tmp_path / 'sandbox.sock'}")
    assert done.exit_code == 0, done.output
    assert "   ok  wrong-whole-hours.py               wrong: edges/exactly an hour" in done.stdout


@pytest.mark.docker
async def test_people_read_a_line_for_each_solution(sandbox: SandboxClient, tmp_path: Path) -> None:
    socket = f"unix:{tmp_path / 'sandbox.sock'}"
    folder = tmp_path / "tasks" / "split-discount"
    shutil.copytree(
        TASKS / "split-discount", folder, ignore=shutil.ignore_patterns(".lock")
    )  # a kept proof is believed
    done = await greenroom("tasks", "check", folder, "--quick", "--sandbox", socket)
    lines = done.stdout.splitlines()
    assert done.exit_code == 0
    assert lines[0] == "split-discount"
    assert [line for line in lines if line.startswith("   ok  good.js  ")]
    assert "split-discount PROVES ITSELF 22 cases" in lines
    assert "Good solutions pass every case" in done.stderr, "what goes on, a line each second"
    assert " s  split-discount " not in done.stdout


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

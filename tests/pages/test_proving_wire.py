"""What a page's script is told of a proof, as a golden file that the script's own tests read too."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from sandbox.contract import Verdict
from server.core.findings import Result, problem, warning
from server.core.mutants import mutants
from server.core.proof import MutantProof, Proof, SolutionProof
from server.core.proof_rules import Line, LineState, Rule
from server.core.task import Solution, TaskCase
from server.live.proving import Job, Stage
from server.pages.proving_told import told
from tests.fakes import SLOTS

WIRE = Path(__file__).parents[1] / "wire" / "proof.json"
GOOD = Solution("good.py", "good", "python", "def count_free(busy):\n    return len(busy) - sum(busy) + 0\n")
WRONG = Solution("wrong-all.py", "wrong", "python", "def count_free(busy):\n    return len(busy)\n")
TASK = replace(SLOTS, solutions=(GOOD, WRONG))


def running() -> Job:
    job = Job(TASK, 1_000, "slots", stage=Stage.RUNNING)
    job.tell(Line(Rule.GOOD, LineState.RUNNING, 0, 1, "good.py"))
    found = problem("solutions/wrong-all.py", "It passes every case.", "Add a case that catches it.")
    job.tell(Line(Rule.WRONG, LineState.BROKEN, 1, 1, findings=(found,)))
    return job


def done() -> Job:
    results = (Result("examples", "two free", Verdict.PASSED, 1.2), Result("edges", "none", Verdict.WRONG, 0.4, 1))
    good = SolutionProof(GOOD, results[:1], ())
    note = warning("solutions/wrong-all.py", "It also crashes.", "Make one mistake only.")
    wrong = SolutionProof(WRONG, results, (note,))
    survivors = tuple(each for each in mutants(GOOD.source) if each.what == "0 became 1")
    made = {"large": (TaskCase("large-seed-1", "seed 1", 1, {"busy": [0, 1]}, 1),)}
    proof = Proof(TASK.slug, TASK.digest, 4, (good, wrong), {}, MutantProof(4, 4, survivors, 1), (7,), made=made)
    job = Job(TASK, 1_000, "slots", stage=Stage.DONE, proof=proof, kept=True, ended=5_200)
    job.tell(Line(Rule.GOOD, LineState.KEPT, 1, 1))
    job.tell(good)
    job.tell(wrong)
    return job


def test_the_page_is_told_what_the_golden_file_says() -> None:
    """`WIRE=write pytest tests/pages/test_proving_wire.py` writes it anew."""
    said: dict[str, Any] = {
        "running": told(running(), 0, 4_000),
        "done": told(done(), 0, 9_000),
    }
    if os.environ.get("WIRE") == "write":
        WIRE.write_text(json.dumps(said, indent=2, ensure_ascii=False) + "\n")
    assert json.loads(WIRE.read_text()) == said
    assert (said["running"]["seconds"], said["done"]["seconds"]) == (3.0, 4.2)


def test_a_checker_that_broke_is_told_to_its_author_as_what_it_is() -> None:
    broken = Result("edges", "none", Verdict.INTERNAL_ERROR, message="Tell the task's author.", note="TypeError: no")
    job = Job(TASK, 1_000, "slots", stage=Stage.DONE, ended=5_200)
    job.tell(SolutionProof(GOOD, (broken,), ()))
    (solution,) = told(job, 0, 9_000)["solutions"]
    assert solution["failed"][0]["message"] == "checker.py broke: TypeError: no"

"""The doors of the project: the Makefile's targets and the set-up's goals."""

import re
import subprocess
import sys

from setup.__main__ import GOALS
from setup.console import ROOT

MAKEFILE = (ROOT / "Makefile").read_text()


def test_help_names_every_target_that_a_person_may_want() -> None:
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE)
    assert re.findall(r"make (\w+)", shown) == targets


def test_every_goal_that_the_makefile_asks_for_exists() -> None:
    assert set(re.findall(r"-m setup (\w+)", MAKEFILE)) == set(GOALS)


def test_an_unknown_goal_is_refused_with_the_known_ones() -> None:
    done = subprocess.run([sys.executable, "-m", "setup", "tea"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert all(goal in done.stdout for goal in GOALS)


def test_the_build_machine_runs_the_whole_test() -> None:
    assert 'make "${1:-test}"' in (ROOT / ".ci" / "run").read_text()

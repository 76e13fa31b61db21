"""`python -m bench [part ...]`: measure all parts, or only these. Progress goes to standard error."""

import argparse
import sys
from collections.abc import Callable
from typing import Final

from bench.crowd import crowd
from bench.join import join
from bench.judge import judge
from bench.page import page
from bench.pages import pages
from bench.processes import CannotMeasure
from bench.proof import proof
from bench.relay import Plan, relay
from bench.replay import replay
from bench.report import Goal, Report, goals_table
from bench.run import run
from bench.stall import stall
from bench.store import store
from bench.suite import suite
from bench.systems import SYSTEMS
from bench.task_library import library
from bench.writing import writing

Part = Callable[[argparse.Namespace], Report]


def _relay(chosen: argparse.Namespace) -> Report:
    systems = [system for system in SYSTEMS if chosen.only.lower() in system.name.lower()]
    return relay(Plan(chosen.rounds, chosen.seconds, chosen.rooms, systems, chosen.flood))


PARTS: Final[dict[str, tuple[str, Part]]] = {
    "relay": ("Keystrokes from one person to the two others", _relay),
    "join": ("Into a long room where nobody is", lambda chosen: join(chosen.rounds)),
    "stall": ("Beside somebody who stops reading", lambda chosen: stall(chosen.rounds)),
    "run": ("From Run to the verdict", lambda chosen: run(chosen.rounds)),
    "judge": (
        "From a run's wish to its answers, in every language",
        lambda chosen: judge(chosen.rounds, chosen.language),
    ),
    "crowd": ("Many runs at once, and floods", lambda chosen: crowd(chosen.rounds)),
    "suite": ("Tests through the wall", lambda chosen: suite(chosen.rounds)),
    "proof": ("Proving a task", lambda chosen: proof(chosen.rounds)),
    "page": ("The room in Chromium", lambda chosen: page(chosen.rounds)),
    "replay": ("The replay of ninety minutes", lambda chosen: replay(chosen.rounds)),
    "pages": ("Pages of a house with 10,000 interviews", lambda chosen: pages(chosen.rounds)),
    "library": ("Pages of a library of 2,000 tasks", lambda chosen: library(chosen.rounds)),
    "writing": ("Writing a task in Chromium", lambda chosen: writing(chosen.rounds)),
    "store": ("Timelines to disk and back", lambda chosen: store(chosen.rounds)),
}


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",") if number]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench", description="Measure Greenroom beside other relays.")
    parser.add_argument("parts", nargs="*", metavar="part", help=f"{', '.join(PARTS)}; all of them without any")
    parser.add_argument("--rounds", type=int, default=3, help="runs of everything [3]")
    parser.add_argument("--seconds", type=float, default=6.0, help="length of each relay run [6]")
    parser.add_argument("--rooms", type=_numbers, default=[1, 100, 400], help="sizes of the relay part [1,100,400]")
    parser.add_argument("--only", default="", help="relay systems whose name has this: greenroom, bare, websocket")
    parser.add_argument("--language", default="", help="languages of the judge part whose id has this: python, java")
    parser.add_argument("--no-flood", dest="flood", action="store_false", help="leave out “as fast as it goes”")
    chosen = parser.parse_args()
    unknown = set(chosen.parts) - PARTS.keys()
    if unknown:
        parser.error(f"there is no part “{min(unknown)}”; there are {', '.join(PARTS)}")
    return chosen


def main() -> int:
    """0 when everything asked for was measured."""
    chosen = _arguments()
    missing, goals = 0, list[Goal]()
    for name in chosen.parts or PARTS:
        title, part = PARTS[name]
        try:
            report = part(chosen)
        except CannotMeasure as error:
            report, missing = Report(f"Not measured: {error}"), 1
        print(f"\n## {title}\n\n{report.text}", flush=True)
        goals += report.goals
    if goals:
        print(f"\n## What was promised\n\n{goals_table(goals)}")
    return missing


if __name__ == "__main__":
    sys.exit(main())

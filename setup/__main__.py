"""`python3 -m setup GOAL`: do what a target of the Makefile needs and is not done yet, in order."""

import sys
import time
from collections.abc import Callable, Sequence

from setup import machine, python, web
from setup.console import LOG, Console, SetupError

Step = Callable[[Console], None]


def runtime(console: Console) -> None:
    python.packages(console, "requirements.lock", "Python packages")


def tools(console: Console) -> None:
    python.packages(console, "requirements-dev.lock", "Python packages, with the tools of development")


PAGES: tuple[Step, ...] = (web.node, web.modules, web.bundle)
GOALS: dict[str, tuple[Step, ...]] = {
    "up": (python.environment, runtime, python.project, *PAGES, machine.docker),
    "doctor": (python.environment, runtime, python.project),
    "languages": (python.environment, runtime, python.project),
    "lock": (python.environment,),
    "fmt": (python.environment, tools, web.node, web.modules),
    "check": (python.environment, tools, python.project, web.node),
    "test": (
        python.environment, tools, python.project, *PAGES,
        machine.every_language, machine.gvisor, machine.chromium, machine.compose, machine.compiler,
    ),
}  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Exit code 0 when the goal is reached, 1 when a step failed (told on standard output), 2 for a wrong goal."""
    if len(arguments) != 1 or arguments[0] not in GOALS:
        print(f"Say what to set up: python3 -m setup {'|'.join(GOALS)}")
        return 2
    began = time.monotonic()
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("w") as log:
        console = Console(log=log)
        console.heading("Setting up Greenroom. What is already done is skipped.")
        try:
            for step in GOALS[arguments[0]]:
                step(console)
        except SetupError as error:
            console.failed(error)
            return 1
        except KeyboardInterrupt:
            console.note("Stopped. What is done is kept; run it again to go on.")
            return 130
        console.heading(f"Set up in {time.monotonic() - began:.1f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

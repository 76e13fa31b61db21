"""Every program of the catalogue against the real sandbox, in a process of its own on the real engine.

After each one the invariants hold: the verdict is one of those it may be and never a pass (I1); it was over in time,
what is kept of it is bounded and the sandbox has not grown (I2); its container and its volumes are gone (I3); the next
program finds no trace of it (I4); no byte of an expected value went to any container (I5); a neighbour is judged
meanwhile (I6). What browsers make of such output is tested with the pages (I7).
"""

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from sandbox.contract import Finished, Mode, Verdict
from tests.redteam.catalogue import Program, programs
from tests.redteam.ground import Ground
from tests.redteam.wanted import LIMITS, wanted
from tests.sandbox.programs import Outcome, outcome

pytestmark = pytest.mark.docker

START_SECONDS = 15
"""For compiling, and for a busy machine: the limits themselves are kept to the second by tests of their own."""
GROWTH_BYTES = 8 << 20
SHOWN_MOST = 64 * 1024

SHALLOW = ("python", "javascript", "c", "bash")
ALL = list(programs())
TRICKS = [each for each in ALL if each.is_trick]
OTHERS = [each for each in ALL if not each.is_trick]
SECOND = [each for each in ALL if each.language in SHALLOW or each.mode is Mode.PROGRAM]
"""Of which another kernel makes something else. The other languages' tricks are played on their shims."""


@dataclass(frozen=True, slots=True)
class Played:
    """One run, with the canary that stands in its last case's expected value."""

    outcome: Outcome
    canary: str
    seconds: float


async def played(ground: Ground, program: Program, source: str, *, canary: bool = True) -> Played:
    secret = f"canary-{secrets.token_hex(16)}" if canary else ""
    spec = wanted(program, source, secret)
    began = time.monotonic()
    pieces = [piece async for piece in ground.sandbox.run(spec)]
    seconds = time.monotonic() - began
    return Played(outcome(spec, [piece for piece in pieces if type(piece).__name__ != "Queued"]), secret, seconds)


def holds(ground: Ground, program: Program, run: Played, verdicts: frozenset[Verdict]) -> None:
    """I1, I2 and I5 for one run."""
    finished = run.outcome.finished
    assert finished.verdict in verdicts, finished
    assert {case.verdict for case in run.outcome.cases} <= set(Verdict) - {Verdict.INTERNAL_ERROR}
    cases = len(run.outcome.cases)
    assert run.seconds < cases * LIMITS.wall_seconds + 2 + START_SECONDS
    for case in run.outcome.cases:
        assert max(len(case.stdout), len(case.stderr)) <= SHOWN_MOST
        assert not program.never or program.never not in f"{case.stdout}{case.got}{case.trace}"
    assert not run.canary or run.canary.encode() not in ground.heard()
    ground.is_clear()


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Prints one line, whatever pytest does with the rest."""

    def tell(line: str) -> None:
        with capsys.disabled():
            print(f"\n  {line}", end="")

    return tell


@pytest.mark.parametrize("program", OTHERS, ids=lambda each: each.id)
async def test_a_hostile_program_passes_nothing_and_leaves_nothing(
    ground: Ground, program: Program, told: Callable[[str], None]
) -> None:
    before = ground.memory()
    run = await played(ground, program, program.source)
    told(f"{program.id:34} {run.outcome.finished.verdict.value:16} {run.seconds:5.1f} s  {program.title}")
    holds(ground, program, run, program.verdicts)
    if program.answer is not None:
        assert run.outcome.got[0] == program.answer
    assert ground.memory() - before < GROWTH_BYTES
    await ground.is_clean()


@pytest.mark.parametrize("program", TRICKS, ids=lambda each: each.id)
async def test_no_trick_turns_a_wrong_program_into_a_right_one(
    ground: Ground, program: Program, told: Callable[[str], None]
) -> None:
    run = await played(ground, program, program.played(wrong=True))
    told(f"{program.id:34} {run.outcome.finished.verdict.value:16} {run.seconds:5.1f} s  {program.title}")
    holds(ground, program, run, program.verdicts)
    await ground.is_clean()


@pytest.mark.parametrize("program", TRICKS, ids=lambda each: each.id)
async def test_no_trick_around_a_right_program_becomes_our_fault(ground: Ground, program: Program) -> None:
    run = await played(ground, program, program.played(wrong=False), canary=False)
    holds(ground, program, run, program.right)


@pytest.mark.parametrize("program", SECOND, ids=lambda each: each.id)
async def test_the_second_tier_holds_too(second_ground: Ground, program: Program, told: Callable[[str], None]) -> None:
    source = program.played(wrong=True) if program.is_trick else program.source
    run = await played(second_ground, program, source)
    told(f"{program.id:34} {run.outcome.finished.verdict.value:16} {run.seconds:5.1f} s  {program.title}, on runsc")
    holds(second_ground, program, run, program.verdicts | program.second)
    await second_ground.is_clean()


async def test_a_neighbour_is_judged_among_the_worst_of_them(ground: Ground) -> None:
    """The order is by chance, and told where it fails."""
    seed = secrets.randbelow(10**6)
    noisy = sorted(OTHERS, key=lambda each: hash((seed, each.id)))[:6]
    noise = [asyncio.create_task(played(ground, program, program.source)) for program in noisy]
    honest = Program("cam", "an honest neighbour", "python", "def f(a):\n    return a", frozenset(), frozenset())
    for _ in range(3):
        run = await played(ground, honest, honest.source, canary=False)
        assert run.outcome.finished.verdict is Verdict.PASSED, (seed, run.outcome.finished)
    for each in await asyncio.gather(*noise):
        assert isinstance(each.outcome.finished, Finished)
        assert each.outcome.finished.verdict not in (Verdict.PASSED, Verdict.INTERNAL_ERROR), seed
    await ground.is_clean()

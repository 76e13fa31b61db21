"""The probes that the doctor runs: they are right about walls that hold, and about walls that do not."""

from collections.abc import AsyncGenerator

import pytest

from sandbox.client import SandboxClient
from sandbox.contract import Begun, CaseJudged, Finished, Piece, RunSpec, Verdict
from sandbox.probes import HELD, PROBES, Probe, asked


@pytest.mark.docker
@pytest.mark.parametrize("probe", PROBES, ids=lambda each: each.what)
async def test_the_real_walls_hold(sandbox: SandboxClient, probe: Probe) -> None:
    assert (await asked(sandbox.run, probe)).trouble == ""


class Answering:
    """A sandbox whose walls let everything through, in one way."""

    def __init__(self, verdict: Verdict, got: object = None, message: str = "") -> None:
        self.verdict, self.got, self.message = verdict, got, message

    async def run(self, spec: RunSpec) -> AsyncGenerator[Piece, None]:
        yield Begun(spec.run)
        if self.verdict is not Verdict.INTERNAL_ERROR:
            yield CaseJudged(spec.run, spec.cases[0].id, self.verdict, got=self.got)
        yield Finished(spec.run, self.verdict, self.message, 0, 1)


@pytest.mark.parametrize("probe", PROBES, ids=lambda each: each.what)
async def test_a_wall_that_gives_way_is_named_with_what_came_through(probe: Probe) -> None:
    found = await asked(Answering(Verdict.WRONG, "the way out").run, probe)
    assert found.trouble == f"{probe.broken} (the way out)."


async def test_a_probe_that_cannot_be_tried_is_no_wall_that_holds() -> None:
    found = await asked(Answering(Verdict.INTERNAL_ERROR, message="No Docker engine answers.").run, PROBES[0])
    assert found.trouble == "It could not be tried: No Docker engine answers."


async def test_a_bound_that_is_not_kept_is_no_bound() -> None:
    bounded = next(each for each in PROBES if each.ends is Verdict.MEMORY_LIMIT)
    found = await asked(Answering(Verdict.PASSED, HELD).run, bounded)
    assert found.trouble.startswith(bounded.broken)

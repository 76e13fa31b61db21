"""A sandbox that truly runs the Python functions of a test, in its own process: for sources that the test wrote."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

from sandbox.contract import Begun, Case, CaseJudged, Finished, Piece, RunSpec, Verdict
from tests.fakes import FakeSandbox


class RunningSandbox(FakeSandbox):
    """Functions in Python alone, compared by `==`; a lot ends with its first case that does not pass."""

    async def run(self, spec: RunSpec) -> AsyncGenerator[Piece, None]:
        self.specs.append(spec)
        yield Begun(spec.run)
        space: dict[str, Any] = {"__name__": "solution"}
        broken = ""
        try:
            exec(spec.source, space)
        except Exception as error:  # noqa: BLE001 whatever the source does
            broken = f"{type(error).__name__}: {error}"
        decided: set[str] = set()
        passed = 0
        for case in spec.cases:
            await self.go.wait()
            await asyncio.sleep(0)
            if case.lot in decided:
                yield CaseJudged(spec.run, case.id, Verdict.CANCELLED)
                continue
            judged = _judged(spec, case, space, broken)
            if case.lot and judged.verdict not in (Verdict.PASSED, Verdict.UNCHECKED):
                decided.add(case.lot)
            passed += judged.verdict is Verdict.PASSED
            yield judged
        whole = passed == len(spec.cases)
        yield Finished(spec.run, Verdict.PASSED if whole else Verdict.WRONG, "", passed, len(spec.cases), 1.0)


def _judged(spec: RunSpec, case: Case, space: dict[str, Any], broken: str) -> CaseJudged:
    if broken:
        return CaseJudged(spec.run, case.id, Verdict.COMPILE_ERROR, message=broken)
    try:
        got = space[case.function or spec.function](*case.args, **case.kwargs)
    except Exception as error:  # noqa: BLE001 whatever the source does
        return CaseJudged(spec.run, case.id, Verdict.RUNTIME_ERROR, message=f"{type(error).__name__}: {error}")
    if not case.checked:
        return CaseJudged(spec.run, case.id, Verdict.UNCHECKED, got=got)
    verdict = Verdict.PASSED if got == case.expected else Verdict.WRONG
    return CaseJudged(spec.run, case.id, verdict, got=got, ms=1.0)

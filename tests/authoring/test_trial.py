"""What an author's solution is held against is what a candidate's program is held against."""

from sandbox.contract import Finished, Verdict
from server.authoring.trial import Outcome, all_parts, examples, hidden, judge, stretched
from server.core.events import Suite
from server.core.judging import examples_spec, hidden_spec
from tests.core.tasks import PYTHON
from tests.fakes import SLOTS, FakeSandbox

SOURCE = "def count_free(busy): return busy.count(0)"


def test_the_specs_are_those_of_a_room() -> None:
    shown = examples(SLOTS, PYTHON, SOURCE, all_parts(SLOTS))
    kept = hidden(SLOTS, PYTHON, SOURCE, all_parts(SLOTS), {})
    assert (shown.suite, kept.suite) == (Suite.EXAMPLES, Suite.HIDDEN)
    assert shown.spec == examples_spec(SLOTS, PYTHON, run=shown.spec.run, source=SOURCE)
    assert kept.spec == hidden_spec(SLOTS, PYTHON, run=kept.spec.run, source=SOURCE, made={})


def test_more_time_changes_nothing_else() -> None:
    usual = examples(SLOTS, PYTHON, SOURCE, {1})
    longer = stretched(usual, 1.5)
    assert longer.spec.limits.cpu_seconds == usual.spec.limits.cpu_seconds * 1.5
    assert longer.spec.cases == usual.spec.cases


async def test_each_case_is_known_by_its_name_and_the_end_comes_last() -> None:
    sandbox = FakeSandbox()
    sandbox.answer = lambda spec, case: Verdict.WRONG if case == "example-2" else Verdict.PASSED
    pieces = [piece async for piece in judge(sandbox, examples(SLOTS, PYTHON, SOURCE, {1}))]
    outcomes = [(piece.case.name, piece.judged.verdict) for piece in pieces if isinstance(piece, Outcome)]
    assert outcomes == [("two free", Verdict.PASSED), ("none free", Verdict.WRONG)]
    assert isinstance(pieces[-1], Finished)


async def test_who_stops_listening_ends_the_run() -> None:
    sandbox = FakeSandbox()
    pieces = judge(sandbox, examples(SLOTS, PYTHON, SOURCE, {1}))
    await anext(pieces)
    await pieces.aclose()
    assert sandbox.killed == [sandbox.specs[0].run]

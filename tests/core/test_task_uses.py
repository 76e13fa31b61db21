"""How tasks were used: what of a timeline counts, and that only sums are told (SPEC: L6)."""

from collections.abc import Sequence
from typing import Final

from sandbox.contract import Verdict
from server.core import events as e
from server.core.ids import CANDIDATE
from server.core.task_uses import Counted, Sum, Use, by_version, summed, uses_of
from tests.core.tasks import case, group, part, task

MINUTE: Final = 60_000
SLUGS: Final = ("add", "bag")
PARTS = (part("add(a: int, b: int) -> int"), part("more() -> int", 2))
ADD = task(
    PARTS,
    examples=(case("example-1", {"a": 1, "b": 2}, 3), case("example-2", {}, 1, part=2)),
    hidden=(group("edges", case("edges-1", {"a": 0, "b": 0}, 0)), group("later", case("later-1", {}, 1), part=2)),
)


def talk(*lines: tuple[float, e.Event]) -> list[e.Entry]:
    """What happened, by its minute."""
    return [e.Entry(seq, int(at * MINUTE), 0, CANDIDATE, event) for seq, (at, event) in enumerate(lines, start=1)]


def ran(
    at: float, run: str, suite: e.Suite, cases: Sequence[tuple[str, str, bool]], of: str = "add"
) -> list[tuple[float, e.Event]]:
    """A run with these cases: id, group, and whether each passed."""
    shown = tuple(e.CaseShown(id, id, group, {}, None, checked=True) for id, group, _ in cases)
    judged = [
        e.CaseJudged(run, suite, id, Verdict.PASSED if good else Verdict.WRONG, None, "", "", "", "", cut=False, ms=1)
        for id, _, good in cases
    ]
    return [(at, e.RunStarted(run, of, "python", suite, "d", len(shown), shown)), *((at, each) for each in judged)]


def used(*lines: tuple[float, e.Event]) -> tuple[Use, ...]:
    return uses_of(talk(*lines), SLUGS, {"add": "d1"}, {"add": ADD})


START = (0.0, e.Started())
END = (40.0, e.Ended())
HIDDEN, EXAMPLES = e.Suite.HIDDEN, e.Suite.EXAMPLES


def test_the_first_task_is_opened_by_the_start_and_others_when_somebody_turns_to_them() -> None:
    before = (0.0, e.Switched("bag", "python"))  # before the candidate is in, nobody works on anything
    assert used(before, START, END) == (Use("add", "d1", 40 * MINUTE, solved=False),)
    both = used(START, (10.0, e.Switched("bag", "python")), END)
    assert both[1] == Use("bag", "", 30 * MINUTE, solved=False)


def test_part_one_is_solved_by_the_first_hidden_run_that_passes_all_of_it() -> None:
    first = ran(12, "r1", HIDDEN, [("edges-1", "edges", False), ("later-1", "later", True)])
    second = ran(20, "r2", HIDDEN, [("edges-1", "edges", True), ("later-1", "later", False)])
    assert used(START, *first, *second, END) == (Use("add", "d1", 20 * MINUTE, solved=True),)


def test_where_nobody_ran_hidden_cases_the_examples_of_part_one_count_and_nobodys_own() -> None:
    shown = [("example-1", "", True), ("example-2", "", False), ("own-1", "", False)]
    assert used(START, *ran(8, "r1", EXAMPLES, shown), END) == (Use("add", "d1", 8 * MINUTE, solved=True),)
    hidden = ran(30, "r2", HIDDEN, [("edges-1", "edges", False)])
    assert used(START, *ran(8, "r1", EXAMPLES, shown), *hidden, END)[0].solved is False


def test_runs_of_programs_and_of_other_tasks_solve_nothing() -> None:
    scratch = ran(5, "r1", e.Suite.SCRATCH, [])
    other = ran(6, "r2", EXAMPLES, [("example-1", "", True)], of="bag")
    found = used(START, *scratch, *other, END)
    assert [use.solved for use in found] == [False, True]


def test_of_a_project_all_tests_count() -> None:
    project = task(kind="project")
    lines = talk(START, *ran(9, "r1", EXAMPLES, [("t/a", "", True), ("t/b", "", True)]), END)
    assert uses_of(lines, ("add",), {}, {"add": project}) == (Use("add", "", 9 * MINUTE, solved=True),)


def test_practice_from_a_moment_and_an_interview_without_a_start_count_nothing() -> None:
    assert used((0.0, e.Forked("x", 1)), START, END) == ()
    assert used((0.0, e.Ended())) == ()
    assert uses_of([], SLUGS, {}, {}) == ()


def test_of_one_or_two_interviews_only_their_number_is_told() -> None:
    two = [Counted("d", 5, MINUTE, solved=True), Counted("d", 9, MINUTE, solved=True)]
    assert summed([]) == Sum(0, 0)
    assert summed(two) == Sum(2, 9)


def test_of_more_the_median_and_the_share_are_told() -> None:
    uses = [Counted("d", at, at * MINUTE, solved=at < 30) for at in (10, 22, 40)]
    assert summed(uses) == Sum(3, 40, 22, 67)


def test_versions_are_told_apart_the_one_used_last_first() -> None:
    uses = [Counted("d1", 5, 1, solved=True), Counted("d2", 9, 1, solved=True), Counted("d1", 7, 1, solved=True)]
    assert by_version(uses) == [("d2", Sum(1, 9)), ("d1", Sum(2, 7))]

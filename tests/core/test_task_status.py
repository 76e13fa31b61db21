"""Retired and leaked tasks: their own text says so, planning asks first, and it is undone as easily (SPEC: L2, L7)."""

import pytest

from server.core.task import Leaked
from server.core.task_status import brought_back, edits_for, leak_words, not_offered, tidy
from server.core.workshop_edits import Remove, SetValue
from tests.core.tasks import task

STATUS, LEAKED = ("status",), ("leaked",)


def test_a_mark_is_an_edit_of_the_tasks_own_text_and_taking_it_back_leaves_no_trace() -> None:
    assert edits_for("retired") == (SetValue("task.yaml", STATUS, "retired"), Remove("task.yaml", LEAKED))
    where = SetValue("task.yaml", LEAKED, {"where": "a forum"})
    assert edits_for("leaked", Leaked("", "a forum")) == (SetValue("task.yaml", STATUS, "leaked"), where)
    assert edits_for("leaked", Leaked()) == (SetValue("task.yaml", STATUS, "leaked"), Remove("task.yaml", LEAKED))
    assert edits_for("active", Leaked("x", "y")) == (Remove("task.yaml", STATUS), Remove("task.yaml", LEAKED))


def test_a_leaked_task_that_is_retired_has_leaked_still_when_it_is_brought_back() -> None:
    mark = SetValue("task.yaml", STATUS, "retired")
    assert edits_for("retired", Leaked("", "a forum")) == (mark, SetValue("task.yaml", LEAKED, {"where": "a forum"}))
    assert edits_for("retired", Leaked()) == (mark, SetValue("task.yaml", LEAKED, {}))
    assert brought_back(task(status="retired", leaked=Leaked())) == "leaked"
    assert brought_back(task(status="retired")) == "active"
    assert brought_back(task(status="leaked", leaked=Leaked())) == "active"


def test_what_is_typed_becomes_one_line() -> None:
    assert tidy("  a\r\n forum ") == "a forum"
    assert len(tidy("x" * 500)) == 200


@pytest.mark.parametrize(
    ("leaked", "words"),
    [
        (None, ""),
        (Leaked(), ""),
        (Leaked("2026-11-02"), "Known since 2026-11-02."),
        (Leaked("", "a forum"), "Found in a forum."),
        (Leaked("2026-11-02", "a forum"), "Found in a forum, 2026-11-02."),
    ],
)
def test_where_it_leaked_is_a_sentence(leaked: Leaked | None, words: str) -> None:
    assert leak_words(task(status="leaked", leaked=leaked)) == words


def test_a_retired_task_is_not_offered_and_a_leaked_one_only_to_who_asks_for_it() -> None:
    assert not_offered(task(), leaked_too=False) == ""
    assert "is retired" in not_offered(task(status="retired"), leaked_too=True)
    assert "marked as leaked" in not_offered(task(status="leaked"), leaked_too=False)
    assert not_offered(task(status="leaked"), leaked_too=True) == ""

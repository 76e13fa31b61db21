"""Which versions of tasks interviews pin (SPEC: L9)."""

from server.core.interview import Interview, State
from server.core.task_versions import pins, versions_of


def interview(tasks: tuple[str, ...], versions: tuple[str, ...] = ()) -> Interview:
    return Interview("room00000001", "Backend", "Ida", "Cam", tasks, State.PLANNED, 1, versions=versions)


def test_l9_every_interview_counts_for_what_it_pins() -> None:
    two = interview(("add", "bag"), ("a1", "b1"))
    other = interview(("add", "cup"), ("a1", ""))
    assert pins([two, other, two]) == {("add", "a1"): 3, ("bag", "b1"): 2}


def test_l9_an_interview_of_before_pins_nothing() -> None:
    assert versions_of(interview(("add",))) == {"add": ""}
    assert pins([interview(("add",))]) == {}

"""When a case first passed and when it broke: a few tries come to what trying everything would say."""

from hypothesis import given
from hypothesis import strategies as st

from server.core.transitions import ALL_UP_TO, COARSE, Results, Transition, coarse, next_try, transitions

CASES = ("two meetings", "overlapping")
VERSIONS = st.lists(st.fixed_dictionaries(dict.fromkeys(CASES, st.booleans())), max_size=ALL_UP_TO)


def tried(versions: list[Results], known: dict[int, Results] | None = None) -> dict[int, Results]:
    """What is known once there is nothing more to try."""
    known = dict(known or {})
    while (index := next_try(len(versions), known)) is not None:
        assert index not in known
        known[index] = versions[index]
    return known


def everything(versions: list[Results]) -> dict[int, Results]:
    return dict(enumerate(versions))


@given(VERSIONS, st.data())
def test_of_a_short_list_everything_is_tried_whatever_was_known_before(
    versions: list[Results], data: st.DataObject
) -> None:
    runs = data.draw(st.sets(st.sampled_from(range(len(versions))))) if versions else set()
    known = tried(versions, {index: versions[index] for index in runs})
    assert known == everything(versions)
    assert all(found.untried == 0 or found.after == -1 for found in transitions(CASES, known))


def runs_of(lengths: list[int], first: bool) -> list[Results]:
    """Versions in which one case passes and fails by turns, each time for so many versions."""
    states = [first ^ bool(n % 2) for n, length in enumerate(lengths) for _ in range(length)]
    return [{CASES[0]: state, CASES[1]: False} for state in states]


@given(st.lists(st.integers(60, 400), min_size=1, max_size=8), st.booleans())
def test_of_a_long_list_every_change_that_lasts_is_found_exactly_and_soon(lengths: list[int], first: bool) -> None:
    versions = runs_of(lengths, first)
    if len(versions) <= ALL_UP_TO or any(length * (COARSE - 1) < len(versions) for length in lengths):
        return  # all are tried; or one is shorter than the way between the first tries, and what was not tried is said
    known = tried(versions)
    assert [(each.index, each.passes) for each in transitions(CASES, known)] == [
        (each.index, each.passes) for each in transitions(CASES, everything(versions))
    ]
    assert len(known) <= COARSE + 12 * len(lengths)


@given(st.lists(st.booleans(), min_size=ALL_UP_TO + 1, max_size=300))
def test_what_is_called_exact_is_exact(states: list[bool]) -> None:
    versions: list[Results] = [{CASES[0]: state} for state in states]
    known = tried(versions)
    for found in transitions(CASES[:1], known):
        assert found.untried == 0 or found.after == -1
        assert states[found.index] is found.passes
        assert found.index == 0 or states[found.index - 1] is not found.passes


def test_the_words_of_a_short_story() -> None:
    """Cam writes, breaks and mends: the first pass is told from the later one."""
    states = [False, True, True, False, True]
    known = everything([{CASES[0]: state} for state in states])
    assert transitions(CASES, known) == [
        Transition(CASES[0], 1, True, True, 0),
        Transition(CASES[0], 3, False, False, 2),
        Transition(CASES[0], 4, True, False, 3),
    ]


def test_what_was_not_tried_is_counted() -> None:
    (found,) = transitions(CASES[:1], {0: {CASES[0]: False}, 5: {CASES[0]: True}})
    assert (found.index, found.after, found.untried) == (5, 0, 4)


def test_the_first_tries_go_over_the_whole_length() -> None:
    assert coarse(0) == []
    assert coarse(1) == [0]
    assert coarse(3) == [0, 1, 2]
    spread = coarse(1000)
    assert (spread[0], spread[-1], len(spread)) == (0, 999, COARSE)
    assert next_try(0, {}) is None

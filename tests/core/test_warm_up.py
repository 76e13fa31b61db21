"""The warm-up's exercise: small, whole, and in every language that has functions."""

from server.core import judging
from server.core.stubs import starter
from server.core.warm_up import warm_up
from tests.house import known_languages

STYLES = {language.id: language.style for language in known_languages()}
TASK = warm_up(STYLES.values())


def test_it_is_in_every_language_that_has_functions() -> None:
    assert {"python", "javascript", "go", "java", "rust"} <= set(TASK.languages)
    assert "ada" not in TASK.languages, "there the file runs as a program"


def test_every_language_begins_with_its_own_starter_and_three_examples() -> None:
    for id in TASK.languages:
        assert "largest" in starter(TASK, STYLES[id]).lower()
        spec = judging.examples_spec(TASK, STYLES[id], run="r", source="")
        assert [case.expected for case in spec.cases] == [9, 5, -1]


def test_nothing_in_it_is_secret() -> None:
    assert not TASK.hidden
    assert not TASK.solutions
    assert not TASK.guide.text

"""What an interview's set-up may say."""

from dataclasses import replace
from typing import Any

import pytest

from server.core.setup import NO_SETUP, PACES
from server.core.setup_check import setup_problem


def test_every_pace_and_every_default_is_fine() -> None:
    assert setup_problem(NO_SETUP) is None
    assert all(setup_problem(replace(NO_SETUP, pace=pace)) is None for pace in PACES)
    assert setup_problem(replace(NO_SETUP, tools="Anything.", next_steps="We write.", hear_by="4 December")) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("pace", 3.0),
        ("tools", "t" * 2_001),
        ("next_steps", "n" * 2_001),
        ("hear_by", "h" * 121),
        ("hear_by", "two\nlines"),
    ],
)
def test_what_cannot_be_is_told_with_its_field(field: str, value: Any) -> None:
    problem = setup_problem(replace(NO_SETUP, **{field: value}))
    assert problem
    assert problem[1] == field
    assert problem[0].endswith(".")

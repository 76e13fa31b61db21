"""Python's shim on its own: what arrives as JSON is what the candidate's function is called with."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

SHIM = Path(__file__).parents[2] / "sandbox" / "languages" / "python" / "shim.py"


def decoded(text: str) -> Any:
    spec = importlib.util.spec_from_file_location("shim", SHIM)
    assert spec
    assert spec.loader
    shim = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(shim)
    return json.loads(text, object_hook=shim.Program().untagged)


def test_a_tagged_list_becomes_a_tuple_that_can_be_a_key() -> None:
    (pairs,) = decoded('[[{"$tuple": [1, {"$tuple": ["a", null]}]}, {"$tuple": []}]]')
    assert pairs == [(1, ("a", None)), ()]
    assert len(set(pairs)) == 2


@pytest.mark.parametrize("text", ['{"$tuple": 5}', '{"$tuple": [1], "more": 2}', '{"tuple": [1]}', "{}"])
def test_every_other_object_stays_a_dict(text: str) -> None:
    assert decoded(text) == json.loads(text)

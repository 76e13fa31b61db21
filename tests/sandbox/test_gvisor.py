"""gVisor is added to the engine's configuration, and nothing that stood there is lost."""

import json
from pathlib import Path

import pytest

from sandbox.gvisor import GvisorTrouble, configured

PROGRAM = Path("/opt/runsc")


def test_an_engine_without_a_configuration_gets_one_with_the_runtime() -> None:
    assert json.loads(configured("", PROGRAM))["runtimes"]["runsc"]["path"] == "/opt/runsc"


def test_what_stood_there_stays() -> None:
    before = {"log-level": "warn", "runtimes": {"kata": {"path": "/opt/kata"}}}
    after = json.loads(configured(json.dumps(before), PROGRAM))
    assert after["log-level"] == "warn"
    assert set(after["runtimes"]) == {"kata", "runsc"}


def test_configuring_twice_changes_nothing() -> None:
    once = configured("", PROGRAM)
    assert configured(once, PROGRAM) == once


@pytest.mark.parametrize("before", ["{", "[]", '{"runtimes": 1}', "null"])
def test_a_configuration_that_is_none_is_left_alone_with_a_sentence(before: str) -> None:
    with pytest.raises(GvisorTrouble, match="Mend it and repeat"):
        configured(before, PROGRAM)

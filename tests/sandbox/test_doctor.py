"""The doctor says what is wrong in words, and never without a mend."""

from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from rich.console import Console

from sandbox.contract import CaseJudged, Finished, Piece, RunSpec, Verdict
from sandbox.doctor import (
    Check,
    State,
    checks,
    healthy,
    languages,
    limits,
    logs,
    own_walls,
    runc,
    seccomp,
    table,
    walls,
)
from sandbox.languages import FOLDERS, load_language
from sandbox.probes import PROBES

GOOD: dict[str, Any] = {
    "CgroupVersion": "2",
    "MemoryLimit": True,
    "SwapLimit": True,
    "CpuCfsQuota": True,
    "PidsLimit": True,
    "SecurityOptions": ["name=apparmor", "name=seccomp,profile=builtin", "name=cgroupns"],
}


def test_a_kernel_with_all_limits_works() -> None:
    assert limits(GOOD) == Check("Limits on memory, processor and processes", State.WORKS, "cgroup v2")


@pytest.mark.parametrize(
    ("fact", "word"), [("MemoryLimit", "memory"), ("CpuCfsQuota", "processor"), ("PidsLimit", "processes")]
)
def test_a_missing_limit_is_broken_and_named(fact: str, word: str) -> None:
    found = limits({**GOOD, fact: False})
    assert found.state is State.BROKEN
    assert word in found.found


def test_uncounted_swap_is_a_note_with_the_switch_to_set() -> None:
    found = limits({**GOOD, "SwapLimit": False})
    assert found.state is State.NOTE
    assert "swapaccount=1" in found.mend


@pytest.mark.parametrize("options", [None, [], ["name=apparmor"], ["name=seccomp,profile=unconfined"]])
def test_an_engine_without_its_filter_is_broken(options: list[str] | None) -> None:
    assert seccomp({**GOOD, "SecurityOptions": options}).state is State.BROKEN


def test_an_engine_with_its_filter_works() -> None:
    assert seccomp(GOOD).state is State.WORKS


@pytest.mark.parametrize("version", ["1.2.8", "1.3.4", "1.4.3", "1.5.0-rc.1", "2.0.0"])
def test_a_mended_runc_works(version: str) -> None:
    assert runc(version).state is State.WORKS


@pytest.mark.parametrize("version", ["1.1.5+ds1", "1.0.0-rc93", "1.2.7", "1.3.2", "1.4.2", "", "unknown"])
def test_a_runc_with_published_escapes_or_without_a_number_is_noted(version: str) -> None:
    assert runc(version).state is State.NOTE


def test_an_engine_that_logs_what_programs_print_is_broken() -> None:
    assert logs({"HostConfig": {"LogConfig": {"Type": "none"}}}).state is State.WORKS
    found = logs({"HostConfig": {"LogConfig": {"Type": "json-file"}}})
    assert found.state is State.BROKEN
    assert "json-file" in found.found


async def test_walls_that_hold_and_one_that_gives_way_are_told_one_by_one() -> None:
    gave_way = PROBES[4]

    async def run(spec: RunSpec) -> AsyncGenerator[Piece, None]:
        probe = next(each for each in PROBES if dedent(each.source) == spec.source)
        verdict = Verdict.WRONG if probe is gave_way else probe.ends
        yield CaseJudged(spec.run, "probe", verdict, got="the way out")
        yield Finished(spec.run, verdict, "", 0, 1)

    found = await walls(run)
    assert [check.what for check in found if check.state is State.BROKEN] == [gave_way.what]
    assert [check.found for check in found if check.state is State.BROKEN] == [f"{gave_way.broken} (the way out)."]
    assert not healthy(found)


@pytest.mark.docker
async def test_the_walls_of_this_machine_hold() -> None:
    assert {check.found for check in await own_walls()} == {"held"}


def test_a_language_of_every_greenroom_that_is_not_built_is_broken_and_another_one_is_a_note() -> None:
    python = load_language(FOLDERS / "python")
    go = replace(python, id="go", title="Go 1.24", default=False)
    nothing = list(languages([python, go], []))
    assert [(check.what, check.state) for check in nothing] == [
        ("Language Python 3.13", State.BROKEN),
        ("Languages not built", State.NOTE),
    ]
    assert 'make languages LANGUAGES="go"' in nothing[1].mend
    assert list(languages([python, go], ["go", "python"])) == [
        Check("Languages", State.WORKS, "Python 3.13, Go 1.24"),
    ]


def test_without_an_engine_the_doctor_still_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/nobody.sock")
    found = checks()
    assert [check.state for check in found] == [State.BROKEN]
    assert not healthy(found)


def test_the_table_has_a_word_for_each_state_and_shows_each_mend_as_it_is() -> None:
    console = Console(width=100, record=True, file=None, quiet=False)
    with console.capture() as shown:
        console.print(
            table([Check("Kettle", State.BROKEN, "cold [bold]", "Plug it in."), Check("Tea", State.WORKS, "x")])
        )
    text = shown.get()
    assert "✗ broken" in text
    assert "✓ works" in text
    assert "cold [bold]" in text
    assert "→ Plug it in." in text


@pytest.mark.docker
def test_on_a_machine_that_is_set_up_nothing_is_broken_and_all_that_is_not_fine_has_a_mend() -> None:
    found = checks()
    assert healthy(found), found
    assert all(check.mend for check in found if check.state is not State.WORKS)
    assert "What programs print is kept by nobody" in [check.what for check in found]

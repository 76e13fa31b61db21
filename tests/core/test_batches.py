"""Many versions of one source in one run: each case asks its own version, and every lot is one version's."""

import io
import os
import sys
from dataclasses import replace
from typing import Any

import pytest

from sandbox.contract import Call, Case, Comparison, Limits, Mode, RunSpec, Validator
from server.core.batches import MOST_READ, batched, can_batch, version_of

PLUS, MINUS = "def add(a, b): return a + b\n", "def add(a, b): return a - b\ndef more(a): return a\n"
CASES = (Case("one", [1, 2], expected=3), Case("two", [4], function="more", expected=4))
SPEC = RunSpec("r", "python", PLUS, "add", CASES)


def loaded(spec: RunSpec) -> dict[str, Any]:
    space: dict[str, Any] = {}
    exec(spec.source, space)
    return space


def test_each_case_calls_its_own_version() -> None:
    spec = batched(SPEC, [PLUS, MINUS])
    assert [(case.id, case.lot, case.function) for case in spec.cases] == [
        ("0 one", "0", "v0_add"),
        ("0 two", "0", "v0_more"),
        ("1 one", "1", "v1_add"),
        ("1 two", "1", "v1_more"),
    ]
    space = loaded(spec)
    assert (space["v0_add"](1, 2), space["v1_add"](1, 2), space["v1_more"](4)) == (3, -1, 4)
    with pytest.raises(AttributeError):
        space["v0_more"](4)
    assert version_of("1 one") == (1, "one")


def test_a_version_that_does_not_load_breaks_its_own_cases_only() -> None:
    space = loaded(batched(SPEC, ["raise ValueError('no')", PLUS]))
    with pytest.raises(ValueError, match="no"):
        space["v0_add"](1, 2)
    assert space["v1_add"](1, 2) == 3


def test_an_object_is_made_by_its_own_version() -> None:
    case = Case("life", calls=(Call("Box", [3]), Call("get", [], 3)))
    spec = batched(replace(SPEC, mode=Mode.CLASS, cases=(case,)), ["class Box:\n    def __init__(self, n): self.n = n"])
    assert [call.method for call in spec.cases[0].calls] == ["v0_Box", "get"]
    assert loaded(spec)["v0_Box"](3).n == 3


def test_a_program_reads_which_version_it_is_and_then_its_own_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = Case("text", stdin="1 2\n", expected="3\n")
    spec = batched(replace(SPEC, mode=Mode.PROGRAM, cases=(case,)), ["", "print(sum(map(int, input().split())))"])
    assert [case.stdin for case in spec.cases] == ["0\n1 2\n", "1\n1 2\n"]
    line = iter(spec.cases[1].stdin.encode().partition(b"\n")[0] + b"\n")
    monkeypatch.setattr(os, "read", lambda descriptor, count: bytes([next(line)]))
    monkeypatch.setattr(sys, "stdin", io.StringIO("1 2\n"))
    loaded(spec)
    assert capsys.readouterr().out == "3\n"


def test_all_versions_together_may_print_more_but_not_without_end() -> None:
    assert batched(SPEC, [PLUS] * 3).limits.read_bytes == 3 * Limits().read_bytes
    assert batched(SPEC, [PLUS] * 100).limits.read_bytes == MOST_READ


def test_what_cannot_share_a_container() -> None:
    assert can_batch(SPEC, PLUS)
    assert not can_batch(replace(SPEC, language="ruby"), PLUS)
    assert not can_batch(SPEC, "class TreeNode: pass\n")
    validated = Comparison("checker", validator=Validator("python", "exit(42)"))
    assert not can_batch(replace(SPEC, mode=Mode.PROGRAM, compare=validated), PLUS)

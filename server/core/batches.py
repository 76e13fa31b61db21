"""Many changed versions of one Python source as one source, so that one container tries them all. Pure.

Each version is loaded in a module of its own when it is first asked, and each of its cases names it: the cases of a
version are one lot, so that the first that does not pass decides. A version that never ends costs its own lot only:
the process is ended, and the next case begins a new one.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sandbox.contract import Case, Mode, RunSpec

HEAD: Final = """\
import os, sys, types
_sources, _loaded = {sources!r}, {{}}
def _version(number):
    if number not in _loaded:
        module = types.ModuleType(f"version_{{number}}")
        module.__dict__.update(ListNode=globals().get("ListNode"), TreeNode=globals().get("TreeNode"))
        sys.modules[module.__name__] = module
        exec(compile(_sources[number], "solution.py", "exec", dont_inherit=True), module.__dict__)
        _loaded[number] = module
    return _loaded[number]
"""
CALLED: Final = """\
def v{number}_{name}(*args, **kwargs):
    return getattr(_version({number}), {name!r})(*args, **kwargs)
"""
PROGRAM: Final = """\
_number = b""
while (_byte := os.read(0, 1)) not in (b"\\n", b""):
    _number += _byte
exec(compile(_sources[int(_number)], "solution.py", "exec", dont_inherit=True), {"__name__": "__main__"})
"""
NODES: Final = ("class ListNode", "class TreeNode")
"""Who brings node classes of their own is asked for by them, which one module for all cannot be."""


def can_batch(spec: RunSpec, source: str) -> bool:
    """Whether versions of this source can share a container: in Python, and without node classes of their own."""
    own_input = spec.mode is Mode.PROGRAM and spec.compare.validator is not None
    return spec.language == "python" and not own_input and not any(each in source for each in NODES)


def batched(spec: RunSpec, sources: Sequence[str]) -> RunSpec:
    """One run for all of these sources, each against every case of `spec`. A case is `3 example-1` then."""
    cases = [_of(spec, case, number) for number in range(len(sources)) for case in spec.cases]
    text = HEAD.format(sources=list(sources))
    if spec.mode is Mode.PROGRAM:
        text += PROGRAM
    else:
        names = sorted({_called(spec, case) for case in spec.cases})
        text += "".join(CALLED.format(number=number, name=name) for number in range(len(sources)) for name in names)
    limits = replace(spec.limits, read_bytes=min(spec.limits.read_bytes * len(sources), MOST_READ))
    return replace(spec, source=text, cases=tuple(cases), limits=limits, callees=())


MOST_READ: Final = 32 * 1024 * 1024
"""Bytes that all versions together may print."""


def version_of(case: str) -> tuple[int, str]:
    """Which source a case of a batch is for, and the case's own id."""
    number, _, id = case.partition(" ")
    return int(number), id


def _of(spec: RunSpec, case: Case, number: int) -> Case:
    mine = replace(case, id=f"{number} {case.id}", lot=f"{number}")
    match spec.mode:
        case Mode.PROGRAM:
            return replace(mine, stdin=f"{number}\n{case.stdin}")
        case Mode.CLASS:
            first, *rest = case.calls
            return replace(mine, calls=(replace(first, method=f"v{number}_{first.method}"), *rest))
        case _:
            return replace(mine, function=f"v{number}_{case.function or spec.function}")


def _called(spec: RunSpec, case: Case) -> str:
    return case.calls[0].method if spec.mode is Mode.CLASS else case.function or spec.function

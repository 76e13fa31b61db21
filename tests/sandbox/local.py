"""Languages on this machine: the interpreter that is here, the shim of the tree, and init without a container."""

import shutil
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.contract import Finished, Printed, RunSpec, ScratchSpec
from sandbox.judge import Judge
from sandbox.languages import FOLDERS, Language, load_languages
from sandbox.launch import source
from sandbox.scratch import Scratch
from tests.sandbox.initd import LocalInit
from tests.sandbox.programs import Outcome, outcome

Runs = Callable[[RunSpec], Awaitable[Outcome]]
Shows = Callable[[ScratchSpec], Awaitable[tuple[str, str, Finished]]]
LANGUAGES = {language.id: language for language in load_languages()}


def here(language: Language) -> Language:
    """The language with this machine's interpreter and the shim of the tree."""
    interpreter = sys.executable if language.id == "python" else shutil.which("node")
    if interpreter is None:
        pytest.skip("No Node here; the tests with Docker drive the same shim.")
    shim = str(FOLDERS / language.id / Path(language.run.command[-1]).name)
    return replace(language, run=replace(language.run, command=(interpreter, *language.run.command[1:-1], shim)))


async def judged(init: LocalInit, wanted: RunSpec) -> Outcome:
    """One run to its end."""
    language = here(LANGUAGES[wanted.language])
    judge = Judge(wanted, language, source(language, wanted.source, wanted.files), init)
    return outcome(wanted, [piece async for piece in judge.pieces()])


async def shown(init: LocalInit, wanted: ScratchSpec) -> tuple[str, str, Finished]:
    """One scratch run to its end: what it printed on both streams, and how it ended."""
    language = here(LANGUAGES[wanted.language])
    pieces = [piece async for piece in Scratch(wanted, language, source(language, wanted.source, {}), init).pieces()]
    finished = pieces.pop()
    assert isinstance(finished, Finished)
    printed = [piece for piece in pieces if isinstance(piece, Printed)]
    assert len(printed) == len(pieces)
    out, err = ("".join(each.text for each in printed if each.stream == name) for name in ("stdout", "stderr"))
    return out, err, finished

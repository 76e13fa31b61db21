"""A tripwire, should the judge ever be broken: a run stops before an expected value enters a container.

The judge sends no expected value: that is how it is built, and this file is no part of how. It only looks at what is
sent, and takes words of expected values that are in none of the run's inputs as the sign that something has gone wrong.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, Final

import structlog

from sandbox import frames
from sandbox.contract import Case, RunSpec
from sandbox.frames import FromInit
from sandbox.launch import File
from sandbox.stream import SandboxTrouble, Stream

LEAST_CHARACTERS: Final = 12
"""Of a word that says where it comes from."""
MOST_WORDS: Final = 16
MOST_BYTES: Final = 4 * 1024 * 1024
"""Of a frame that is looked at: looking must stay cheap."""

LEAKED: Final = (
    "Greenroom stopped this run, because an expected answer was about to reach the program. Please report it."
)

log = structlog.get_logger()


class Tapped:
    """A `Stream` to a candidate's container that refuses to send words of expected values.

    `names` are words of the language's own that may be sent too.
    """

    def __init__(self, stream: Stream, spec: RunSpec, files: Sequence[File], names: Sequence[str] = ()) -> None:
        self._stream, self._spec, self._files = stream, spec, files
        self._names = (spec.function, *names, *(file.name for file in files))
        self._words = words(spec)

    def send(self, frame: bytes) -> None:
        """Queue a frame. Raises SandboxTrouble for one with a word that only expected values hold."""
        if frames.carries_inputs(frame) and len(frame) <= MOST_BYTES:
            for word in self._words:
                if word in frame and not self._is_input(word):
                    log.error("expected_value_stopped", run=self._spec.run, language=self._spec.language)
                    raise SandboxTrouble(LEAKED)
        self._stream.send(frame)

    async def receive(self) -> FromInit:
        return await self._stream.receive()

    def _is_input(self, word: bytes) -> bool:
        """Whether the run's own inputs hold it, in the form in which they are sent."""
        if any(word in file.content for file in self._files):
            return True
        texts = chain(self._names, (text for case in self._spec.cases for text in _inputs(case)))
        return any(word in text.encode(errors="replace") for text in texts)


def words(spec: RunSpec) -> tuple[bytes, ...]:
    """Words of expected values that look the same in every form in which they could be sent, the longest first."""
    expected = (value for case in spec.cases for value in _expected(case))
    plain = {word for value in expected for word in _texts(value) if len(word) >= LEAST_CHARACTERS and _is_plain(word)}
    return tuple(word.encode() for word in sorted(plain, key=lambda word: (-len(word), word))[:MOST_WORDS])


def _expected(case: Case) -> Iterator[Any]:
    yield case.expected
    yield from (call.expected for call in case.calls)


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield from value.splitlines()
        case list():
            for each in value:
                yield from _texts(each)
        case dict():
            for key, each in value.items():
                yield from _texts(key)
                yield from _texts(each)
        case _:
            return


def _is_plain(word: str) -> bool:
    return word.isascii() and word.isprintable() and '"' not in word and "\\" not in word


def _inputs(case: Case) -> Iterator[str]:
    yield case.stdin
    for value in (case.function, case.args, case.kwargs, [[call.method, call.args] for call in case.calls]):
        yield json.dumps(value, separators=(",", ":"))

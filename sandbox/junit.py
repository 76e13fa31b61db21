"""Reading a test framework's JUnit XML. Pure. The file comes from where candidate code runs: nothing in it is believed
but its shape, and it may be as hostile as it likes.
"""

import re
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from sandbox.answers import readable
from sandbox.contract import Verdict

CASES_MOST: Final = 2_000
DEPTH_MOST: Final = 32
TEXT_CHARACTERS: Final = 4_000


_VARIANT: Final = re.compile(r"^([\w$]+(?:\([^()]*\))?)\[.*\]$", re.DOTALL)
"""`test_adds[1-2]` of pytest, `adds(int)[1]` of JUnit. A test that is a sentence, such as “sorts [2, 1]”, is itself."""


class BadReport(Exception):
    """The report cannot be read; the text says why, for whoever reads the result."""


@dataclass(slots=True)
class Reported:
    """One test of a report: `group` is what the framework calls the class, `name` the test without its parameters."""

    group: str
    name: str
    verdict: Verdict = Verdict.PASSED
    message: str = ""
    text: str = field(default="", repr=False)

    @property
    def id(self) -> str:
        return f"{self.group}::{self.name}" if self.group else self.name


def read(report: bytes) -> list[Reported]:
    """The tests of a report, in order; variants of one test are one, the first that did not pass. Raises BadReport."""
    reading = _Reading()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reading.begin
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.say
    parser.StartDoctypeDeclHandler = _no_document_type  # entities could grow without end
    parser.buffer_text = True
    try:
        parser.Parse(report, True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # the last two: an encoding that it made up
        raise BadReport(f"it is not XML ({error})") from error
    return _merged(reading.found)


def _no_document_type(*_: object) -> None:
    raise BadReport("it declares a document type")


class _Reading:
    """What the parser's handlers gather."""

    def __init__(self) -> None:
        self.found: list[Reported] = []
        self._now: Reported | None = None
        self._inside = ""
        self._depth = 0

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEPTH_MOST:
            raise BadReport(f"it is nested more than {DEPTH_MOST} deep")
        match tag:
            case "testcase":
                if len(self.found) >= CASES_MOST:
                    raise BadReport(f"it holds more than {CASES_MOST:,} tests")
                name = readable(attributes.get("name", ""))[:TEXT_CHARACTERS]
                group = readable(attributes.get("classname", ""))[:TEXT_CHARACTERS]
                self._now = Reported(group, _VARIANT.sub(r"\1", name))
                self.found.append(self._now)
            case "failure" | "error" | "skipped" if self._now:
                self._inside = tag
                self._now.verdict = _VERDICTS[tag]
                self._now.message = readable(attributes.get("message", ""))[:TEXT_CHARACTERS]
            case _:
                pass

    def end(self, tag: str) -> None:
        self._depth -= 1
        if tag == self._inside:
            self._inside = ""
        if tag == "testcase" and self._now:
            if self._now.message in _SAYS_NOTHING:
                lines = (line.strip() for line in self._now.text.splitlines())
                self._now.message = next(filter(None, lines), self._now.message)
            self._now = None

    def say(self, text: str) -> None:
        if self._inside and self._now and len(self._now.text) < TEXT_CHARACTERS:
            self._now.text = readable(self._now.text + text)[:TEXT_CHARACTERS]


_SAYS_NOTHING: Final = ("", "Failed", "Skipped")
"""Messages in whose place the first line of the text is told: libtest's, and of tests in Go."""
_VERDICTS: Final = {
    "failure": Verdict.WRONG,
    "error": Verdict.RUNTIME_ERROR,
    "skipped": Verdict.UNCHECKED,
}


def _merged(found: list[Reported]) -> list[Reported]:
    merged: dict[str, Reported] = {}
    for each in found:
        before = merged.get(each.id)
        if before is None or before.verdict in (Verdict.PASSED, Verdict.UNCHECKED):
            merged[each.id] = each
    return list(merged.values())

"""The texts of an interview while they are written, and each change counted in characters.

Browsers count UTF-16 units; other programs count characters (code points). Only an emoji and its like are two units.
"""

import re
from array import array
from dataclasses import dataclass
from typing import Final

from server.core.languages import FILE_NAME
from server.core.story import Wrote
from server.core.track.parts import Splice

BROKEN: Final = "\N{REPLACEMENT CHARACTER}"
"""What is left of a character that was cut in two: the editors of browsers do the same."""
_LONE: Final = re.compile("[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]")
_WIDE: Final = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Patch:
    """One change of one text: `at` counts characters."""

    file: str
    at: int
    deleted: str
    inserted: str


class Texts:
    """Every text as it is after what was applied so far. A text is kept as UTF-16 units, one in each place of a str."""

    def __init__(self) -> None:
        self._units: dict[str, str] = {}
        self._wide: set[str] = set()
        """The texts that ever held a character of two units: in all others a unit is a character."""

    def __getitem__(self, file: str) -> str:
        """The text of this file; "" where nobody wrote."""
        return _characters(self._units.get(file, ""))

    def all(self) -> dict[str, str]:
        """Every text that is not empty, by name, in order of names."""
        return {file: _characters(units) for file, units in sorted(self._units.items()) if units}

    def place(self, file: str, at: int) -> int:
        """A position in UTF-16 units as one in characters; beyond the end it is the end."""
        units = self._units.get(file, "")[:at]
        return len(_characters(units)) if file in self._wide else len(units)

    def write(self, wrote: Wrote) -> list[Patch]:
        """Apply an edit; gives what it changed, without what changed nothing."""
        splices = (splice for splice in wrote.splices if FILE_NAME.fullmatch(splice.file))
        return [patch for splice in splices if (patch := self._splice(splice)) is not None]

    def _splice(self, splice: Splice) -> Patch | None:
        units = self._units.get(splice.file, "")
        start = min(splice.at, len(units))
        end = min(start + splice.deleted, len(units))
        inserted = _units(splice.inserted)
        if _WIDE.search(inserted):
            inserted = _LONE.sub(BROKEN, inserted)
            self._wide.add(splice.file)
        before = start
        if splice.file in self._wide:
            if _cuts(units, start):
                start, inserted = start - 1, BROKEN + inserted
            if _cuts(units, end):
                end, inserted = end + 1, inserted + BROKEN
            before = len(_characters(units[:start]))
        if start == end and not inserted:
            return None
        self._units[splice.file] = units[:start] + inserted + units[end:]
        return Patch(splice.file, before, _characters(units[start:end]), _characters(inserted))


def units(text: str) -> int:
    """How many UTF-16 units a text has."""
    return len(_units(text))


def _cuts(units: str, at: int) -> bool:
    """Whether this place is in the middle of a character."""
    return 0 < at < len(units) and "\ud800" <= units[at - 1] <= "\udbff" and "\udc00" <= units[at] <= "\udfff"


def _units(text: str) -> str:
    if not _WIDE.search(text):
        return text
    return "".join(map(chr, array("H", text.encode("utf-16", "surrogatepass")[2:])))


def _characters(units: str) -> str:
    if not _WIDE.search(units):
        return units
    return units.encode("utf-16", "surrogatepass").decode("utf-16")

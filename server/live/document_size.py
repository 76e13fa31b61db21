"""How much may be written into one room's document."""

from typing import Final

DOCUMENT_MAX: Final = 32 * 1024 * 1024
"""Bytes of updates in one room: a ninety-minute interview has about two."""
LARGE: Final = 4 * 1024
LARGE_MAX: Final = 16 * 1024 * 1024
"""Bytes of updates larger than `LARGE`, which are pastes. Yrs copies a block of text whenever it grows, 0.3 ms for each
MiB and keystroke, so it is the large ones that could hold up every room."""


class DocumentSize:
    """The updates that came since the room was opened."""

    def __init__(self) -> None:
        self._bytes = 0
        self._large = 0

    def has_room_for(self, size: int) -> bool:
        """Whether an update of this many bytes still fits; then it is counted."""
        large = size if size > LARGE else 0
        if self._bytes + size > DOCUMENT_MAX or (large and self._large + large > LARGE_MAX):
            return False
        self._bytes += size
        self._large += large
        return True

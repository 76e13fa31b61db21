"""The offline file's parts: how a copy is packed into a page, and how it comes out of one again.

Each part is gzip in base64 in a `<script>` of its own, which no browser runs and no text in it can end. A damaged part
is one part that is missing. The last line of the file has the SHA-256 of all before it.
"""

import re
import zlib
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from server.core.seal.copies import Copy

KIND: Final = "application/octet-stream"
UNPACKED_MAX: Final = 64 * 1024 * 1024
"""Bytes of one part: a chunk has a hundred thousand at most, a run's sheet some millions."""
TALK_LINES: Final = 256
"""Lines of the index in one part: damage is one part's, and has its time."""
LOST: Final = b"?"
"""Stands for a part of the index that cannot be unpacked."""

_PART: Final = re.compile(rb'<script type="application/octet-stream" id="([^"]{1,200})">([^<]*)</script>')
_SUM: Final = re.compile(rb"<!-- ([0-9a-f]{64}) -->\n\Z")
_GZIP: Final = 16 + zlib.MAX_WBITS


def packed(data: bytes) -> str:
    """As gzip, without a time in it, in base64."""
    packing = zlib.compressobj(9, zlib.DEFLATED, _GZIP)
    return b64encode(packing.compress(data) + packing.flush()).decode()


def unpacked(text: bytes) -> bytes | None:
    """What was packed; None where it is damaged, or larger than anything that is packed."""
    unpacking = zlib.decompressobj(_GZIP)
    try:
        data = unpacking.decompress(b64decode(text, validate=True), UNPACKED_MAX)
    except (zlib.error, Error):
        return None
    return data if unpacking.eof and not unpacking.unused_data else None


def parts(copy: Copy) -> Iterator[tuple[str, bytes]]:
    """The parts of a whole copy by their ids: `index-0` is the index's first line, the others have the talk."""
    assert copy.index is not None
    first, *talk = copy.index.split(b"\n")[:-1]
    yield "index-0", first + b"\n"
    for at in range(0, len(talk), TALK_LINES):
        yield f"index-{at // TALK_LINES + 1}", b"".join(line + b"\n" for line in talk[at : at + TALK_LINES])
    for number, chunk in enumerate(copy.chunks):
        assert chunk is not None
        yield f"chunk-{number}", chunk
    for run, sheet in copy.sheets.items():
        assert sheet is not None
        yield f"sheet-{run}", sheet
    if copy.proof is not None:
        yield "proof", copy.proof


def block(id: str, data: bytes) -> str:
    """A part as it stands in the page. `id` is ours, or a run's: letters, digits and dashes."""
    return f'<script type="{KIND}" id="{id}">{packed(data)}</script>\n'


def finished(page: bytes) -> bytes:
    """The page with its sum in the last line."""
    return page + f"<!-- {sha256(page).hexdigest()} -->\n".encode()


@dataclass(frozen=True, slots=True)
class Opened:
    """An offline file, opened. `is_whole` says that nothing in it has changed since it was made by accident."""

    copy: Copy
    is_whole: bool


def opened(page: bytes) -> Opened | None:
    """The copy in a page; None where there is none: this is another file."""
    found = {match[1].decode("ascii", "replace"): match[2] for match in _PART.finditer(page)}
    if not any(id.startswith(("index-", "chunk-")) for id in found):
        return None
    end = _SUM.search(page)
    whole = end is not None and sha256(page[: end.start()]).hexdigest().encode() == end[1]
    copy = Copy(
        _index(found),
        [unpacked(found.get(f"chunk-{number}", b"!")) for number in range(_count(found, "chunk"))],
        {id.removeprefix("sheet-"): unpacked(text) for id, text in found.items() if id.startswith("sheet-")},
        (unpacked(found["proof"]) or b"") if "proof" in found else None,
    )
    return Opened(copy, whole)


def _count(found: Mapping[str, bytes], kind: str) -> int:
    """How many parts of this kind there are, those that were lost before the last one too."""
    numbers = [int(number) for id in found for number in re.findall(rf"\A{kind}-(\d{{1,6}})\Z", id)]
    return max(numbers, default=-1) + 1


def _index(found: Mapping[str, bytes]) -> bytes | None:
    """The index, with a line that cannot be read where a part of the talk is lost; None without its first line."""
    first, *rest = (unpacked(found.get(f"index-{number}", b"!")) for number in range(max(1, _count(found, "index"))))
    if first is None:
        return None
    return first + b"".join(LOST + b"\n" if part is None else part for part in rest)

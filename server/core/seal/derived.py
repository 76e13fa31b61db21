"""What a track says besides its lines. It follows from them, so a check makes it again and compares.

Only for a copy whose lines are those that were sealed: what cannot be followed there, somebody has added.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from server.core.seal import findings
from server.core.seal.copies import Header
from server.core.seal.findings import Finding
from server.core.track import lines
from server.core.track.activity import Activity
from server.core.track.reading import Edits, Index, step
from server.core.track.texts import Texts


def derived(header: Header, text: bytes, chunks: Sequence[bytes]) -> Iterator[Finding]:
    """Keyframes and index lines that do not follow from the lines. `text` is the index, `chunks` are all of them."""
    try:
        index = Index(text)
        yield from _keyframes(header, index, chunks)
        yield from _header(header, index)
    except (ValueError, TypeError, KeyError, IndexError):
        yield findings.index("what it has cannot be followed")


def _keyframes(header: Header, index: Index, chunks: Sequence[bytes]) -> Iterator[Finding]:
    """Follows all lines from the beginning, and holds each chunk's first line and facts against what came of them."""
    texts, activity = Texts(), Activity()
    after, newest = 0, 0
    for number, text in enumerate(chunks):
        items = list(index.items(number, text))
        after = _hear(texts, index, after, items[0].seq if items else after + 1)
        keyframe = lines.read(text.split(b"\n", 1)[0])["keyframe"]
        newest = newest if keyframe is None else number
        if keyframe is not None and keyframe != texts.keyframe():
            yield findings.chunk(number, items[0].at, items[0].at, "begins with a state that its past does not lead to")
        if (index.chunks[number].at, index.chunks[number].events, index.chunks[number].keyframe) != (
            items[0].at,
            len(items),
            newest,
        ) or index.chunks[number].bytes != len(text):
            yield findings.index(f"what it says of chunk {number} is not so")
        for item in items:
            after = _hear(texts, index, after, item.seq)
            step(texts, item)
            activity.count(item.at, item.by, "edits" if isinstance(item, Edits) else "moves")
    counts = {person: {"edits": each.edits, "moves": each.moves} for person, each in header.activity.items()}
    if (header.files, header.bin, counts) != (texts.files(), activity.bin, activity.counts):
        yield findings.index("its files or its counts do not follow from its lines")


def _hear(texts: Texts, index: Index, after: int, seq: int) -> int:
    """The talk before this number, which takes pointers away."""
    for said in index.talk_between(after, seq):
        step(texts, said)
    return seq


def _header(header: Header, index: Index) -> Iterator[Finding]:
    talk = index.talk
    opened: dict[str, Any] = next((said.data for said in reversed(talk) if said.kind == "opened"), {})
    names = {name: opened.get(name) for name in ("title", "host", "candidate")}
    if names != {"title": header.title, "host": header.host, "candidate": header.candidate}:
        yield findings.index("its title or its names are not those that the interview was opened with")
    if header.began != next((said.wall for said in talk if said.kind == "started"), 0):
        yield findings.index("it has another beginning than its lines")
    lost = sum(said.kind == lines.UNKNOWN for said in talk)
    if not 0 <= header.unknown + header.unreadable - lost <= len(header.withheld):
        yield findings.index("it counts other entries as unread than it has")
    if header.live or not any(said.kind == "ended" for said in talk):
        yield findings.index("it says that the interview goes on")

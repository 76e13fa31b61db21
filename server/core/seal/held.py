"""A copy while it is checked: its lines by number, where each stands, and the numbers that are in doubt.

What is found once is not found again: entries in a chunk that is damaged, or beside a line that cannot be read, are in
doubt, and no head that stands on them is tried.
"""

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Final

from server.core.seal import findings
from server.core.seal.copies import Copy, Header, Index, Said
from server.core.seal.findings import Finding

_AT: Final = re.compile(rb"\[(\d{1,15}),")


class Held:
    """`lines` and `chunks` (the number of a line's chunk) are by the entries' numbers."""

    def __init__(self, index: Index) -> None:
        self.talk = index.talk
        self.header: Header = index.header
        self.said: dict[int, Said] = {}
        self.lines: dict[int, bytes] = {}
        self.chunks: dict[int, int] = {}
        self.doubt: list[range] = []

    def take(self, copy: Copy) -> Iterator[Finding]:
        """Take everything in, as far as it is what the index says."""
        yield from self._take_talk()
        yield from self._take_chunks(copy.chunks)
        yield from self._take_sheets(copy)
        yield from self._count()

    def in_doubt(self, first: int, last: int) -> bool:
        return any(each.start <= last and first < each.stop for each in self.doubt)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The interview times (ms) of the first and the last of these entries of which they are known."""
        times = [time for seq in range(first, last + 1) if (time := self.time(seq)) is not None]
        return (min(times), max(times)) if times else (0, self.header.length)

    def time(self, seq: int) -> int | None:
        if seq in self.said:
            return self.said[seq].at
        found = _AT.match(self.lines.get(seq, b""))
        return int(found[1]) if found else None

    def until(self, chunk: int) -> int:
        """When the next chunk begins, or the interview ends."""
        chunks = self.header.chunks
        return chunks[chunk + 1].at if chunk + 1 < len(chunks) else self.header.length

    # The parts ----------------------------------------------------------------------------------------------------

    def _take_talk(self) -> Iterator[Finding]:
        before, at, bad = 0, 0, False
        for each in self.talk:
            said = each.said
            if said is None or not before < said.seq <= self.header.events:
                bad = True
                continue
            if bad:
                yield self._lost(before, said.seq, at, said.at)
                bad = False
            self.said[said.seq], self.lines[said.seq] = said, each.line
            before, at = said.seq, said.at
        if bad:
            yield self._lost(before, self.header.events + 1, at, self.header.length)

    def _lost(self, before: int, after: int, at: int, until: int) -> Finding:
        """Around a line that cannot be read nothing has a sure number, until a chunk begins."""
        sure = next((chunk.seq + 1 for chunk in self.header.chunks if chunk.seq >= after), self.header.events + 1)
        self.doubt.append(range(before + 1, sure))
        return findings.talk(at, until)

    def _take_chunks(self, chunks: Sequence[bytes | None]) -> Iterator[Finding]:
        elsewhere = set(self.lines) | set(self.header.withheld)
        for number, info in enumerate(self.header.chunks):
            text = chunks[number] if number < len(chunks) else None
            if text is None or sha256(text).hexdigest() != info.digest:
                what = "cannot be read" if text is None else "is not what was sealed"
                yield findings.chunk(number, info.at, self.until(number), what)
                self.doubt.append(self._numbers(number))
                continue
            seq = info.seq
            for line in text.removesuffix(b"\n").split(b"\n")[1:]:
                seq += 1
                while seq in elsewhere:
                    seq += 1
                self.lines[seq], self.chunks[seq] = line, number
        if len(chunks) > len(self.header.chunks):
            yield findings.index("there are more chunks than it names")

    def _numbers(self, chunk: int) -> range:
        """The numbers of the timeline from this chunk's first to the next one's."""
        chunks = self.header.chunks
        last = chunks[chunk + 1].seq if chunk + 1 < len(chunks) else self.header.events
        return range(chunks[chunk].seq + 1, last + 1)

    def _take_sheets(self, copy: Copy) -> Iterator[Finding]:
        """A sheet is what its run's end says, and that is sealed."""
        begins = {_run(said): said.at for said in self.said.values() if said.kind == "run_started"}
        ends = {_run(said): said for said in self.said.values() if said.kind == "run_ended"}
        for run in sorted({*self.header.sheets, *copy.sheets, *ends}):
            what = self._wrong_sheet(run, copy.sheets.get(run), ends.get(run))
            if what:
                yield findings.sheet(run, begins.get(run, 0), what)

    def _wrong_sheet(self, run: str, text: bytes | None, end: Said | None) -> str:
        """What is wrong with a run's sheet; "" when it is right."""
        if text is None:
            return "cannot be read"
        digest, info = sha256(text).hexdigest(), self.header.sheets.get(run)
        if end is not None and end.data.get("sheet") != digest:
            return "is not what was sealed"
        if info is None or (info.digest, info.bytes) != (digest, len(text)):
            return "is not the one that the index names"
        if end is None and not self.header.live and not self.doubt:
            return "is of a run that never ended"
        return ""

    def _count(self) -> Iterator[Finding]:
        """Every number is that of one line, or of an entry that is withheld."""
        header = self.header
        if any(one >= other for one, other in zip([0, *header.withheld], header.withheld, strict=False)):
            yield findings.index("its withheld entries are not in order")
        wanted = set(range(1, header.events + 1)).difference(header.withheld, *self.doubt)
        there = {seq for seq in self.lines if not self.in_doubt(seq, seq)} if self.doubt else set(self.lines)
        if wanted != there:
            yield findings.index("its lines are not as many as its entries")


def _run(said: Said) -> str:
    return str(said.data.get("run"))

"""A copy of an interview to be taken away: all parts of one edition, as they were at one moment."""

from hashlib import sha256
from typing import Final

import msgspec

from server.core.interview import Interview
from server.core.seal.copies import Copy
from server.core.track.parts import Edition
from server.core.track.reading import Index
from server.live.ports import StoreError
from server.live.sealing import Sealing
from server.live.tracks import Tracks

TRIES: Final = 20
"""A track that grows may grow while it is copied; then the copy begins anew. It grows once a second at most."""


async def copy_of(tracks: Tracks, sealing: Sealing, interview: Interview, edition: Edition) -> Copy:
    """Everything up to now, with the proof if there is one. Raises `StoreError`."""
    for _ in range(TRIES):
        copy = await _copied(tracks, sealing, interview, edition)
        if copy is not None:
            return copy
    raise StoreError("The interview goes on too fast to be copied. Try again in a moment.")


async def _copied(tracks: Tracks, sealing: Sealing, interview: Interview, edition: Edition) -> Copy | None:
    """The copy; None if it has grown meanwhile."""
    given = await sealing.proof(interview, edition.role)
    proof = None if given is None else msgspec.json.encode(given.plain())
    text = (await tracks.index(interview, edition)).text
    index = Index(text)
    chunks, sheets = [], {}
    for number, chunk_facts in enumerate(index.chunks):
        chunk = await tracks.chunk(interview, edition, number)
        if chunk is None or sha256(chunk.text).hexdigest() != chunk_facts.digest:
            return None
        chunks.append(chunk.text)
    for run, sheet_facts in index.sheets.items():
        sheet = await tracks.sheet(interview, edition, run)
        if sheet is None or sheet.digest != sheet_facts.digest:
            return None
        sheets[run] = sheet.text
    return Copy(text, chunks, sheets, proof)

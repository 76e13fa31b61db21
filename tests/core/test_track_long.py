"""Long interviews: a real one of two people, one of 200,000 entries, and a paste of a megabyte."""

import gzip
import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import brotli
import pytest
from pycrdt import Doc, Text

from server.core import events as e
from server.core.ids import CANDIDATE, HOST
from server.core.track.builder import Builder, Piece
from server.core.track.parts import Chunk, Edition
from server.core.track.reading import Index, Moment
from tests.core.track_story import HEAD, JAVA, SOLUTION, TASKS, Made, Story

DATA = Path(__file__).parents[3] / "shared" / "data" / "clownschool_flat.json.gz"
NINETY_MINUTES = 90 * 60_000
AT_REST = 1_200_000
"""Bytes. How long deriving takes is measured by `make bench`."""


@cache
def trace() -> list[list[tuple[int, int, str]]]:
    """The patches of each transaction; positions count code points, and this text is ASCII."""
    if not DATA.exists():
        pytest.skip(f"The trace is not there: {DATA.name} belongs beside the checkout, in ../shared/data.")
    told: dict[str, Any] = json.loads(gzip.decompress(DATA.read_bytes()))
    return [[(at, gone, come) for at, gone, come in each["patches"]] for each in told["txns"]]


@cache
def interview() -> tuple[Story, list[str]]:
    """Ninety minutes, twice that trace: Ida writes one file and Cam another, cursors and sixty runs between. And what
    Cam's file was after every thousandth of her transactions."""
    story, texts = Story(), []
    story.begin()
    docs: dict[str, Doc[Text]] = {HOST: Doc(client_id=11), CANDIDATE: Doc(client_id=22)}
    fresh: list[bytes] = []
    for doc in docs.values():
        doc.observe(lambda event: fresh.append(event.update))
    files = {CANDIDATE: SOLUTION, HOST: JAVA}
    for number, patches in enumerate(trace()):
        story.at = max(story.at, number * NINETY_MINUTES // len(trace()))
        for by, doc in docs.items():
            text = doc.get(files[by], type=Text)
            at = 0
            with doc.transaction():
                for at, gone, come in patches:
                    if gone:
                        del text[at : at + gone]
                    if come:
                        text.insert(at, come)
            story.entries.append(e.Entry(len(story.entries) + 1, story.at, 0, by, e.Edited(fresh.pop())))
            if number % 6:
                end = text.sticky_index(at).to_json() if at < len(text) else {"item": None}
                place = {**end, "tname": files[by], "assoc": 0}
                story.docs = docs
                story.claims(by, {"cursor": {"anchor": place, "head": place}, "typing": True})
                story.at -= 100
        if number % 1_000 == 999:
            texts.append(str(docs[CANDIDATE].get(SOLUTION, type=Text)))
    story.says(HOST, e.Ended())
    return story, texts


def built(story: Story) -> tuple[list[Piece], bytes]:
    """The pieces of the track, and its index."""
    builder = Builder(Edition.HOST, TASKS)
    pieces = [*builder.take(story.entries), *builder.tail()]
    index = builder.index(HEAD, live=False)
    builder.close()
    return pieces, index


@pytest.mark.slow
def test_ninety_minutes_are_small_at_rest() -> None:
    story, _ = interview()
    assert len(story.entries) > 80_000
    pieces, index = built(story)
    size = sum(len(brotli.compress(text, quality=9)) for text in (index, *(piece.text for piece in pieces)))
    assert size <= AT_REST, f"{size:,} bytes"


@pytest.mark.slow
def test_a_real_interview_is_at_any_moment_what_yrs_says() -> None:
    story, texts = interview()
    pieces, text = built(story)
    index, chunks = Index(text), {piece.number: piece.text for piece in pieces if isinstance(piece, Chunk)}
    told = [entry for entry in story.entries if isinstance(entry, e.Entry)]
    edits = [entry.seq for entry in told if entry.by == CANDIDATE and isinstance(entry.event, e.Edited)]
    for number, expected in enumerate(texts):
        moment = Moment(seq=edits[number * 1_000 + 999])
        assert index.state(moment, chunks).text(SOLUTION) == expected
        wanted = index.wanted(moment)
        assert sum(index.chunks[n].events for n in wanted) <= 3 * 2_048


@pytest.mark.slow
def test_two_hundred_thousand_entries() -> None:
    story = Story()
    for number in range(400):
        story.types(CANDIDATE, SOLUTION, number, "x")
    story.entries = story.entries[:1] + story.entries[1:] * 500
    story.entries = [
        e.Entry(seq, seq * 40, 0, entry.by, entry.event)
        for seq, entry in enumerate(story.entries, start=1)
        if isinstance(entry, e.Entry)
    ]
    made = Made(story.entries)
    assert made.index.header["events"] == len(story.entries) > 200_000
    assert sum(chunk.events for chunk in made.index.chunks) == len(story.entries) - 1
    assert all(after.at - before.at <= 30_000 + 40 for before, after in pairwise(made.index.chunks))
    assert len(made.index.header["activity"][CANDIDATE]["edits"]) <= 8_192
    assert made.index.state(Moment(), made.chunks).text(SOLUTION) == "x" * 400


@pytest.mark.slow
@pytest.mark.parametrize("letter", ["a", "é", "🙂"])
def test_a_paste_of_a_megabyte_and_typing_in_it(letter: str) -> None:
    story = Story()
    story.types(CANDIDATE, SOLUTION, 0, letter * (1_000_000 // len(letter.encode())))
    for number in range(300):
        story.types(CANDIDATE, SOLUTION, 5_000 + number, "x")
    made = Made(story.entries)
    assert made.index.state(Moment(), made.chunks).text(SOLUTION) == str(story.docs[HOST].get(SOLUTION, type=Text))

"""Drawn interviews: at any moment the track says what Yrs says, however it was built."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, Text

from server.core import events as e
from server.core import varint
from server.core.ids import CANDIDATE, HOST
from server.core.track.builder import Builder, Piece
from server.core.track.parts import Chunk, Edition
from server.core.track.reading import Moment, step
from server.core.track.texts import Texts
from tests.core.track_story import HEAD, SCRIPT, SOLUTION, TASKS, Made, Story

FILES = (SOLUTION, SCRIPT)
PEOPLE = st.sampled_from([HOST, CANDIDATE])
WORDS = st.sampled_from(["a", "code", "\r\n", "é", "e\u0301", "🙂", "👩‍👩‍👧", "漢字", "x" * 30, "\U0001f3f4"])
PLACES = st.integers(0, 40)
MOST = 12
"""Entries in a chunk: a short interview has many."""

TYPING = st.tuples(st.just("types"), PEOPLE, st.sampled_from(FILES), PLACES, st.one_of(st.just(""), WORDS), PLACES)
POINTING = st.tuples(st.just("points"), PEOPLE, st.sampled_from(FILES), PLACES, PLACES)
TOGETHER = st.tuples(st.just("together"), st.sampled_from(FILES), PLACES, PLACES)
HALVES = st.tuples(st.just("halves"), st.sampled_from([1, 11, 22]), st.integers(0, 60), st.integers(1, 3))
BETWEEN = st.tuples(st.just("between"), st.sampled_from([1, 11, 22]), st.integers(0, 60), WORDS)
PAUSE = st.tuples(st.just("pause"), st.sampled_from([1_000, 40_000]))
LEAVING = st.tuples(st.just("leaves"), PEOPLE)
DEEDS = st.lists(st.one_of(TYPING, TYPING, TYPING, POINTING, TOGETHER, HALVES, BETWEEN, PAUSE, LEAVING), max_size=60)


def story_of(deeds: list[tuple[Any, ...]]) -> Story:
    """What these deeds make. Two of them are things that only Yjs does: cutting an emoji in two."""
    story = Story()
    story.seeds({SOLUTION: "def free(busy):\r\n    return 🙂\r\n", SCRIPT: ""})
    story.begin()
    clock = 0
    for deed in deeds:
        match deed:
            case ("types", by, file, at, inserted, deleted):
                story.types(by, file, at, inserted, deleted if deleted < 5 else 0)
            case ("points", by, file, anchor, head):
                story.points(by, file, anchor, head)
            case ("together", file, at, other):
                updates = [
                    (HOST, story.alone(HOST, file, at, "I")),
                    (CANDIDATE, story.alone(CANDIDATE, file, other, "C🙂")),
                ]
                for by, update in updates:
                    story.update(by, update)
            case ("halves", client, at, length):
                gone = b"\x00\x01" + varint.write(client) + b"\x01" + varint.write(at) + varint.write(length)
                story.update(CANDIDATE, gone)
            case ("between", client, at, inserted):
                put = b"\x01\x01\x63" + varint.write(clock) + b"\x84" + varint.write(client) + varint.write(at)
                story.update(CANDIDATE, put + varint.write_bytes(inserted.encode()) + b"\x00")
                clock += len(inserted.encode("utf-16-le")) // 2
            case ("pause", ms):
                story.skip(ms)
            case ("leaves", by):
                story.says(by, e.Left())
            case _:
                raise AssertionError(deed)
    return story


def texts_by_yrs(story: Story) -> list[dict[str, str]]:
    """Every file's text after each entry."""
    doc: Doc[Text] = Doc()
    texts = {file: doc.get(file, type=Text) for file in FILES}
    states = []
    for entry in story.entries:
        assert isinstance(entry, e.Entry)
        if isinstance(entry.event, e.Edited):
            doc.apply_update(entry.event.update)
        states.append({file: str(text) for file, text in texts.items()})
    return states


@given(DEEDS)
def test_at_every_moment_the_texts_are_those_of_yrs(deeds: list[tuple[Any, ...]]) -> None:
    story = story_of(deeds)
    made = Made(story.entries, most=MOST)
    for seq, truth in enumerate(texts_by_yrs(story), start=1):
        state = made.index.state(Moment(seq=seq), made.chunks)
        assert {file: state.text(file) for file in FILES} == truth
        assert all(sum(state.authors(file)[::3]) == len(truth[file].encode("utf-16-le")) // 2 for file in FILES)


@given(DEEDS)
def test_every_keyframe_is_the_state_that_playing_from_the_beginning_gives(deeds: list[tuple[Any, ...]]) -> None:
    story = story_of(deeds)
    made = Made(story.entries, most=MOST)
    played = Texts()
    states = {0: played.keyframe()}
    for item in made.index.merged(0, sorted(made.chunks.items())):
        step(played, item)
        states[item.seq] = played.keyframe()
    for seq, state in states.items():
        assert made.index.state(Moment(seq=seq), made.chunks).keyframe() == state


@given(DEEDS, st.lists(st.integers(0, 80)), st.sampled_from(Edition))
def test_a_track_that_was_built_in_pieces_is_the_one_that_was_built_in_one_go(
    deeds: list[tuple[Any, ...]], stops: list[int], edition: Edition
) -> None:
    story = story_of(deeds)
    whole = Made(story.entries, edition, MOST)
    builder = Builder(edition, TASKS, most=MOST)
    pieces: list[Piece] = []
    before = 0
    for stop in [*sorted(stops), len(story.entries)]:
        pieces += builder.take(story.entries[before:stop])
        open_now = builder.tail()
        assert all(piece.number == len(builder.chunks) for piece in open_now if isinstance(piece, Chunk))
        builder.index(HEAD, live=True)
        before = max(before, stop)
    pieces += builder.tail()
    assert builder.index(HEAD, live=not builder.ended) == whole.text
    assert {piece.number: piece.text for piece in pieces if isinstance(piece, Chunk)} == whole.chunks
    builder.close()

"""Erasing: what goes with what, where words are, and updates that keep everything but their letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, Text

from sandbox.contract import Verdict
from server.core import events as e
from server.core import varint
from server.core.blanking import blank, blanked
from server.core.erasing import SAY, Stretch, Typed, Unread, excerpt, said, stretches, unread, whole
from server.core.ids import CANDIDATE, HOST, ROOM
from server.core.private import PrivatePolicy
from server.core.track.parts import Splice
from server.core.track.reading import Edits, Moves

BOTH = "both of its two sides, I hope"
FILE = "slots/solution.py"


def entry(seq: int, event: e.Event, by: str = HOST) -> e.Entry:
    return e.Entry(seq, seq * 10, seq, by, event)


def run(run: str, *cases: str) -> list[e.Event]:
    shown = tuple(e.CaseShown(case, case, "", {}, None, True) for case in cases)
    started = e.RunStarted(run, "slots", "python", e.Suite.EXAMPLES, "d", 1, shown)
    judged = e.CaseJudged(
        run, e.Suite.EXAMPLES, "c1", Verdict.WRONG, {"deep": ["The SECRET"]}, "", "", "", "", cut=False, ms=1.0
    )
    ended = e.RunEnded(run, e.Suite.EXAMPLES, Verdict.WRONG, "", 0, 1, 1.0)
    return [started, e.Printed(run, "stdout", "x"), judged, ended]


TALK = [
    entry(seq, event)
    for seq, event in enumerate(
        [
            e.Opened("T", "Ida", "Cam", ("slots",), ("d",)),
            e.NoteWritten("n1", f"a secret of Cam’s, which is long enough to be cut on {BOTH}", "", "", 0),
            e.NoteWritten("n2", "nothing", "", "", 0),
            e.NoteChanged("n1", "nothing more"),
            e.NoteDropped("n1"),
            e.CaseAdded("c1", "slots", "mine", {"busy": ["secret"]}, None, False),
            *run("r1", "c1"),
            *run("r2", "c2"),
            e.Ended(),
        ],
        start=1,
    )
]  # fmt: skip


# What goes with what ------------------------------------------------------------------------------------------------


def test_a_stretch_of_thinking_privately_goes_with_its_release() -> None:
    steps = [e.PrivateEdited(spell, PrivatePolicy.RELEASED, ((FILE, 0, 0, "x"),)) for spell in ("s1", "s1", "s2")]
    told: list[e.Event] = [*steps, e.PrivateReleased("s1", (), ())]
    talk = [entry(seq, event) for seq, event in enumerate(told, start=1)]
    assert whole(talk, {4}) == {1, 2, 4}
    assert whole(talk, {3}) == {3}


def test_what_only_says_that_somebody_came_or_went_stays() -> None:
    kinds = {e.KIND_OF[kind] for kind in SAY}
    assert {
        "private_edited",
        "private_released",
        "edited",
        "note_written",
        "note_changed",
        "said",
        "case_added",
        "run_started",
        "printed",
        "case_judged",
    } <= kinds
    assert not kinds & {"opened", "agreed", "started", "joined", "left", "ended", "pointed", "switched", "interrupted"}


@pytest.mark.parametrize(
    ("chosen", "erased"),
    [
        ([2], {2, 4}),
        ([4], {2, 4}),
        ([3], {3}),
        ([9], {7, 8, 9, 10}),
        ([10, 3], {3, 7, 8, 9, 10}),
        ([6], {6, 7, 8, 9, 10}),
        ([1, 5, 15], set()),
        ([77], {77}),
        ([], set()),
    ],
    ids=[
        "a note and its change", "a change and its note", "one note", "a result and its run", "a run and a note",
        "a case and the run that showed it", "what stays", "an edit", "nothing",
    ],
)  # fmt: skip
def test_what_says_the_same_goes_together(chosen: list[int], erased: set[int]) -> None:
    assert whole(TALK, chosen) == erased


def private(*pieces: str) -> list[e.Entry]:
    """A stretch of private thinking in which these pieces were typed, and what came of it."""
    edits = [e.PrivateEdited("s1", PrivatePolicy.RELEASED, (("slots/solution.py", 0, 0, piece),)) for piece in pieces]
    ran = e.PrivateRan("s1", PrivatePolicy.RELEASED, "slots", "python", e.Suite.EXAMPLES, Verdict.PASSED, 1, 1)
    other = e.PrivateEdited("s2", PrivatePolicy.RELEASED, (("slots/solution.py", 0, 0, "x"),))
    events: list[e.Event] = [
        e.PrivateBegan("s1", PrivatePolicy.RELEASED, 5),
        *edits,
        ran,
        e.PrivateEnded("s1", shared=False),
        other,
    ]
    return [entry(seq, event, CANDIDATE) for seq, event in enumerate(events, start=1)]


def test_a_stretch_of_private_thinking_goes_as_a_whole_also_what_was_released() -> None:
    talk = [*private("hun", "ter2"), entry(20, e.PrivateReleased("s1", (), ()))]
    assert whole(talk, [3]) == whole(talk, [20]) == {2, 3, 4, 20}
    assert [each.seq for each in said(talk, "HUNTER2")] == [3], "its words come in pieces"


DESK = ("desk", "python")
FILES = [
    entry(1, e.FileCreated(*DESK, "python.1", "secret_desk.py"), ROOM),
    entry(2, e.FileCreated(*DESK, "python.2", "notes.py"), CANDIDATE),
    entry(3, e.FileRenamed(*DESK, "python.2", "secret.py", "notes.py"), CANDIDATE),
    entry(4, e.FileRenamed(*DESK, "python.2", "plain.py", "secret.py"), HOST),
    entry(5, e.FileDeleted(*DESK, "python.2", "plain.py"), CANDIDATE),
    entry(6, e.FileRestored(*DESK, "python.2", "plain.py"), CANDIDATE),
    entry(7, e.FileRenamed(*DESK, "python.1", "mine.py", "secret_desk.py"), CANDIDATE),
    entry(8, e.FileCreated("desk", "javascript", "javascript.2", "other.js"), CANDIDATE),
]


def test_what_was_written_in_the_chat_goes_alone() -> None:
    talk = [entry(1, e.Said("one")), entry(2, e.Said("two"), CANDIDATE), entry(3, e.NoteWritten("n1", "x", "", "", 0))]
    assert whole(talk, [2]) == {2}
    assert [each.seq for each in said(talk, "ONE")] == [1]


def test_a_files_name_goes_with_every_name_that_it_had_k9() -> None:
    assert [each.seq for each in said(FILES, "SECRET")] == [3, 4, 7], "what a task calls its files is nobody's words"
    assert whole(FILES, [3]) == whole(FILES, [6]) == {2, 3, 4, 5, 6}
    assert whole(FILES, [8]) == {8}


def test_a_file_that_a_task_brings_stays_under_its_own_name_k9() -> None:
    assert whole(FILES, [7]) == {7}
    assert whole(FILES, [1]) == set()


@pytest.mark.parametrize(
    ("policy", "released", "kept"),
    [
        (PrivatePolicy.RELEASED, False, [Unread(10, 2), Unread(60, 6)]),
        (PrivatePolicy.RELEASED, True, [Unread(60, 6)]),
        (PrivatePolicy.RECORDED, False, []),
    ],
)
def test_what_nobody_else_reads_is_told_to_be_there_by_its_beginning_alone_k8(
    policy: PrivatePolicy, released: bool, kept: list[Unread]
) -> None:
    ran = e.PrivateRan("s1", policy, "slots", "python", e.Suite.EXAMPLES, Verdict.PASSED, 1, 1)
    events: list[e.Event] = [
        e.PrivateBegan("s1", policy, 5),
        e.PrivateEdited("s1", policy, ((FILE, 0, 0, "x"),)),
        ran,
        e.PrivateEnded("s1", shared=False),
        e.PrivateReleased("s1", (), ()) if released else e.Ended(),
        e.PrivateEdited("s2", policy, ()),
    ]
    talk = [entry(seq, event, CANDIDATE) for seq, event in enumerate(events, start=1)]
    assert unread(talk) == kept


# Where words are ----------------------------------------------------------------------------------------------------


def test_words_are_found_in_whatever_was_said_however_deep() -> None:
    assert [each.seq for each in said(TALK, "Secret")] == [2, 6, 9, 13]
    assert list(said(TALK, "Cam, who")) == []
    assert list(said(TALK, "Ida")) == [], "who came stays"


def test_words_are_shown_with_a_little_around_them() -> None:
    assert excerpt(TALK[1].event, "secret") == "a secret of Cam’s, which is long enough to be cu …"
    assert excerpt(TALK[1].event, "SIDES").startswith("… ")
    assert excerpt(TALK[1].event, "nowhere") == ""


def typed(words: str, *edits: tuple[int, int, int, str]) -> set[int]:
    looking = Typed(words)
    looking.take([Edits(seq, seq, CANDIDATE, (Splice(FILE, at, gone, text),)) for seq, at, gone, text in edits])
    return looking.found


def test_words_are_found_letter_by_letter_at_any_moment() -> None:
    letters = [(seq, seq - 1, 0, letter) for seq, letter in enumerate("hunter2", start=1)]
    assert typed("hunter2", *letters) == {1, 2, 3, 4, 5, 6, 7}
    assert typed("hunter2", *letters, (8, 0, 7, "")) == {1, 2, 3, 4, 5, 6, 7}, "also if they went at once"
    assert typed("hunter2", *letters[:-1]) == set()


def test_words_come_together_from_both_sides_and_only_their_writers_are_found() -> None:
    assert typed("abcd", (1, 0, 0, "xxab"), (2, 4, 0, "yy"), (3, 4, 2, "cd")) == {1, 3}
    assert typed("abcd", (1, 0, 0, "abxcd"), (2, 2, 1, "")) == {1}
    assert typed("aa", (1, 0, 0, "a"), (2, 1, 0, "a"), (3, 2, 0, "a")) == {1, 2, 3}


def test_letters_of_two_units_keep_the_places() -> None:
    assert typed("🙂b", (1, 0, 0, "a🙂"), (2, 3, 0, "b")) == {1, 2}
    assert typed("bc", (1, 0, 0, "🙂🙂b"), (2, 5, 0, "c")) == {1, 2}


def test_cursors_type_nothing() -> None:
    looking = Typed("abc")
    looking.take([Moves(1, 1, CANDIDATE, ())])
    assert looking.found == set()


def test_edits_are_shown_as_what_somebody_typed_in_one_go() -> None:
    given = [(1, 0, "a"), (2, 5_000, "a"), (3, 16_000, "a"), (4, 16_000, "b")]
    assert stretches(given) == [
        Stretch("a", 0, 5_000, (1, 2)),
        Stretch("a", 16_000, 16_000, (3,)),
        Stretch("b", 16_000, 16_000, (4,)),
    ]
    assert stretches([]) == []


# Blanks -------------------------------------------------------------------------------------------------------------


def test_a_blank_text_has_the_same_length_and_lines() -> None:
    assert blank("a\r\n🙂é") == "█\r\n🔲█"


@given(
    st.lists(
        st.tuples(
            st.integers(0, 1), st.integers(0, 40), st.integers(0, 4),
            st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12),
        ),
        max_size=20,
    )
)  # fmt: skip
def test_blanked_updates_make_the_same_text_in_blanks(edits: list[tuple[int, int, int, str]]) -> None:
    docs: list[Doc[Text]] = [Doc(client_id=7), Doc(client_id=9)]
    updates: list[bytes] = []
    for who, at, gone, text in edits:
        doc, other = docs[who], docs[1 - who]
        watching = doc.observe(lambda event: updates.append(event.update))
        file = doc.get(FILE, type=Text)
        with doc.transaction():
            there = len(str(file).encode())
            if gone and there == len(str(file)):  # cut only where letters and bytes count the same
                del file[min(at, there) : min(at + gone, there)]
            file.insert(len(str(file).encode()) if there != len(str(file)) else min(at, len(str(file))), text)
        doc.unobserve(watching)
        other.apply_update(doc.get_update(other.get_state()))
    fresh: Doc[Text] = Doc()
    for update in updates:
        left = blanked(update)
        assert left is not None
        fresh.apply_update(left)
    assert str(fresh.get(FILE, type=Text)) == blank(str(docs[0].get(FILE, type=Text)))


def test_an_update_that_holds_more_than_text_or_cannot_be_read_has_no_blank() -> None:
    from pycrdt import Map

    doc: Doc[Map[str]] = Doc()
    doc["x"] = Map({"secret": "value"})
    assert blanked(doc.get_update()) is None
    assert blanked(b"\x01\x01") is None
    assert blanked(b"\xff") is None
    broken = b"\x01\x01\x07\x00\x04\x01\x01x\x02\xff\xfe\x00"
    assert varint.read_bytes(broken, 8)[0] == b"\xff\xfe"
    assert blanked(broken) is None
    assert blanked(b"\x00\x00") == b"\x00\x00"


def test_what_is_gone_left_out_or_deleted_stays_as_it_is() -> None:
    gone = b"\x01\x02\x07\x00\x00\x03\x0a\x02\x00"
    deleted = b"\x01\x01\x07\x00\x01\x01\x01x\x03\x00"
    assert blanked(gone) == gone
    assert blanked(deleted) == deleted

"""The texts of a track: what was written, by whom and how, as splices."""

from collections.abc import Callable
from typing import Any

import pytest
from pycrdt import Doc, Map, Text

from server.core import events as e
from server.core.ids import CANDIDATE, HOST, ROOM
from server.core.track import following
from server.core.track.following import Following
from server.core.track.parts import Splice
from server.core.track.pointing import Pointing
from server.core.track.reading import Edits
from tests.core.track_story import (
    HALF_EMOJI,
    JAVA,
    NOW,
    SCRIPT,
    SOLUTION,
    TASKS,
    Made,
    Story,
    cursor_frame,
    state,
    update_of,
)


def test_what_cam_types_is_told_as_splices() -> None:
    story = Story()
    story.seeds({SOLUTION: "pass\r\n"})
    story.types(CANDIDATE, SOLUTION, 0, "x", 4)
    story.types(HOST, SOLUTION, 1, " = '🙂'")
    story.types(CANDIDATE, SOLUTION, 1, "y")
    story.types(CANDIDATE, SOLUTION, 8, "z")
    index = (made := Made(story.entries)).index
    edits = [item for item in index.items(0, made.chunks[0]) if isinstance(item, Edits)]
    assert [edit.splices for edit in edits] == [
        (Splice(SOLUTION, 0, 0, "pass\r\n"),),
        (Splice(SOLUTION, 0, 4, "x"),),
        (Splice(SOLUTION, 1, 0, " = '🙂'"),),
        (Splice(SOLUTION, 1, 0, "y"),),
        (Splice(SOLUTION, 9, 0, "z"),),  # the emoji counts two
    ]
    texts = index.state(NOW, made.chunks)
    assert texts.text(SOLUTION) == "xy = '🙂'z\r\n"
    assert texts.authors(SOLUTION) == [2, CANDIDATE, 0, 7, HOST, 0, 1, CANDIDATE, 0, 2, ROOM, 2]


def test_who_wrote_what_and_how() -> None:
    story = Story()
    story.seeds({SOLUTION: "start"})
    story.types(CANDIDATE, SOLUTION, 5, "t" * 24)
    story.types(HOST, SOLUTION, 29, "p" * 25)
    assert state(story).authors(SOLUTION) == [5, ROOM, 2, 24, CANDIDATE, 0, 25, HOST, 1]
    assert state(story).authors("slots/none.py") == []
    assert state(story).text("slots/none.py") == ""


def test_files_that_nobody_named_before_are_found_when_they_are_written() -> None:
    story = Story()
    story.types(CANDIDATE, JAVA, 0, "class Solution {}")
    story.types(CANDIDATE, "other/solution.py", 0, "no task of this interview")
    story.types(CANDIDATE, JAVA, 0, f"// {SCRIPT} and slots/")
    story.types(CANDIDATE, "slots/" + "n" * 100, 0, "no name of a file")
    story.types(CANDIDATE, "slots/../../etc", 0, "nor this")
    assert state(story).files() == [JAVA]


def test_an_update_before_the_one_that_it_needs_is_told_when_that_comes() -> None:
    story, cam = Story(), Doc[Text](client_id=5)
    text = cam.get(JAVA, type=Text)
    updates: list[bytes] = []
    for letter in "abc":
        before = cam.get_state()
        text += letter
        updates.append(cam.get_update(before))
    for number in (0, 2, 1):
        story.says(CANDIDATE, e.Edited(updates[number]))
    assert state(story).text(JAVA) == "abc"
    made = Made(story.entries)
    assert [len(edit.splices) for edit in made.index.items(0, made.chunks[0]) if isinstance(edit, Edits)] == [1, 0, 1]


def test_the_names_that_people_bring_are_bounded_and_those_of_the_house_are_always_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(following, "FILES_MAX", 3)
    story = Story()
    for number in range(5):
        story.types(CANDIDATE, f"slots/{number}", 0, "junk")
    story.seeds({SOLUTION: "start"})
    story.types(CANDIDATE, SOLUTION, 0, "code")
    assert state(story).files() == ["slots/0", "slots/1", "slots/2", SOLUTION]


def test_a_cursor_may_stand_in_a_file_that_nobody_has_written_in() -> None:
    follow = Following(TASKS)
    assert [follow.is_file(name) for name in (JAVA, JAVA, "slots/", "slots/a/b", "slots/\ud83d", "other/x.py")] == [
        *(True, True),
        *(False, False, False, False),
    ]
    follow.close()


def test_emoji_that_a_page_cut_in_two_are_what_yrs_makes_of_them() -> None:
    story, doc = Story(), Doc[Text]()
    for update in HALF_EMOJI:
        story.says(CANDIDATE, e.Edited(update))
        doc.apply_update(update)
        assert state(story).text(SCRIPT) == str(doc.get(SCRIPT, type=Text))
    assert "a" in state(story).text(SCRIPT)


def test_what_is_no_text_in_a_text_does_not_put_the_rest_out_of_place() -> None:
    story, cam = Story(), Doc[Text](client_id=5)
    text = cam.get(SCRIPT, type=Text)
    changes: list[Callable[[], None]] = [
        lambda: text.insert(0, "abc"),
        lambda: text.insert_embed(1, {"image": 1}),
        lambda: text.insert_embed(1, Map({"deep": 1})),
        lambda: text.format(0, 2, {"bold": True}),
        lambda: text.insert(4, "é"),
        lambda: text.insert(0, "🙂"),
    ]
    for change in changes:
        before = cam.get_state()
        change()
        story.says(CANDIDATE, e.Edited(cam.get_update(before)))
        assert state(story).text(SCRIPT) == str(text)


def test_a_place_that_seems_to_be_within_a_character_is_looked_up() -> None:
    story, cam = Story(), Doc[Text](client_id=5)
    text = cam.get(SCRIPT, type=Text)
    text.insert(0, "éé")
    text.insert_embed(0, {"image": 1})
    story.says(CANDIDATE, e.Edited(cam.get_update()))
    text.insert(3, "x")
    story.says(CANDIDATE, e.Edited(cam.get_update()))
    assert state(story).text(SCRIPT) == str(text) == "éxé"


def test_a_file_that_is_no_text_is_empty() -> None:
    story, cam = Story(), Doc[Any](client_id=5)
    cam[SCRIPT] = Map({"a": 1})
    story.says(CANDIDATE, e.Edited(cam.get_update()))
    assert state(story).files() == []


def test_an_edit_that_cannot_be_applied_is_a_line_without_splices() -> None:
    story = Story()
    story.types(CANDIDATE, SOLUTION, 0, "ok")
    story.says(CANDIDATE, e.Edited(b"\xff\xff\xff"))
    story.says(CANDIDATE, e.Edited(b""))
    story.types(CANDIDATE, SOLUTION, 2, "!")
    made = Made(story.entries)
    assert [len(item.splices) for item in made.index.items(0, made.chunks[0]) if isinstance(item, Edits)] == [
        1,
        0,
        0,
        1,
    ]
    assert state(story).text(SOLUTION) == "ok!"


def test_a_text_that_yrs_changed_without_telling_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """As after a panic in the middle of an update."""
    follow = Following(TASKS)
    story = Story()
    story.seeds({SOLUTION: "one two three 🙂", SCRIPT: "same"})
    story.types(CANDIDATE, SOLUTION, 4, "2", 3)
    follow.edited(update_of(story.entries[1]), ours=True)

    def breaks(doc: Doc[Text], update: bytes) -> bool:
        doc.apply_update(update)
        follow._heard.clear()
        return False

    monkeypatch.setattr(following, "apply", breaks)
    assert follow.edited(update_of(story.entries[2])) == (Splice(SOLUTION, 4, 3, "2"),)
    follow.close()


def test_an_error_that_is_not_yrs_own_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    follow = Following(TASKS)

    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    pointing = Pointing(follow)
    monkeypatch.setattr(following.File, "position", stopped)
    with pytest.raises(KeyboardInterrupt):
        pointing.pointed(cursor_frame({"cursor": {"anchor": {"tname": SOLUTION}, "head": {"tname": SOLUTION}}}))
    follow.close()


def test_long_texts_with_more_than_ascii_are_compared_only_where_it_matters() -> None:
    story = Story()
    story.types(CANDIDATE, SOLUTION, 0, "é" * following.CHECKED_BELOW)
    story.types(CANDIDATE, SOLUTION, 100, "x" * 10)
    story.types(CANDIDATE, SOLUTION, 105, "🙂", 2)
    story.types(CANDIDATE, SOLUTION, 3, "y", 2)
    assert state(story).text(SOLUTION) == str(story.docs[HOST].get(SOLUTION, type=Text))


def test_a_change_in_very_many_places_is_told_as_one_splice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "STEPS_MAX", 20)
    story = Story()
    story.types(CANDIDATE, SOLUTION, 0, "(" + "ab" * 100 + ")")
    doc = story.docs[CANDIDATE]
    before, text = doc.get_state(), doc.get(SOLUTION, type=Text)
    with doc.transaction():
        for at in range(1, 101):
            del text[at]
    story.update(CANDIDATE, doc.get_update(before))
    story.types(CANDIDATE, SOLUTION, 1, "x")
    made = Made(story.entries)
    edits = [item for item in made.index.items(0, made.chunks[0]) if isinstance(item, Edits)]
    assert [len(edit.splices) for edit in edits] == [1, 1, 1]
    assert state(story).text(SOLUTION) == "(x" + "b" * 100 + ")"

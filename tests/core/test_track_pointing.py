"""Whatever a document has, a page may point at, and Yrs never panics at it: it would write that down each time."""

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from pycrdt import Text

from server.core import awareness
from server.core import events as e
from server.core.track.following import Following
from server.core.track.lines import written
from server.core.track.parts import Place
from server.core.track.pointing import Pointing
from tests.core.test_track_drawn import DEEDS, story_of
from tests.core.track_story import FILES, SCRIPT, SOLUTION, TASKS


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(DEEDS)
def test_every_character_that_ever_was_can_be_pointed_at(
    capfd: pytest.CaptureFixture[str], deeds: list[tuple[Any, ...]]
) -> None:
    following = Following(TASKS)
    for entry in story_of(deeds).entries:
        assert isinstance(entry, e.Entry)
        if isinstance(entry.event, e.Edited):
            following.edited(entry.event.update)
    pointing = Pointing(following)
    lengths = {file: len(str(following.doc.get(file, type=Text)).encode("utf-16-le")) // 2 for file in FILES}
    for client in (1, 11, 22, 99):
        clock = 0
        while following.has(client, clock):
            for assoc in (0, -1):
                place = {"tname": SOLUTION, "item": {"client": client, "clock": clock}, "assoc": assoc}
                state = written({"cursor": {"anchor": place, "head": place}})
                for move in pointing.pointed(awareness.write([awareness.Cursor(5, 1, state)])):
                    assert move.place is None or 0 <= move.place.head <= lengths[SOLUTION]
            clock += 1
    following.close()
    assert "panicked" not in capfd.readouterr().err


def test_cursors_of_yjs_pages_stand_where_yjs_says() -> None:
    """Recorded with Yjs 13: two pages type and delete, beyond ASCII too, and each tells where its cursor is."""
    following = Following(TASKS)
    pointing = Pointing(following)
    told = json.loads((Path(__file__).parents[1] / "fixtures" / "yjs-cursors.json").read_text())
    places = []
    for each in told:
        if "update" in each:
            following.edited(b64decode(each["update"]))
        else:
            cursor = awareness.Cursor(each["client"], 1, written(each["state"]))
            places += [move.place for move in pointing.pointed(awareness.write([cursor]))]
    assert places == [Place(SCRIPT, *each["at"]) for each in told if "at" in each and each["state"]["cursor"]]
    following.close()

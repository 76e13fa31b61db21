"""The golden tracks of tests/wire, held against the files of the browser's tests.

After a wanted change of the format: `GOLDEN=write pytest tests/core/test_track_golden.py`, and look at the difference.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from server.core.track.parts import Edition
from server.core.track.reading import Moment
from tests.core.track_story import CANARY, Made, golden

GOLDEN = Path(__file__).parents[1] / "wire"
SMALL = 24
"""Entries between keyframes, so that a short interview has several."""


def told(edition: Edition) -> dict[str, Any]:
    """A track as texts, and the state after some of its entries as a keyframe tells it."""
    story = golden()
    made = Made(story.entries, edition, SMALL)
    states = {}
    for seq in range(0, len(story.entries) + 1, 7):
        moment = Moment(seq=seq)
        states[seq] = made.index.state(moment, made.chunks).keyframe()
    return {
        "index": made.text.decode(),
        "chunks": [text.decode() for _, text in sorted(made.chunks.items())],
        "sheets": {run: text.decode() for run, text in made.sheets.items()},
        "states": [{"after": seq, **state} for seq, state in states.items()],
    }


@pytest.mark.parametrize("edition", Edition)
def test_the_track_of_a_small_interview(edition: Edition) -> None:
    now, path = told(edition), GOLDEN / f"track-{edition}.json"
    if os.environ.get("GOLDEN") == "write":
        path.write_text(json.dumps(now, indent=1, ensure_ascii=False) + "\n")
    assert json.loads(path.read_text()) == now
    assert (CANARY in path.read_text()) is (edition is Edition.HOST)

"""Seeking and playing agree over whole interviews, byte for byte: Python makes their tracks, vitest plays them."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from server.core import events as e
from tests.core.track_story import Made
from tests.replay.whole_stories import drawn, real

WEB = Path(__file__).parents[2] / "web"
TRACE = Path(__file__).parents[3] / "shared" / "data" / "clownschool_flat.json.gz"
LONG_S = 1_800

pytestmark = pytest.mark.slow


def write(folder: Path, entries: list[e.Entry], end: dict[str, str]) -> None:
    """A track as files: `index`, `chunk-N`, `sheet-RUN`, and the texts at the end."""
    made = Made(entries)
    folder.mkdir(parents=True)
    (folder / "index").write_bytes(made.text)
    for number, chunk in made.chunks.items():
        (folder / f"chunk-{number}").write_bytes(chunk)
    for run, sheet in made.sheets.items():
        (folder / f"sheet-{run}").write_bytes(sheet)
    (folder / "end.json").write_text(json.dumps(end))


def played(folder: Path) -> None:
    """vitest over the tracks in this folder."""
    npx = shutil.which("npx")
    assert npx, "npx is missing: install Node 20 or newer."
    command = [npx, "vitest", "run", "--config", "vitest.whole.config.ts"]
    env = {**os.environ, "GREENROOM_TRACKS": str(folder)}
    done = subprocess.run(command, cwd=WEB, env=env, capture_output=True, text=True, timeout=LONG_S, check=False)
    print(done.stdout)
    assert done.returncode == 0, done.stdout[-4_000:] + done.stderr[-4_000:]


def test_seeking_is_as_playing_in_drawn_interviews(tmp_path: Path) -> None:
    write(tmp_path / "two-in-one-place", *drawn(seed=4, edits=3_000, files=3, run_every=150))
    write(tmp_path / "long", *drawn(seed=90, edits=20_000, files=2, run_every=400))
    played(tmp_path)


def test_seeking_is_as_playing_in_a_real_one(tmp_path: Path) -> None:
    if not TRACE.exists():
        pytest.skip(f"{TRACE.name} is not here: it comes from josephg/editing-traces.")
    write(tmp_path / "clownschool", *real(TRACE))
    played(tmp_path)

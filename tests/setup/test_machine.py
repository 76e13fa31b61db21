"""What the set-up makes of the machine that it finds."""

from pathlib import Path

import pytest

from setup.python import VENV, fits
from setup.web import supported


@pytest.mark.parametrize("version", ["v20.19.0", "v20.20.1", "v22.12.0", "v24.1.0\n", "v25.0.0"])
def test_a_node_that_vite_runs_on_is_used(version: str) -> None:
    assert supported(version)


@pytest.mark.parametrize("version", ["v18.20.4", "v20.18.3", "v21.7.0", "v22.11.0", "", "node: not found"])
def test_an_older_node_is_not(version: str) -> None:
    assert not supported(version)


def test_the_environment_of_this_checkout_fits_it() -> None:
    assert fits(VENV)


def test_an_environment_that_was_moved_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "pip").touch()
    (tmp_path / "pyvenv.cfg").write_text((VENV / "pyvenv.cfg").read_text())
    assert not fits(tmp_path)


def test_a_half_made_environment_is_made_anew(tmp_path: Path) -> None:
    assert not fits(tmp_path)

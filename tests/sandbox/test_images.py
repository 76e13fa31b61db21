"""Each language's image is named by what it is made of, and built once."""

import tarfile
from pathlib import Path

import pytest

from sandbox import images
from tests.sandbox.houses import dockerfile, echo_house

TOML = """
id = "echo"
title = "Echo"
file = "solution.echo"
editor = "echo"
comment = "#"
indent = 2
run = {file = "solution.echo"}
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    return echo_house(tmp_path)


def test_the_tag_stays_while_the_files_stay(house: Path) -> None:
    assert images.tag("echo", house) == images.tag("echo", house)
    assert images.tag("echo", house).startswith("greenroom/echo:")


@pytest.mark.parametrize("edited", ["languages/echo/Dockerfile", "init/init.c", "languages/echo/new.py"])
def test_the_tag_changes_with_any_file_that_the_image_is_made_of(house: Path, edited: str) -> None:
    before = images.tag("echo", house)
    with (house / edited).open("a") as file:
        file.write("# edited\n")
    assert images.tag("echo", house) != before


def test_what_python_leaves_behind_is_no_part_of_an_image(house: Path) -> None:
    before = images.tag("echo", house)
    (house / "languages" / "echo" / "__pycache__").mkdir()
    (house / "languages" / "echo" / "__pycache__" / "shim.cpython-311.pyc").touch()
    assert images.tag("echo", house) == before


def test_a_language_without_a_dockerfile_has_no_image_to_build(house: Path) -> None:
    (house / "languages" / "planned").mkdir()
    assert images.languages(house) == ["echo"]


def test_what_only_the_sandbox_and_the_tests_read_is_no_part_of_an_image(house: Path) -> None:
    before = images.tag("echo", house)
    folder = house / "languages" / "echo"
    (folder / "language.toml").write_text(TOML)
    (folder / "probe").mkdir()
    (folder / "probe" / "calls.py").touch()
    assert images.tag("echo", house) == before


def test_a_file_that_is_shared_is_a_part_of_both_images(house: Path) -> None:
    folder = house / "languages" / "echo"
    (folder / "language.toml").write_text(TOML + 'shares = ["song/shim.js"]\n')
    (house / "languages" / "song").mkdir()
    (house / "languages" / "song" / "shim.js").write_text("1")
    assert [name for name, _ in images.context("echo", house)] == ["Dockerfile", "init/init.c", "shared/song/shim.js"]
    before = images.tag("echo", house)
    (house / "languages" / "song" / "shim.js").write_text("2")
    assert images.tag("echo", house) != before


def test_the_build_context_is_roots_and_readable_whoever_checked_it_out(house: Path) -> None:
    dockerfile(house).chmod(0o600)
    (house / "init" / "init.c").chmod(0o700)
    with tarfile.open(fileobj=images.packed("echo", house)) as archive:
        members = archive.getmembers()
    assert [member.name for member in members] == ["Dockerfile", "init/init.c"]
    assert {(member.uid, member.gid, member.uname) for member in members} == {(0, 0, "root")}
    assert [member.mode for member in members] == [0o644, 0o755]

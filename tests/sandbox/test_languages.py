"""Languages are data; a folder that is not right says what and where."""

import shutil
from pathlib import Path

import pytest

from sandbox.languages import FOLDERS, BadLanguage, load_language, load_languages
from server.core.frameworks import REPORTING


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of Python's folder, to spoil."""
    shutil.copytree(FOLDERS / "python", tmp_path / "python")
    return tmp_path / "python"


def spoil(folder: Path, line: str, instead: str) -> None:
    file = folder / "language.toml"
    text = file.read_text()
    assert line in text
    file.write_text(text.replace(line, instead))


def test_every_language_of_the_house_loads_and_has_what_its_image_needs() -> None:
    languages = load_languages()
    assert [language.id for language in languages if language.default] == ["checker", "javascript", "pytest", "python"]
    for language in languages:
        assert (FOLDERS / language.id / "Dockerfile").read_text().count("ARG BASE=debian:trixie-slim") == 1
        assert language.data.get("stub", {}) == language.stub
        assert not language.stub or language.stub["types"]["int"]


def test_every_framework_has_an_image_of_its_own_that_nobody_can_choose() -> None:
    known = {language.id: language for language in load_languages()}
    frameworks = {folder for language in known.values() for folder in language.tests.values()}
    assert frameworks == {"pytest", "vitest", "junit", "gotest", "cargotest"}
    for each in frameworks:
        assert known[each].suite
        assert known[each].framework.starting_seconds > 0
        assert bool(known[each].framework.build) is (known[each].framework.build_seconds > 0)
    commands = {command for language in known.values() for command in language.tests} - {"*"}
    assert commands == set(REPORTING), "and each writes its report by itself"


def test_a_command_says_how_much_of_the_memory_is_the_programs() -> None:
    javascript = load_language(FOLDERS / "javascript")
    assert "--max-old-space-size=192" in javascript.argv(256)
    assert "--max-old-space-size=16" in javascript.argv(64)


def test_what_a_language_takes_on_top_is_not_taken_from_the_program() -> None:
    java = load_language(FOLDERS / "java")
    assert java.limits.extra_mb == java.run.base_mb
    assert "-Xmx256m" in java.argv(256)


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        ('id = "python"', 'id = "snake"', "“snake”. Make it the folder's name, “python”"),
        ('title = "Python 3.13"', "title = 3.13", "Expected `str`, got `float` - at `$.title`"),
        ('title = "Python 3.13"', "", "missing required field `title`"),
        ('title = "Python 3.13"', 'title = "Python', "language.toml cannot be read: "),
        ('"/usr/bin/python3"', '"python3"', "must be a path"),
        ("indent = 4", 'indent = "four"', "`$.indent`"),
        ("indent = 4", 'indent = 4\nshares = ["song/shim.js"]', "shares names “song/shim.js”"),
        ("indent = 4", 'indent = 4\nshares = ["../python/shim.py"]', "shares names “../python/shim.py”"),
    ],
)
def test_a_spoilt_file_is_named_with_what_is_wrong(folder: Path, line: str, instead: str, said: str) -> None:
    spoil(folder, line, instead)
    with pytest.raises(BadLanguage) as refused:
        load_language(folder)
    assert said in str(refused.value)
    assert "language.toml" in str(refused.value)


def test_a_folder_without_a_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadLanguage, match="cannot be read"):
        load_language(tmp_path)

"""`make languages`: who is meant, one line for each, and one that fails leaves the others usable."""

from dataclasses import replace

import docker
import pytest

from sandbox import build
from sandbox.build import Told, Unknown, chosen
from sandbox.debian import Say
from sandbox.images import ImageTrouble
from sandbox.languages import FOLDERS, load_language

PYTHON = load_language(FOLDERS / "python")
KNOWN = [
    PYTHON,
    replace(PYTHON, id="go", title="Go", default=False),
    replace(PYTHON, id="rust", title="Rust", default=False),
]


def ids(names: list[str]) -> list[str]:
    languages = chosen(names, KNOWN)
    assert isinstance(languages, list)
    return [language.id for language in languages]


def test_without_a_name_the_languages_that_every_greenroom_has_are_meant() -> None:
    assert ids([]) == ["python"]


def test_all_are_meant_by_all_and_some_by_their_names_in_the_order_of_the_rooms() -> None:
    assert ids(["all"]) == ["python", "go", "rust"]
    assert ids(["rust", "python"]) == ["python", "rust"]


def test_a_name_that_is_no_language_is_refused_with_what_was_meant() -> None:
    assert chosen(["rusty"], KNOWN) == Unknown("There is no language “rusty”. Did you mean rust?")
    assert chosen(["tea"], KNOWN) == Unknown("There is no language “tea”. There are: python, go, rust.")


def test_a_language_that_does_not_build_is_told_and_the_others_are_built(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def only_rust(client: docker.DockerClient, language: str, say: Say) -> str:
        tried.append(language)
        say("Step 1/2 : FROM x")
        if language != "rust":
            raise ImageTrouble("the kettle is cold")
        return "greenroom/rust:1"

    monkeypatch.setattr(build, "build", only_rust)
    monkeypatch.setattr(build, "present", lambda client, image: image.startswith("greenroom/python:"))
    monkeypatch.setattr(build, "tag", lambda language: f"greenroom/{language}:1")
    said: list[str] = []
    client = docker.DockerClient(base_url="unix:///nobody.sock", version="1.41")
    troubles = build.build_each(client, KNOWN, Told(said.append, terminal=False, lines=False))
    client.close()
    assert tried == ["go", "rust"]
    assert [str(trouble) for trouble in troubles] == ["the kettle is cold"]
    assert [line.split(" (")[0] for line in said] == ["  ✓ Python 3.13\n", "  ✗ Go", "  ✓ Rust"]
    assert "the kettle is cold" in said[1]


def test_on_a_terminal_one_line_changes_and_in_a_log_every_line_is_kept() -> None:
    terminal, log = list[str](), list[str]()
    Told(terminal.append, terminal=True, lines=False).progress("Go")("Step 1/2")
    Told(log.append, terminal=False, lines=True).progress("Go")("Step 1/2")
    assert terminal == ["\r\x1b[K  … Go  Step 1/2"]
    assert log == ["Step 1/2\n"]


@pytest.mark.parametrize(("arguments", "code"), [(["tea"], 2)])
def test_the_command_ends_with_a_code(arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main(arguments) == code
    assert "There is no language “tea”." in capsys.readouterr().out

"""Exercises of Exercism's tracks come in as projects whose tests all run, or a sentence says what they need."""

import shutil
from pathlib import Path

import pytest

from server.authoring.exercism_track import ALL_VISIBLE, NO_LICENCE, from_track
from server.authoring.imported import Imported, Refused, as_texts
from server.authoring.packages import read_package
from server.authoring.uploads import Uploads
from server.core.workshop import Brought, LeftOut
from tests.authoring.tracks import CUP, EXAMPLES, TEST_FILES, exercise


def brought(folder: Path) -> Imported:
    found = from_track(read_package(folder), folder)
    assert isinstance(found, Imported), found
    return found


def why_not(folder: Path) -> str:
    found = from_track(read_package(folder), folder)
    assert isinstance(found, Refused), found
    return found.why


def given_tests(found: Imported, language: str) -> str:
    return str(found.files[f"tests/{language}/visible/{TEST_FILES[language]}"])


def test_tests_for_jest_become_tests_for_vitest_and_all_of_them_run(tmp_path: Path) -> None:
    found = brought(exercise(tmp_path, "javascript"))
    text = given_tests(found, "javascript")
    assert text.startswith("import { describe, expect, vi as jest, test } from 'vitest';\n")
    assert "\n  test('nobody is asked twice', " in text
    assert "\ndescribe('a kettle', () => {\n  test.each([[1], [2]])(" in text
    assert "\n  test.skip('an empty pot', " in text
    assert '"run": "vitest-tests"' in str(found.files["task.yaml"])
    assert "files/javascript/package.json" not in found.files
    assert found.notes == (
        ALL_VISIBLE,
        "Tests that Exercism leaves out at first, and that run here: 3.",
        "Tests that it leaves out for good, with .skip, stay left out: 1.",
    )


def test_typescript_keeps_its_own_way_of_writing(tmp_path: Path) -> None:
    text = given_tests(brought(exercise(tmp_path, "typescript")), "typescript")
    assert text.startswith("import { describe, it, expect } from 'vitest'\n")
    assert "\n  it('nobody, no cup', " in text


def test_what_is_disabled_in_java_runs_and_its_import_goes_too(tmp_path: Path) -> None:
    found = brought(exercise(tmp_path, "java"))
    text = given_tests(found, "java")
    assert ("Disabled" in text, text.count("@Test\n")) == (False, 2)
    assert "import org.junit.jupiter.api.BeforeEach;\nimport org.junit.jupiter.api.DisplayName;\n" in text
    assert found.files["files/java/src/main/java/Cup.java"] == CUP


def test_what_an_author_disabled_in_java_for_another_reason_stays_so(tmp_path: Path) -> None:
    test = 'import org.junit.jupiter.api.Disabled;\n\nclass T {\n    @Disabled("slow")\n    @Test\n    void f() {}\n}\n'
    assert given_tests(brought(exercise(tmp_path, "java", test=test)), "java") == test


def test_each_file_of_an_example_takes_the_place_of_its_own(tmp_path: Path) -> None:
    files = brought(exercise(tmp_path, "java")).files
    solutions = {path: text for path, text in files.items() if path.startswith("solutions/")}
    assert solutions == {
        "solutions/good.java/src/main/java/TeaRound.java": EXAMPLES["java"][".meta/src/reference/java/TeaRound.java"],
        "solutions/good.java/src/main/java/Pot.java": EXAMPLES["java"][".meta/src/reference/java/Pot.java"],
    }
    single = brought(exercise(tmp_path / "js", "javascript")).files
    assert [path for path in single if path.startswith("solutions/")] == ["solutions/good.js"]


def test_an_example_that_is_no_code_is_left_out_with_a_note(tmp_path: Path) -> None:
    more = {
        ".meta/config.json": '{"files": {"solution": ["src/lib.rs", "Cargo.toml"], "test": ["tests/tea_round.rs"], '
        '"example": [".meta/example.rs", ".meta/Cargo-example.toml"]}}',
        "src/lib.rs": "",
        "Cargo.toml": "[package]\n[dependencies]\n",
        "tests/tea_round.rs": "#[test]\n#[ignore]\nfn one() {}\n",
        ".meta/example.rs": "pub fn pour() {}\n",
        ".meta/Cargo-example.toml": "[package]\n",
    }
    found = brought(exercise(tmp_path, "javascript", more))
    assert found.files["solutions/good.rs"] == "pub fn pour() {}\n"
    assert found.notes[1:] == (".meta/Cargo-example.toml was left out: it goes with nothing that a candidate writes.",)


@pytest.mark.parametrize(
    ("language", "test", "why"),
    [
        (
            "java",
            "import org.junit.Test;\n",
            "Its tests are for JUnit 4, and what runs them here is JUnit 5. Write them for that first.",
        ),
        (
            "java",
            "import org.json.JSONArray;\nimport org.json.JSONObject;\nimport static io.other.Thing.of;\n",
            "It needs “io.other” and “org.json”, and where its tests would run there are no libraries but JUnit 5 and "
            "AssertJ.",
        ),
        (
            "typescript",
            "import { expect } from 'expect'\nimport fs from 'node:fs'\nimport path from 'path'\n",
            "It needs “expect” from npm, and where its tests would run there is no package but vitest.",
        ),
    ],
)
def test_what_is_not_there_is_named(tmp_path: Path, language: str, test: str, why: str) -> None:
    assert why_not(exercise(tmp_path, language, test=test)) == why


@pytest.mark.parametrize(("manifest", "why"), [('[dependencies]\nrand = "0.10"\n', "“rand”"), ("[depend", "")])
def test_crates_that_cannot_be_had_are_named(tmp_path: Path, manifest: str, why: str) -> None:
    more = {
        ".meta/config.json": '{"files": {"solution": ["src/lib.rs", "Cargo.toml"], "test": ["tests/a.rs"]}}',
        "src/lib.rs": "",
        "Cargo.toml": manifest,
        "tests/a.rs": "",
    }
    folder = exercise(tmp_path, "javascript", more)
    if why:
        assert why_not(folder) == f"It needs {why} from crates.io, and where its tests would run there are no crates."
    else:
        assert brought(folder).files["files/rust/Cargo.toml"] == manifest


@pytest.mark.parametrize(("solution", "ending"), [("tea_round.rb", ".rb"), ("TeaRound.cs", ".cs"), ("tea", "nothing")])
def test_of_other_tracks_a_sentence_says_which_can_come_in(tmp_path: Path, solution: str, ending: str) -> None:
    assert why_not(exercise(tmp_path, "ruby", {"tests.txt": "assert"}, solution=solution)) == (
        f"Greenroom has nothing that runs the tests of this track, whose files end in {ending}. "
        "Exercises of these tracks can come in: Go, Java, JavaScript, Python, Rust and TypeScript."
    )


@pytest.mark.parametrize("language", ["javascript", "typescript", "java"])
def test_the_page_brings_in_the_same_task_as_the_command(tmp_path: Path, language: str) -> None:
    folder = exercise(tmp_path, language)
    command = as_texts(brought(folder))
    archive = Path(shutil.make_archive(str(tmp_path / "sent"), "zip", folder.parent, folder.name))
    (page,) = Uploads().read("exercism-track", "tea-round.zip", archive.read_bytes())
    assert isinstance(page, Brought)
    assert page.files == command.files
    assert page.notes == (*command.notes, NO_LICENCE)
    refused = exercise(tmp_path / "ruby", "ruby", {"tests.txt": "assert"}, solution="tea.rb")
    archive = Path(shutil.make_archive(str(tmp_path / "sent"), "zip", refused.parent, refused.name))
    assert Uploads().read("exercism-track", "ruby.zip", archive.read_bytes()) == [
        LeftOut("tea-round", why_not(refused))
    ]


def test_nothing_beside_an_upload_is_taken_for_its_licence(tmp_path: Path) -> None:
    folder = exercise(tmp_path, "javascript")
    (tmp_path / "track" / "LICENSE").write_text("Somebody else's\n")
    found = from_track(read_package(folder))
    assert isinstance(found, Imported)
    assert 'license: "MIT"' in str(found.files["task.yaml"])
    assert 'license: "Somebody else\'s"' in str(brought(folder).files["task.yaml"])
    (folder / "LICENSE").write_text("Ours\n")
    assert 'license: "Ours"' in str(brought(folder).files["task.yaml"])

"""Kattis packages of all three formats become tasks; what cannot be one is refused with a sentence."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from sandbox.contract import Validator
from server.authoring.folders import write_folder
from server.authoring.imported import Imported, Refused
from server.authoring.kattis import from_kattis
from server.authoring.kattis_export import to_kattis
from server.authoring.packages import BadPackage, Package
from server.core.sent import comparison
from server.core.task import Task
from server.store.tasks import TaskFolders
from tests.core.tasks import GOOD, LANGUAGES, style, task

STYLES = [style("python"), style("cpp")]
LEGACY: dict[str, bytes] = {
    "problem.yaml": b"name: Two Sums\nauthor: Ida\nlicense: cc by-sa\nlimits: {memory: 512}\n",
    "problem_statement/problem.en.tex": b"\\problemname{Two Sums}\nAdd $a \\leq b$. % a comment\n",
    "problem_statement/problem.sv.tex": b"\\problemname{Tva summor}\nAddera.\n",
    "data/sample/1.in": b"1 2\r\n",
    "data/sample/1.ans": b"3\n",
    "data/secret/01.in": b"2 2\n",
    "data/secret/01.ans": b"4\n",
    "submissions/accepted/ida.py": b"print(sum(map(int, input().split())))\n",
    "submissions/accepted/cam.cc": b"int main() {}\n",
    "submissions/wrong_answer/minus.py": b"print(0)\n",
    "submissions/time_limit_exceeded/slow.py": b"while True: pass\n",
    "submissions/run_time_error/crash.py": b"1 / 0\n",
    "submissions/accepted/folder/a.py": b"print(1)\n",
    "submissions/accepted/an_old_one.py": b"print 1\n",
}


def changed(**files: bytes | None) -> Package:
    """The package with other files; `data__1_in` is data/1.in."""
    return of({name.replace("__", "/").replace("_in", ".in"): data for name, data in files.items()})


def of(files: Mapping[str, bytes | None]) -> Package:
    both = {**LEGACY, **files}
    return Package("two-sums", {path: data for path, data in both.items() if data is not None})


def read(imported: Imported, root: Path) -> Task:
    """The task as the library reads it."""
    write_folder(root / imported.slug, imported.files)
    library = TaskFolders(root, STYLES)
    found = library.task(imported.slug)
    assert found, library.problems()
    return found


def test_a_legacy_package_becomes_a_task(tmp_path: Path) -> None:
    imported = from_kattis(of({}))
    found = read(imported, tmp_path)
    assert (found.slug, found.title, found.kind, found.author) == ("two-sums", "Two Sums", "stdin", "Ida")
    assert (found.license, found.limits.memory, found.limits.origin) == ("cc by-sa", 512, "default")
    assert found.parts[0].statement == "Add `a ≤ b`.\n"
    assert [(case.args["stdin"], case.expected) for case in found.examples] == [("1 2\n", "3\n")]
    assert [(group.name, len(group.cases)) for group in found.hidden] == [("secret", 1)]
    assert [each.file for each in found.solutions] == [
        "good.cpp",
        "good.py",
        "wrong-minus.py",
        "slow-slow.py",
        "crash-crash.py",
    ]
    assert any("accepted/folder/a.py" in note for note in imported.notes)
    assert "accepted/an_old_one.py is Python 2, and left out." in imported.notes


def test_groups_keep_their_weights(tmp_path: Path) -> None:
    files = {
        "problem.yaml": b"name: {sv: Summor, en: Sums}\nproblem_format_version: 2023-07-draft\ntype: scoring\n",
        "data/secret/01.in": None,
        "data/secret/01.ans": None,
        "data/secret/small/1.in": b"1 1\n",
        "data/secret/small/1.ans": b"2\n",
        "data/secret/small/testdata.yaml": b"accept_score: 30\n",
        "data/secret/large/1.in": b"9 9\n",
        "data/secret/large/1.ans": b"18\n",
        "data/secret/large/test_group.yaml": b"max_score: 70\n",
    }
    found = read(from_kattis(of(files)), tmp_path)
    assert found.title == "Sums"
    assert [(group.name, group.weight, len(group.cases)) for group in found.hidden] == [
        ("large", 70.0, 1),
        ("small", 30.0, 1),
    ]


def test_the_newest_format_is_read_too(tmp_path: Path) -> None:
    files = {
        "problem.yaml": b"problem_format_version: 2025-09\nname: Sums\nlicense: cc0\nuuid: 1234\n"
        b"limits: {time_limit: 2}\ncredits: {authors: [{name: Ida}, Cam]}\n",
        "problem_statement/problem.en.tex": None,
        "problem_statement/problem.sv.tex": None,
        "statement/problem.en.md": b"# Sums\n\n![a picture](a.png)\n\nAdd.\n",
        "data/test_group.yaml": b'output_validator_args: [float_tolerance, "1e-6"]\n',
        "submissions/brute_force/b.py": b"pass\n",
        "submissions/rejected/r.py": b"pass\n",
    }
    imported = from_kattis(of(files))
    found = read(imported, tmp_path)
    assert (found.limits.time, found.author) == (2.0, "Ida, Cam")
    assert (found.compare, found.tolerance) == ("tolerance", 1e-6)
    assert {"slow-b.py", "wrong-r.py"} <= {each.file for each in found.solutions}
    assert "picture" not in found.parts[0].statement
    assert any("pictures were left out" in note for note in imported.notes)


@pytest.mark.parametrize(
    ("head", "compare"),
    [
        (b"validator_flags: space_change_sensitive case_sensitive\n", "exact"),
        (b"validator_flags: float_absolute_tolerance 1e-4\n", "tolerance"),
        (b"", "tokens"),
    ],
)
def test_flags_of_the_default_validator_become_a_comparison(tmp_path: Path, head: bytes, compare: str) -> None:
    assert read(from_kattis(of({"problem.yaml": b"name: Sums\n" + head})), tmp_path).compare == compare


@pytest.mark.parametrize(
    ("head", "why"),
    [
        (b"name: Sums\nvalidation: custom interactive\n", "interactive problem"),
        (b"name: Sums\ntype: interactive\nproblem_format_version: 2025-09\n", "interactive problem"),
        (b"name: Sums\ntype: [pass-fail, multi-pass]\n", "multi-pass problem"),
        (b"name: [\n", "problem.yaml cannot be read"),
        (b"name: Sums\nvalidator_flags: float_tolerance little\n", "where a number should be"),
    ],
)
def test_what_cannot_be_a_task_is_refused_with_a_sentence(head: bytes, why: str) -> None:
    with pytest.raises(BadPackage, match=why):
        from_kattis(of({"problem.yaml": head}))


def test_a_package_without_secret_data_or_without_a_head_is_refused() -> None:
    with pytest.raises(BadPackage, match="no secret test data"):
        from_kattis(of({"data/secret/01.in": None}))
    with pytest.raises(BadPackage, match="no Kattis package"):
        from_kattis(of({"problem.yaml": None}))
    with pytest.raises(BadPackage, match=r"data/secret/2\.in is a link that leads out"):
        from_kattis(Package("two-sums", LEGACY, ("data/secret/2.in",)))
    imported = from_kattis(Package("two-sums", LEGACY, ("input_validators/a.h",)))
    assert "Links that lead out of the package were not followed: input_validators/a.h." in imported.notes


def test_a_custom_validator_becomes_the_checker(tmp_path: Path) -> None:
    files = {
        "problem.yaml": b"name: Sums\nvalidation: custom\nvalidator_flags: --near 3\n",
        "output_validators/near/validate.cc": b'#include "near.h"\nint main() { return 42; }\n',
        "output_validators/near/near.h": b"// near\n",
    }
    imported = from_kattis(of(files))
    found = read(imported, tmp_path)
    source = files["output_validators/near/validate.cc"].decode()
    assert found.validator == Validator("cpp", source, {"near.h": "// near\n"}, ("--near", "3"))
    assert (found.compare, comparison(found).validator) == ("checker", found.validator)
    assert [note for note in found.notes if "validator" in note.file] == []


def test_a_validator_that_cannot_run_here_is_kept_and_told(tmp_path: Path) -> None:
    files = {"problem.yaml": b"name: Sums\nvalidation: custom\n", "output_validators/near/build": b"make\n"}
    imported = from_kattis(of({**files, "output_validators/near/validate.scala": b"object A\n"}))
    found = read(imported, tmp_path)
    assert (found.compare, found.validator) == ("tokens", None)
    assert any("cannot run here" in note for note in imported.notes)


def test_what_is_too_large_for_a_task_is_left_out_and_counted(tmp_path: Path) -> None:
    files = {
        "data/secret/99.in": b"1" * 600_000,
        "data/secret/99.ans": b"1\n",
        "data/secret/98.in": b"\xff\n",
        "data/secret/98.ans": b"1\n",
    }
    imported = from_kattis(of(files))
    assert [case.name for group in read(imported, tmp_path).hidden for case in group.cases] == ["01"]
    assert any(note.startswith("1 of 3 cases were left out") for note in imported.notes)
    assert "One case is not text, and left out." in imported.notes


# And back -----------------------------------------------------------------------------------------------------------


def test_a_stdin_task_goes_there_and_back(tmp_path: Path) -> None:
    first = read(from_kattis(of({})), tmp_path)
    package = to_kattis(first, {})
    assert isinstance(package, Imported)
    assert package.files["data/secret/1-secret-01.ans"] == "4\n"
    assert package.files["submissions/accepted/good.py"] == LEGACY["submissions/accepted/ida.py"].decode()
    assert "case_sensitive" in str(package.files["problem.yaml"])
    assert str(package.files["problem_statement/problem.en.tex"]).startswith("\\problemname{Two Sums}\n")
    bytes_of = {path: data.encode() if isinstance(data, str) else data for path, data in package.files.items()}
    again = read(from_kattis(Package("again", bytes_of)), tmp_path)
    assert [(case.args, case.expected) for case in again.examples] == [(c.args, c.expected) for c in first.examples]
    assert {each.source for each in again.solutions} == {each.source for each in first.solutions}


def test_only_programs_can_be_exported() -> None:
    refused = to_kattis(task(solutions=(GOOD,)), {})
    assert isinstance(refused, Refused)
    assert "Tasks of kind stdin can be exported." in refused.why


def test_the_languages_of_these_tests_are_there() -> None:
    assert (LANGUAGES / "cpp" / "language.toml").is_file()

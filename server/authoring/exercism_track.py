"""An exercise of an Exercism track to a project task: its files, its tests, its example as the good solution."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Final

from server.authoring.imported import Imported, Refused, slug_of, text_of
from server.authoring.packages import BadPackage, Package, safe_path
from server.authoring.written import task_yaml

RUNS: Final = {
    "python": "pytest -q --junitxml=$REPORT",
    "javascript": "npx jest --ci --reporters=jest-junit --outputFile=$REPORT",
    "typescript": "npx jest --ci --reporters=jest-junit --outputFile=$REPORT",
    "java": "gradle test --offline && cat build/test-results/test/*.xml > $REPORT",
    "go": "go-tests",
    "rust": "cargo-tests --include-ignored",
    "ruby": "ruby -r minitest/autorun -r minitest/junit -I. *_test.rb --junit --junit-filename=$REPORT",
    "csharp": "dotnet test --logger junit --results-directory $(dirname $REPORT)",
}
"""How each language's tests write JUnit XML."""
ENDINGS: Final = {
    "py": "python", "js": "javascript", "ts": "typescript", "java": "java", "go": "go", "rs": "rust", "rb": "ruby",
    "cs": "csharp",
}  # fmt: skip
LICENCES: Final = ("LICENSE", "LICENSE.md", "LICENSE.txt")
LEVELS: Final = 4
"""Folders above an exercise in which its track keeps a licence."""


def from_track(package: Package, path: Path) -> Imported | Refused:
    """The task. Raises BadPackage for a folder that is no exercise."""
    package.none_outside("")
    config = _config(package)
    named = config.get("files", {})
    named = named if isinstance(named, dict) else {}
    starters, tests, examples = (_files(package, named.get(key)) for key in ("solution", "test", "example"))
    examples = examples or _files(package, named.get("exemplar"))
    if not starters or not tests:
        return Refused(package.name, "Its .meta/config.json names no solution or no test file.")
    language = ENDINGS.get(PurePosixPath(next(iter(starters))).suffix.removeprefix("."))
    if language is None:
        known = ", ".join(sorted(set(ENDINGS.values())))
        return Refused(package.name, f"Nobody here knows how the tests of {next(iter(starters))} run. Known: {known}.")
    also = _files(package, named.get("editor"))
    files: dict[str, str | bytes] = {
        "task.yaml": task_yaml(
            package.name.replace("-", " ").capitalize(),
            "project",
            {"project": {language: {"run": RUNS[language], "open": list(starters)}}},
            license=_licence(package, path),
            source=str(config.get("source_url") or config.get("source") or "An Exercism track"),
            author=", ".join(map(str, config.get("authors") or []))[:200],
            imported=("exercism", package.name),
        ),
        "statement.md": _statement(package, config),
    }
    files.update({f"files/{language}/{name}": text for name, text in {**starters, **also}.items()})
    files.update({f"tests/{language}/visible/{name}": text for name, text in tests.items()})
    notes = ["All its tests are visible: Exercism has no hidden ones. Move some to hidden/ if you like."]
    for number, (name, text) in enumerate(examples.items(), start=1):
        ending = PurePosixPath(name).suffix
        files[f"solutions/good{'' if number == 1 else f'-{number}'}{ending}"] = text
    if not examples:
        notes.append("It names no example, so there is no good solution.")
    return Imported(slug_of(package.name), files, tuple(notes))


def _config(package: Package) -> Mapping[str, Any]:
    try:
        config = json.loads(package.files[".meta/config.json"])
    except KeyError:
        raise BadPackage("There is no .meta/config.json. Name the folder of one exercise of a track.") from None
    except (ValueError, RecursionError) as error:
        raise BadPackage(".meta/config.json cannot be read: it is not JSON.") from error
    return config if isinstance(config, dict) else {}


def _files(package: Package, names: object) -> dict[str, str]:
    """The texts of these files of the package, by path."""
    found: dict[str, str] = {}
    for name in names if isinstance(names, list) else ():
        path = safe_path(str(name))
        text = text_of(package.files[path]) if path in package.files else None
        if text is not None:
            found[path] = text
    return found


def _statement(package: Package, config: Mapping[str, Any]) -> str:
    names = ("introduction.md", "instructions.md", "instructions.append.md")
    texts = [text_of(package.files[f".docs/{name}"]) or "" for name in names if f".docs/{name}" in package.files]
    joined = "\n\n".join(text.strip() for text in texts if text.strip())
    return f"{joined or config.get('blurb', 'Make the tests pass.')}\n"


def _licence(package: Package, path: Path) -> str:
    """What the track says of itself: its licence lies in a folder above. Only its name is taken."""
    folders: Sequence[Path] = [path.resolve(), *path.resolve().parents][: LEVELS + 1]
    for folder in folders:
        for name in LICENCES:
            try:
                first = (folder / name).read_text(errors="replace")[:200].strip().split("\n")[0]
            except OSError:
                continue
            return first[:100]
    return ""

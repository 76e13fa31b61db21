"""An exercise of an Exercism track to a project task: its files, its tests, its example as the good solution."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Final

from server.authoring.exercism_tests import track_of
from server.authoring.imported import Imported, Refused, slug_of, text_of
from server.authoring.packages import BadPackage, Package, safe_path
from server.authoring.written import task_yaml

LICENCES: Final = ("LICENSE", "LICENSE.md", "LICENSE.txt")
LEVELS: Final = 4
"""Folders above an exercise in which its track keeps a licence."""
USUAL: Final = "MIT"
NO_LICENCE: Final = "No licence lies beside it. Exercism's tracks are under MIT: look whether this one is."
ALL_VISIBLE: Final = "All its tests are visible: Exercism has no hidden ones. Move some to hidden/ if you like."


def from_track(package: Package, clone: Path | None = None) -> Imported | Refused:
    """The task. `clone` is the exercise's folder where it lies in its track, whose licence is looked for above it.
    Raises BadPackage for a folder that is no exercise."""
    package.none_outside("")
    config = _config(package)
    named = config.get("files", {})
    named = named if isinstance(named, dict) else {}
    starters, tests, examples = (_files(package, named.get(key)) for key in ("solution", "test", "example"))
    examples = examples or _files(package, named.get("exemplar"))
    if not starters or not tests:
        return Refused(package.name, "Its .meta/config.json names no solution or no test file.")
    first = next(iter(starters))
    track = track_of(first)
    if isinstance(track, str):
        return Refused(package.name, track)
    files = {**_files(package, named.get("editor")), **starters}
    if lacking := track.lacking({**files, **tests}):
        return Refused(package.name, lacking)
    whole = {name: track.whole(text) for name, text in tests.items()}
    licence = _licence(package, clone)
    good, left = _good(examples, list(starters), files)
    texts: dict[str, str | bytes] = {
        "task.yaml": task_yaml(
            package.name.replace("-", " ").capitalize(),
            "project",
            {"project": {track.language: {"run": track.run, "open": list(starters)}}},
            license=licence or USUAL,
            source=str(config.get("source_url") or config.get("source") or "An Exercism track"),
            author=", ".join(map(str, config.get("authors") or []))[:200],
            imported=("exercism", package.name),
        ),
        "statement.md": _statement(package, config),
        **{f"files/{track.language}/{name}": text for name, text in files.items()},
        **{f"tests/{track.language}/visible/{name}": text for name, (text, _) in whole.items()},
        **good,
    }
    notes = [ALL_VISIBLE]
    if skipped := sum(count for _, count in whole.values()):
        notes.append(f"Tests that Exercism leaves out at first, and that run here: {skipped}.")
    if track.for_good and (for_good := sum(len(track.for_good.findall(text)) for text in tests.values())):
        notes.append(f"Tests that it leaves out for good, with .skip, stay left out: {for_good}.")
    notes += [f"{name} was left out: it goes with nothing that a candidate writes." for name in left]
    notes += [] if good else ["It names no example, so there is no good solution."]
    notes += [] if licence else [NO_LICENCE]
    return Imported(slug_of(package.name), texts, tuple(notes))


def _good(
    examples: Mapping[str, str], starters: Sequence[str], files: Mapping[str, str]
) -> tuple[Mapping[str, str], list[str]]:
    """The good solution by its files, and the examples that were left out. An example takes the place of the file of
    its name, or of the first file to write."""
    first, ending = PurePosixPath(starters[0]), PurePosixPath(starters[0]).suffix
    places: dict[str, str] = {}
    left: list[str] = []
    for name, text in examples.items():
        own = PurePosixPath(name).name
        there = next((path for path in files if PurePosixPath(path).name == own), "")
        if PurePosixPath(name).suffix != ending:
            left.append(name)
        elif there or str(first) in places:
            places[there or str(first.with_name(own))] = text
        else:
            places[str(first)] = text
    if len(places) == 1 and str(first) in places:
        return {f"solutions/good{ending}": places[str(first)]}, left
    return {f"solutions/good{ending}/{path}": text for path, text in places.items()}, left


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


def _licence(package: Package, clone: Path | None) -> str:
    """The name of the licence that lies in the exercise's folder, or above it in its track."""
    texts = [text_of(package.files[name]) or "" for name in LICENCES if name in package.files]
    for folder in clone.resolve().parents[:LEVELS] if clone else ():
        texts += [text for name in LICENCES if (text := _read(folder / name))]
    first = next((text.strip().split("\n")[0] for text in texts if text.strip()), "")
    return USUAL if USUAL in first.split() else first[:100]


def _read(file: Path) -> str:
    try:
        return file.read_text(errors="replace")[:200]
    except OSError:
        return ""

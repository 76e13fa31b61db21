"""What a proof leaves beside a task: its result, and what the author left to it. The one writer of `.lock/`.

All of it stands in `.lock/`, which is not part of the task: a proof does not change the version that it is about. It
belongs into version control: who has the task then has its proof.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from server.core.mutants import Mutant
from server.core.proof import MutantProof, Proof, kept_report

LOCK: Final = ".lock"
PROOF: Final = f"{LOCK}/proof.json"
EXPECTED: Final = f"{LOCK}/expected.json"
LIMITS: Final = f"{LOCK}/limits.json"
EQUIVALENT: Final = f"{LOCK}/equivalent.json"
"""{fingerprint: what was changed, in words}"""
READ_MOST: Final = 512 * 1024
"""Bytes of a file here: more is none that was written here."""


class ProofFolders:
    """The proofs of the tasks below a folder (`live.ports_proving.ProofShelf`)."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def keep(self, slug: str, proof: Proof) -> str:
        """Store it beside the task. "" when that worked, else a sentence: a proof counts without it."""
        folder = self._root / slug
        return store_proof(folder, proof) or (store_locks(folder, proof) if proof.proved else "")

    def kept(self, slug: str) -> Mapping[str, Any] | None:
        """What stands in the last proof that was kept."""
        return stored(self._root / slug)

    def equivalent(self, slug: str, mutant: Mutant) -> str:
        """Remember that this mistake changes nothing. As `keep`."""
        return store_equivalent(self._root / slug, mutant)


def store_proof(folder: Path, proof: Proof, when: str = "") -> str:
    """Write the report beside the task. "" when that worked, else a sentence: a proof counts without it.

    What could not be tried here says nothing about the task, and is not kept. Where the same was found about the same
    version before, the file stays as it is, so that nothing is to be committed. `when` is a day, without it today.
    """
    if not proof.whole or not proof.digest:
        return ""
    told = kept_report(proof, when or datetime.now(UTC).date().isoformat(), version("greenroom"))
    before = stored(folder)
    if before is not None and _found(before) == _found(told):
        return ""
    return _write(folder, PROOF, told, "The result could not be kept")


def store_locks(folder: Path, proof: Proof) -> str:
    """Write the answers and limits that the author left to the good solutions, where there are any. As `store_proof`.

    They are to be committed with the task: a good solution that answers otherwise one day then shows.
    """
    limits = {"time": max(proof.limits.values()), "languages": dict(proof.limits)} if proof.limits else None
    for name, value in ((EXPECTED, proof.answers), (LIMITS, limits)):
        why = _write(folder, name, value, "Answers and limits could not be kept") if value else ""
        if why:
            return why
    return ""


def store_equivalent(folder: Path, mutant: Mutant) -> str:
    """Remember that this change of the good solution changes nothing: it is not made again. As `store_proof`."""
    known = _read(folder / EQUIVALENT) or {}
    words = f"{mutant.what}: {mutant.before}"
    return _write(
        folder, EQUIVALENT, dict(sorted({**known, mutant.fingerprint: words}.items())), "This could not be kept"
    )


def stored(folder: Path) -> Mapping[str, Any] | None:
    """What the last proof found, as it was kept."""
    return _read(folder / PROOF)


def keep_mutants(folder: Path, mutants: MutantProof) -> Iterator[Path]:
    """Write each survivor as a wrong solution under a free name; gives the paths. Raises OSError."""
    number = 0
    for mutant in mutants.survivors:
        path = folder
        while path == folder or path.exists():
            number += 1
            path = folder / "solutions" / f"wrong-mutant-{number}.py"
        path.write_text(f"# Line {mutant.line} of good.py: {mutant.what}.\n{mutant.source}")
        yield path


def _found(told: Mapping[str, Any]) -> dict[str, Any]:
    """A kept proof without what a second look at the same version may say otherwise."""
    alike = {name: value for name, value in told.items() if name not in ("when", "greenroom")}
    solutions = told.get("solutions")
    if isinstance(solutions, list):
        alike["solutions"] = [
            {name: value for name, value in each.items() if name != "slowest_ms"} if isinstance(each, dict) else each
            for each in solutions
        ]
    return alike


def _read(path: Path) -> dict[str, Any] | None:
    try:
        if path.stat().st_size > READ_MOST:
            return None
        told = json.loads(path.read_text())
    except (OSError, ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _write(folder: Path, name: str, value: object, sorry: str) -> str:
    """The file is there whole or not at all."""
    path = folder / name
    half = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(exist_ok=True)
        half.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n")
        half.replace(path)
    except OSError as error:
        return f"{sorry} in {path.parent}: {error.strerror}."
    return ""

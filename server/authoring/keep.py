"""What a proof leaves beside a task: its result, and mistakes that its cases do not catch.

The result stands in `.lock/`, which is not part of the task: a proof does not change the version that it is about.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from server.core.proof import MutantProof, Proof, report

LOCK: Final = ".lock"
PROOF: Final = "proof.json"
EXPECTED: Final = f"{LOCK}/expected.json"
LIMITS: Final = f"{LOCK}/limits.json"


def store_proof(folder: Path, proof: Proof) -> str:
    """Write the report beside the task. "" when that worked, else a sentence: a proof counts without it."""
    try:
        (folder / LOCK).mkdir(exist_ok=True)
        (folder / LOCK / PROOF).write_text(json.dumps(report(proof), indent=1, ensure_ascii=False) + "\n")
    except OSError as error:
        return f"The result could not be kept in {folder / LOCK}: {error.strerror}."
    return ""


def store_locks(folder: Path, proof: Proof) -> str:
    """Write the answers and limits that the author left to the good solutions, where there are any. As `store_proof`.

    They are to be committed with the task: a good solution that answers otherwise one day then shows.
    """
    limits = {"time": max(proof.limits.values()), "languages": dict(proof.limits)} if proof.limits else None
    try:
        for name, value in ((EXPECTED, proof.answers), (LIMITS, limits)):
            if value:
                (folder / name).parent.mkdir(exist_ok=True)
                (folder / name).write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n")
    except OSError as error:
        return f"Answers and limits could not be kept in {folder / LOCK}: {error.strerror}."
    return ""


def stored_proof(folder: Path) -> str:
    """The digest of the version that was proved last, or "" if the last one was not proved, or there was none."""
    try:
        told = json.loads((folder / LOCK / PROOF).read_text())
    except (OSError, ValueError):
        return ""
    return str(told.get("digest", "")) if isinstance(told, dict) and told.get("proved") is True else ""


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

"""A proof as the page that shows it reads it: JSON for the editor's panel, and the same for a template."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sandbox.contract import Verdict
from server.core.findings import Finding, Result, failed
from server.core.mutants import Mutant
from server.core.proof import Proof, SolutionProof
from server.core.proof_rules import Line
from server.live.proving import Job

SHOWN: Final = 400
"""Characters of a value: the panel shows what a case is, not all of it."""
FAILED_MOST: Final = 12
"""Cases that are told of one solution."""
MADE_MOST: Final = 40


def told(job: Job, ahead: int, now: int) -> dict[str, Any]:
    """How this proof stands at `now`, in monotonic ms; `ahead` of it so many others wait."""
    return {
        "stage": job.stage.value,
        "typed": job.typed,
        "digest": job.task.digest,
        "words": job.words,
        "kept": job.kept,
        "ahead": ahead,
        "seconds": round(((job.ended or now) - job.since) / 1000, 1),
        "lines": [_line(line) for line in job.lines.values()],
        "solutions": [_solution(each) for each in job.solutions],
        "proof": _proof(job.proof) if job.proof else None,
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "rule": line.rule.value,
        "title": line.title,
        "state": line.state.value,
        "done": line.done,
        "total": line.total,
        "now": line.now,
        "findings": _findings(line.findings),
    }


def _findings(findings: Sequence[Finding]) -> list[dict[str, str]]:
    return [{"weight": each.weight, "file": each.file, "what": each.what, "mend": each.mend} for each in findings]


def _solution(each: SolutionProof) -> dict[str, Any]:
    bad = failed(each.results)
    return {
        "file": each.solution.file,
        "promise": each.solution.promise,
        "language": each.solution.language,
        "kept": each.kept,
        "slowest_ms": round(each.slowest_ms, 1),
        "cases": len(each.results),
        "failed": [_result(result) for result in bad[:FAILED_MOST]],
        "more": max(0, len(bad) - FAILED_MOST),
        "findings": _findings(each.findings),
    }


def _result(result: Result) -> dict[str, Any]:
    broke = result.verdict is Verdict.INTERNAL_ERROR and result.note
    message = f"checker.py broke: {result.note}" if broke else result.message
    return {
        "group": result.group,
        "name": result.name,
        "verdict": result.verdict.value,
        "message": message[:SHOWN],
        "got": "" if result.got is None else shown(result.got),
    }


def _proof(proof: Proof) -> dict[str, Any]:
    mutants = proof.mutants
    return {
        "proved": proof.proved,
        "cases": proof.cases,
        "made": _made(proof.made or {}),
        "tried": mutants.tried if mutants else 0,
        "caught": mutants.caught if mutants else 0,
        "equivalent": mutants.equivalent if mutants else 0,
        "survivors": [_survivor(each) for each in mutants.survivors] if mutants else [],
    }


def _survivor(mutant: Mutant) -> dict[str, Any]:
    return {
        "fingerprint": mutant.fingerprint,
        "line": mutant.line,
        "what": mutant.what,
        "before": mutant.before,
        "after": mutant.after,
    }


def _made(made: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    cases = [(group, case) for group, cases in made.items() for case in cases]
    return [
        {"group": group, "name": case.name, "input": shown(case.args), "answer": shown(case.expected)}
        for group, case in cases[:MADE_MOST]
    ]


def shown(value: Any) -> str:
    """The beginning of a value as JSON; text as it is, where it is all there is."""
    if isinstance(value, Mapping) and len(value) == 1:
        (only,) = value.values()
        value = only if isinstance(only, str) else value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"

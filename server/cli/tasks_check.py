"""`greenroom tasks check`: proves tasks in the sandbox; the exit code is 0 only if every one is proved."""

import asyncio
import json
from collections.abc import Sequence
from typing import Any

import click

from sandbox.contract import SandboxStatus, Warm
from server.authoring.keep import keep_mutants, store_locks, store_proof
from server.authoring.prove import AT_ONCE, Prover
from server.cli.library import Named, every, named
from server.cli.options import with_some
from server.cli.proof_table import Table
from server.cli.sandboxes import command_sandbox
from server.core.findings import problem
from server.core.languages import Language
from server.core.proof import Proof, report
from server.core.task import Task
from server.run import languages
from server.settings import Settings


@click.command(help="Prove tasks (all of the library if none is named): every solution keeps the promise of its name.")
@click.argument("slugs", nargs=-1, metavar="[TASK]...")
@click.option("--quick", is_flag=True, help="One run each; no mutants, no fresh seeds, less starter code.")
@click.option("--keep", is_flag=True, help="Write small mistakes that no case catches as solutions/wrong-mutant-*.py.")
@click.option("--json", "as_json", is_flag=True, help="One object of JSON at the end instead of words.")
@with_some("tasks", "sandbox")
def check(settings: Settings, slugs: tuple[str, ...], quick: bool, keep: bool, as_json: bool) -> None:
    known = languages()
    wanted = [named(settings, known, slug) for slug in slugs] if slugs else every(settings, known)
    table = Table(silent=as_json)
    with table:
        proofs = asyncio.run(_check(settings, known, wanted, quick, keep, table))
    if as_json:
        whole: dict[str, Any] = {"form": 1, "proved": _all(proofs), "tasks": [report(proof) for proof in proofs]}
        click.echo(json.dumps(whole, ensure_ascii=False))
    if not _all(proofs):
        raise SystemExit(1)


async def _check(
    settings: Settings, known: Sequence[Language], wanted: Sequence[Named], quick: bool, keep: bool, table: Table
) -> list[Proof]:
    async with command_sandbox(settings) as (sandbox, status):
        prover = Prover(sandbox, {each.id: each.style for each in known}, _ready(known, status), quick)
        proofs: list[Proof] = []
        for each in wanted:
            table.begins(each.folder.name)
            if each.task and settings.sandbox == "auto":  # one of our own: another's wishes are for its rooms
                await sandbox.warm(_wishes(each.task))
            proof = await prover.prove(each.task, table.hears) if each.task else _broken(each)
            proofs.append(proof)
            table.ends(proof)
            if each.task:
                _store(each, proof, keep, table)
        return proofs


def _wishes(task: Task) -> tuple[Warm, ...]:
    """Containers that should wait for the task's solutions, so that a proof does not wait for them."""
    used = {solution.language: None for solution in task.solutions}
    return tuple(Warm(language, AT_ONCE, task.limits.memory) for language in used)


def _store(each: Named, proof: Proof, keep: bool, table: Table) -> None:
    """Beside the task: its proof, and the mistakes that nothing catches where somebody asked for them."""
    for why in (store_proof(each.folder, proof), store_locks(each.folder, proof) if proof.proved else ""):
        if why:
            table.notes(why)
    if keep and proof.mutants:
        for path in keep_mutants(each.folder, proof.mutants):
            table.notes(f"Written: {path}. Say in its first line what should catch it, and add that case.")


def _ready(known: Sequence[Language], status: SandboxStatus) -> list[str]:
    unready = {each.id for each in status.languages if not each.ready}
    return [language.id for language in known if language.id not in unready]


def _broken(named: Named) -> Proof:
    found = tuple(
        problem(each.file + (f", line {each.line}" if each.line else ""), each.what, each.mend)
        for each in named.problems
    )
    return Proof(named.folder.name, "", 0, findings=found)


def _all(proofs: Sequence[Proof]) -> bool:
    return all(proof.proved for proof in proofs)

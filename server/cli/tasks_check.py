"""`greenroom tasks check`: proves tasks in the sandbox; the exit code is 0 only if every one is proved."""

import asyncio
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import click

from sandbox.contract import Sandbox, SandboxStatus, Warm
from server.authoring.keep import keep_mutants, store_locks, store_proof, stored
from server.authoring.prove import AT_ONCE, Prover
from server.cli.named_tasks import Named, every, named
from server.cli.options import with_some
from server.cli.proof_table import Table, TaskTable
from server.cli.sandboxes import command_sandbox
from server.core.findings import problem
from server.core.languages import Language
from server.core.proof import Proof, report
from server.core.task import ProofState, Task
from server.run import languages
from server.settings import Settings

SIDE_BY_SIDE: Final = 2
"""Tasks on their way at a time: while one compiles, the other's runs have the places. Runs are `AT_ONCE`."""


@click.command(help="Prove tasks (all of the library if none is named): every solution keeps the promise of its name.")
@click.argument("slugs", nargs=-1, metavar="[TASK]...")
@click.option(
    "--quick",
    is_flag=True,
    help="Believe proofs of unchanged tasks; else one run each, no mutants, no fresh seeds, less starter code.",
)
@click.option("--keep", is_flag=True, help="Write small mistakes that no case catches as solutions/wrong-mutant-*.py.")
@click.option("--json", "as_json", is_flag=True, help="One object of JSON at the end instead of words.")
@with_some("tasks", "sandbox")
def check(settings: Settings, slugs: tuple[str, ...], quick: bool, keep: bool, as_json: bool) -> None:
    known = languages()
    wanted = [named(settings, known, slug) for slug in slugs] if slugs else every(settings, known)
    table = Table(silent=as_json, together=len(wanted) > 1)
    believed = [each for each in wanted if quick and not keep and _is_proven(each)]
    with table:
        for each in believed:
            assert each.task
            table.believes(each.task.slug, each.task.proof)
        left = [each for each in wanted if each not in believed]
        proofs = asyncio.run(_Checking(settings, known, quick, keep, table).all(left)) if left else []
    if as_json:
        told = [{**(stored(each.folder) or {}), "believed": True} for each in believed]
        told += [report(proof) for proof in proofs]
        whole: dict[str, Any] = {"form": 1, "proved": _all(proofs), "tasks": told}
        click.echo(json.dumps(whole, ensure_ascii=False))
    if not _all(proofs):
        raise SystemExit(1)


def _is_proven(named: Named) -> bool:
    return named.task is not None and named.task.proof_state is ProofState.PROVEN


@dataclass(slots=True)
class _Checking:
    """All tasks of one command, some side by side, in one sandbox."""

    settings: Settings
    known: Sequence[Language]
    quick: bool
    keep: bool
    table: Table
    going: list[Task] = field(default_factory=list)

    async def all(self, wanted: Sequence[Named]) -> list[Proof]:
        async with command_sandbox(self.settings) as (sandbox, status):
            styles = {each.id: each.style for each in self.known}
            tasks = [each.task for each in wanted if each.task]
            prover = Prover(sandbox, styles, _ready(self.known, status), self.quick, tasks)
            places = asyncio.Semaphore(SIDE_BY_SIDE)
            said = asyncio.create_task(self.table.lines.go_on())
            try:
                async with asyncio.TaskGroup() as group:
                    proofs = [group.create_task(self.one(each, prover, sandbox, places)) for each in wanted]
            finally:
                said.cancel()
            return [proof.result() for proof in proofs]

    async def one(self, named: Named, prover: Prover, sandbox: Sandbox, places: asyncio.Semaphore) -> Proof:
        async with places:
            table = self.table.begins(named.folder.name)
            try:
                return await self._proved(named, prover, sandbox, table)
            finally:
                table.close()

    async def _proved(self, named: Named, prover: Prover, sandbox: Sandbox, table: TaskTable) -> Proof:
        task = named.task
        if task is None:
            proof = _broken(named)
            table.ends(proof)
            return proof
        self.going.append(task)
        if self.settings.sandbox == "auto":  # one of our own: another's wishes are for its rooms
            await sandbox.warm(_wishes(self.going))
        proof = await prover.prove(task, table.hears)
        self.going.remove(task)
        table.ends(proof)
        _store(named, proof, self.keep, self.quick, table)
        return proof


def _wishes(tasks: Iterable[Task]) -> tuple[Warm, ...]:
    """Containers that should wait for the tasks' solutions, so that a proof does not wait for them."""
    used = {(each.language, task.limits.memory): None for task in tasks for each in task.solutions}
    return tuple(Warm(language, AT_ONCE, memory) for language, memory in used)


def _store(each: Named, proof: Proof, keep: bool, quick: bool, table: TaskTable) -> None:
    """Beside the task: its proof, and the mistakes that nothing catches where somebody asked for them. A quick look
    that found nothing is no proof."""
    said = "" if quick and proof.proved else store_proof(each.folder, proof)
    for why in (said, store_locks(each.folder, proof) if proof.proved else ""):
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

"""What proofs on the server need from outside: whoever proves, and a place beside the task for what was found."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from sandbox.contract import Sandbox
from server.core.languages import Language
from server.core.mutants import Mutant
from server.core.proof import Proof, SolutionProof
from server.core.proof_rules import Line
from server.core.task import Task

Told = Line | SolutionProof
"""A rule as it stands now, or a solution as soon as it is known."""


class Prover(Protocol):
    async def prove(self, task: Task, tell: Callable[[Told], None]) -> Proof:
        """Run everything that this version of the task holds. Cancelling it ends its runs."""
        ...


Provers = Callable[[Sandbox, Sequence[Language], Sequence[str]], Prover]
"""A prover in this sandbox, for these languages, of which those with these ids run here."""


class ProofShelf(Protocol):
    """Beside each task, in `.lock/`. Every method may take as long as a disk does."""

    def keep(self, slug: str, proof: Proof) -> str:
        """Store it. "" when that worked, else a sentence: a proof counts without it."""
        ...

    def kept(self, slug: str) -> Mapping[str, Any] | None:
        """What stands in the last proof that was kept, as `server.core.proof.kept_report` tells it."""
        ...

    def equivalent(self, slug: str, mutant: Mutant) -> str:
        """Remember that this mistake changes nothing: it is not made again. As `keep`."""
        ...


class NoShelf:
    """Nothing is kept: what stands for a shelf in a house without a folder of tasks."""

    def keep(self, slug: str, proof: Proof) -> str:
        return ""

    def kept(self, slug: str) -> Mapping[str, Any] | None:
        return None

    def equivalent(self, slug: str, mutant: Mutant) -> str:
        return "This Greenroom has no folder of tasks that can be written to."

"""What stands for the folder of tasks in a house that has none to write to."""

from collections.abc import Sequence

from server.core.workshop import Checked, TaskFiles, Written
from server.core.workshop_edits import Edit
from server.live.ports_workshop import Unwritten

NONE: Unwritten = Unwritten("This Greenroom has no folder of tasks that can be written to.")


class NoDesk:
    """A `TaskDesk` without a task."""

    def read(self, slug: str) -> Written | Unwritten | None:
        return None

    def check(self, slug: str, files: TaskFiles) -> Checked:
        return Checked((), (), None)

    def edit(self, files: TaskFiles, edits: Sequence[Edit]) -> TaskFiles | Unwritten:
        return NONE

    def copy(self, slug: str, to: str) -> Written | Unwritten | None:
        return None

    def rename(self, slug: str, to: str) -> Written | Unwritten | None:
        return None

    def save(self, slug: str, base: str, files: TaskFiles) -> Unwritten:
        return NONE

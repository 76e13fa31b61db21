"""Proofs as people watch them: a bar for each while it goes on, a line for each solution, and what is to be said."""

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from server.authoring.board import Told
from server.cli.proof_lines import Lines
from server.cli.words import counted, cut, plain
from server.core.findings import Finding, failed
from server.core.promises import listed
from server.core.proof import Proof, SolutionProof
from server.core.proof_rules import LineState, Rule
from server.core.task import KeptProof

NAME_WIDTH = 34


class Table:
    """Prints as it hears. The bars are only there in a terminal; a file or a pipe gets plain lines, and meanwhile
    `lines` says on standard error what goes on. A `silent` table does so only where a person sees that.

    Where tasks are proved side by side, the lines of each come together, when it is done.
    """

    def __init__(self, silent: bool, together: bool = False) -> None:
        self._console = Console(highlight=False, soft_wrap=True, quiet=silent)
        self._together = together
        self.lines = Lines(sys.stderr.isatty() if silent else not self._console.is_terminal)
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24), MofNCompleteColumn())
        self._bar = Progress(
            *columns,
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
            refresh_per_second=4,
        )

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bar.stop()

    def begins(self, slug: str) -> "TaskTable":
        return TaskTable(self._console, self._bar, self.lines, slug, held=self._together)

    def believes(self, slug: str, proof: KeptProof) -> None:
        """This one was proved as it is now, and is not proved again."""
        self._console.print(f"[bold]{plain(slug)}[/] [green]PROVEN[/] on {plain(proof.when)}, unchanged since\n")


class TaskTable:
    """One task's lines: printed at once, or `held` until its end."""

    def __init__(self, console: Console, bar: Progress, lines: Lines, slug: str, *, held: bool) -> None:
        self._console, self._bar, self._lines = console, bar, lines
        self._held: list[tuple[str, str]] | None = [] if held else None
        self._slug = slug
        self._counts: dict[Rule, tuple[int, int]] = {}
        self._now: TaskID = bar.add_task(plain(slug), total=1)
        self._print(f"[bold]{plain(slug)}[/]")

    def hears(self, said: Told) -> None:
        if isinstance(said, SolutionProof):
            self._solution(said)
            return
        over = said.state not in (LineState.WAITING, LineState.RUNNING)
        self._counts[said.rule] = (said.total if over else said.done, said.total)
        done, total = (sum(column) for column in zip(*self._counts.values(), strict=True))
        words = said.title + (f", {said.now}" if said.now else "")
        if said.state is LineState.RUNNING:
            self._lines.says(self._slug, f"{done}/{total}: {words}")
            description = plain(cut(f"{self._slug}: {words}", 72))
            self._bar.update(self._now, completed=done, total=total, description=description)

    def ends(self, proof: Proof) -> None:
        for finding in proof.findings:
            self._finding(finding, finding.file)
        if proof.mutants:
            words = f"{proof.mutants.caught} of {counted(proof.mutants.tried, 'small mistake')} caught."
            same = proof.mutants.equivalent
            words += " --keep writes the others as wrong solutions." if proof.mutants.survivors else ""
            self.notes(words + (f" {same} more change nothing, as the author said." if same else ""))
        words = "[green]PROVES ITSELF[/]" if proof.proved else "[red]IS NOT PROVED[/]"
        self._print(f"[bold]{plain(proof.slug)}[/] {words} {counted(proof.cases, 'case')}\n")

    def close(self) -> None:
        """Print what was held, and take the bar away."""
        self._bar.remove_task(self._now)
        self._lines.says(self._slug, "")
        for text, style in self._held or ():
            self._console.print(text, style=style or None)

    def notes(self, text: str) -> None:
        self._print(f"       {plain(text)}", "dim")

    def _solution(self, said: SolutionProof) -> None:
        bad = failed(said.results)
        word = "[green]   ok[/]" if said.kept else "[red]  not[/]"
        kinds = sorted({result.verdict.value.replace("_", " ") for result in bad})
        what = f"{', '.join(kinds)}: {listed(bad)}" if bad else f"passes, slowest case {said.slowest_ms:.0f} ms"
        self._print(f"{word}  {plain(said.solution.file):<{NAME_WIDTH}} {plain(what)}")
        for finding in said.findings:
            self._finding(finding, "")

    def _finding(self, finding: Finding, file: str) -> None:
        colour = "red" if finding.weight == "problem" else "yellow"
        where = f"{file}: " if file else ""
        self._print(f"       [{colour}]{finding.weight}[/] {plain(f'{where}{finding.what} {finding.mend}')}")

    def _print(self, text: str, style: str = "") -> None:
        if self._held is None:
            self._console.print(text, style=style or None)
        else:
            self._held.append((text, style))

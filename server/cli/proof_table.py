"""A proof as people watch it: a bar while it goes on, a line for each solution, and what is to be said at the end."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from server.authoring.prove import Progress as Going
from server.cli.words import counted, cut, plain
from server.core.findings import Finding, failed
from server.core.promises import listed
from server.core.proof import Proof, SolutionProof

NAME_WIDTH = 34


class Table:
    """Prints as it hears. The bar is only there in a terminal; a file or a pipe gets plain lines."""

    def __init__(self, silent: bool) -> None:
        self._console = Console(highlight=False, soft_wrap=True, quiet=silent)
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24), MofNCompleteColumn())
        self._bar = Progress(*columns, console=self._console, transient=True, disable=not self._console.is_terminal)
        self._now = self._bar.add_task("", total=1)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bar.stop()

    def begins(self, slug: str) -> None:
        self._console.print(f"[bold]{plain(slug)}[/]")

    def hears(self, said: Going | SolutionProof) -> None:
        if isinstance(said, Going):
            self._bar.update(self._now, completed=said.done, total=said.total, description=plain(cut(said.now, 40)))
            return
        bad = failed(said.results)
        word = "[green]   ok[/]" if said.kept else "[red]  not[/]"
        kinds = sorted({result.verdict.value.replace("_", " ") for result in bad})
        what = f"{', '.join(kinds)}: {listed(bad)}" if bad else f"passes, slowest case {said.slowest_ms:.0f} ms"
        self._console.print(f"{word}  {plain(said.solution.file):<{NAME_WIDTH}} {plain(what)}")
        for finding in said.findings:
            self._finding(finding, "")

    def ends(self, proof: Proof) -> None:
        for finding in proof.findings:
            self._finding(finding, finding.file)
        if proof.mutants:
            self.notes(f"{proof.mutants.caught} of {counted(proof.mutants.tried, 'small mistake')} caught.")
        words = "[green]PROVES ITSELF[/]" if proof.proved else "[red]IS NOT PROVED[/]"
        self._console.print(f"[bold]{plain(proof.slug)}[/] {words} {counted(proof.cases, 'case')}\n")

    def notes(self, text: str) -> None:
        self._console.print(f"       {plain(text)}", style="dim")

    def _finding(self, finding: Finding, file: str) -> None:
        colour = "red" if finding.weight == "problem" else "yellow"
        where = f"{file}: " if file else ""
        self._console.print(f"       [{colour}]{finding.weight}[/] {plain(f'{where}{finding.what} {finding.mend}')}")

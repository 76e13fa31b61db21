"""`greenroom judge`: one solution against a task's cases, judged as a room judges it."""

import asyncio
import json
from collections.abc import Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any, Final

import click
from rich.console import Console

from sandbox.contract import Finished, Sandbox, Verdict
from server.authoring.trial import Outcome, Trial, all_parts, examples, hidden, judge
from server.cli.named_tasks import language_of, loaded, named
from server.cli.options import with_some
from server.cli.sandboxes import command_sandbox, why_not
from server.cli.words import cut, plain
from server.core.case_values import shown_value
from server.core.events import Suite
from server.core.languages import Language
from server.core.task import Task, TaskProblem
from server.live.made_cases import MadeCases
from server.run import languages
from server.settings import Settings

SOURCE_BYTES: Final = 1024 * 1024
NOTHING: Final = "{slug}, a task of kind {kind}, has no case here to judge a solution by. Look at its cases, or --part."
FORM: Final = 1
"""The version of what --json prints."""


@click.command("judge", help="Judge a solution of TASK (its name or folder) as a room does; exit 0 only if all passed.")
@click.argument("task")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--language", "language", default=None, help="Its language, where the file's ending does not say.")
@click.option("--hidden", "with_hidden", is_flag=True, help="The hidden cases too, in a run of their own.")
@click.option("--part", type=int, default=None, help="Parts 1 to this one only; all parts if not given.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON instead of words.")
@with_some("tasks", "sandbox")
def judge_(
    settings: Settings,
    task: str,
    file: Path,
    language: str | None,
    with_hidden: bool,
    part: int | None,
    as_json: bool,
) -> None:
    known = languages()
    found = loaded(named(settings, known, task))
    spoken = language_of(known, file, language)
    source = _source(file)
    if spoken.id not in found.languages:
        raise click.ClickException(f"{found.slug} is not offered in {spoken.id}, but in {', '.join(found.languages)}.")
    say = None if as_json else Console(highlight=False, soft_wrap=True)
    finished = asyncio.run(_judge(settings, known, found, spoken, source, with_hidden, part, say))
    if as_json:
        click.echo(json.dumps(_report(found, spoken, finished), ensure_ascii=False))
    if any(end.verdict is not Verdict.PASSED for _, _, end in finished):
        raise SystemExit(1)


Judged = tuple[Suite, list[Outcome], Finished]


async def _judge(
    settings: Settings,
    known: Sequence[Language],
    task: Task,
    language: Language,
    source: str,
    with_hidden: bool,
    part: int | None,
    say: Console | None,
) -> list[Judged]:
    parts = all_parts(task) if part is None else frozenset(range(1, part + 1))
    async with command_sandbox(settings) as (sandbox, status):
        if why := why_not(status, language.id):
            raise click.ClickException(why)
        trials = [examples(task, language.style, source, parts)]
        if with_hidden:
            made = await MadeCases(sandbox, {each.id: each.style for each in known}).of(task)
            if isinstance(made, TaskProblem):
                raise click.ClickException(f"{made.file}: {made.what} {made.mend}")
            trials.append(hidden(task, language.style, source, parts, made))
        if not any(trial.spec.cases for trial in trials):
            raise click.ClickException(NOTHING.format(slug=task.slug, kind=task.kind))
        return [await _run(sandbox, trial, say) for trial in trials if trial.spec.cases]


async def _run(sandbox: Sandbox, trial: Trial, say: Console | None) -> Judged:
    outcomes: list[Outcome] = []
    end = Finished(trial.spec.run, Verdict.INTERNAL_ERROR, "The run did not say how it ended.", 0, len(trial.shown))
    if say:
        say.print(f"[bold]{trial.suite.value.capitalize()}[/]")
    async with aclosing(judge(sandbox, trial)) as judged:
        async for piece in judged:
            if isinstance(piece, Finished):
                end = piece
            else:
                outcomes.append(piece)
                _tell(say, piece)
    if say:
        say.print(f"  {plain(end.message)}")
    return trial.suite, outcomes, end


def _tell(say: Console | None, outcome: Outcome) -> None:
    if say is None:
        return
    case, judged = outcome.case, outcome.judged
    good = judged.verdict is Verdict.PASSED
    where = case.name if case.group == Suite.EXAMPLES.value else f"{case.group}/{case.name}"
    word = judged.verdict.value.replace("_", " ")
    colour = "green" if good else "red"
    say.print(f"  [{colour}]{word:<14}[/] {plain(where)}  [dim]{judged.ms:.0f} ms[/]")
    if good:
        return
    if judged.verdict is Verdict.WRONG:
        say.print(f"      got       {plain(_short(judged.got))}")
        say.print(f"      expected  {plain(_short(case.expected))}")
    for text in (judged.message, judged.trace, judged.stdout, judged.stderr):
        for row in text.strip().splitlines()[-12:]:
            say.print(f"      [dim]{plain(row)}[/]")


def _short(value: Any) -> str:
    return cut(json.dumps(shown_value(value), ensure_ascii=False), 200)


def _source(file: Path) -> str:
    try:
        if file.stat().st_size > SOURCE_BYTES:
            raise click.ClickException(f"{file} is larger than 1 MB. Make it shorter.")
        return file.read_text()
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file} cannot be read: {error}.") from error


def _report(task: Task, language: Language, finished: Sequence[Judged]) -> dict[str, Any]:
    return {
        "form": FORM,
        "task": task.slug,
        "digest": task.digest,
        "language": language.id,
        "passed": all(end.verdict is Verdict.PASSED for _, _, end in finished),
        "suites": [
            {
                "suite": suite.value,
                "verdict": end.verdict.value,
                "message": end.message,
                "passed": end.passed,
                "total": end.total,
                "cases": [_case(outcome) for outcome in outcomes],
            }
            for suite, outcomes, end in finished
        ],
    }


def _case(outcome: Outcome) -> dict[str, Any]:
    case, judged = outcome.case, outcome.judged
    return {
        "id": case.case,
        "group": case.group,
        "name": case.name,
        "verdict": judged.verdict.value,
        "ms": judged.ms,
        "message": judged.message,
        "got": shown_value(judged.got),
        "expected": case.expected,
        "stdout": judged.stdout,
        "stderr": judged.stderr,
    }

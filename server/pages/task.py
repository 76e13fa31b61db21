"""One task: what a candidate sees of it, its hidden side, and what is known of how well it works."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.core import good_task, task_status
from server.core.projects import ids_of_tests
from server.core.signature import format_callable, format_signature
from server.core.stubs import callables
from server.core.task import Part, Task
from server.core.workshop import Written
from server.live.ports_workshop import Unwritten
from server.pages import doors, forms, proving
from server.pages.errors import Sorry, not_found
from server.pages.site import Site


@dataclass(frozen=True, slots=True)
class Naming:
    """What somebody typed to copy or rename a task (`deed`), and why it is not done."""

    deed: Literal["", "copy", "rename"] = ""
    slug: str = ""
    title: str = ""
    why: str = ""

    def refused(self, why: str) -> "Naming":
        return replace(self, why=why)


@doors.planners
async def show(site: Site, request: Request) -> Response:
    return await page(site, request, Naming())


async def page(site: Site, request: Request, naming: Naming) -> Response:
    found = site.house.tasks.task(request.path_params["slug"])
    if found is None:
        raise await _not_there(site, request.path_params["slug"])
    told, versions = await site.house.uses.of(found.slug)
    return site.page(
        request,
        "task.html",
        status=forms.UNPROCESSABLE if naming.why else 200,
        naming=naming,
        used=told,
        versions=[(digest, each) for digest, each in versions if len(versions) > 1],
        task=found,
        ways=_ways(found),
        back=task_status.brought_back(found),
        points=good_task.points(found),
        signatures={part.number: _callables(part) for part in found.parts},
        languages={language.id: language for language in site.house.languages()},
        titles=site.language_titles(),
        hidden_count=_hidden_count(found, site.language_titles()),
        **proving.shown(site, found.slug),
    )


async def _not_there(site: Site, slug: str) -> Sorry:
    """There is no such folder; or there is one, and it is no task yet."""
    match await site.house.workshop.read(slug):
        case None:
            return not_found()
        case Written():
            what = "What keeps it from that stands on the page where it is written, with the file and the line."
            return Sorry(404, "This task does not load yet", what, ("Mend it", f"/tasks/{slug}/edit"))
        case Unwritten(message=why):
            return Sorry(404, "This task cannot be read", why, ("Back to the library", "/tasks"))


def _ways(task: Task) -> list[tuple[str, str]]:
    """What else there is to do with it. Kattis takes programs alone."""
    here = f"/tasks/{task.slug}"
    kattis = [("Export for Kattis", f"{here}/export?format=kattis")] if task.kind == "stdin" else []
    return [("Edit", f"{here}/edit"), ("Export", f"{here}/export"), *kattis, ("History", f"{here}/history")]


def _hidden_count(task: Task, titles: Mapping[str, str]) -> str:
    """Cases, generated ones too; of a project its tests in each language. "" where there is nothing hidden."""
    cases = sum(len(group.cases) + (len(group.generate.seeds) if group.generate else 0) for group in task.hidden)
    tests = {id: len(ids_of_tests(each, id, hidden=True)) for id, each in task.projects.items()}
    if len(set(tests.values())) > 1:
        return ", ".join(f"{count} in {titles.get(id, id)}" for id, count in tests.items())
    count = cases + max(tests.values(), default=0)
    return f"{count} in each language" if count and len(tests) > 1 else str(count or "")


def _callables(part: Part) -> list[str]:
    """What a candidate writes in this part, one line for each; nothing for a program or a query."""
    if part.shape:
        return [format_callable(each) for each in callables(part.shape)]
    return [format_signature(part.signature)] if part.signature.name else []


def routes(site: Site) -> list[Route]:
    return [Route("/tasks/{slug}", partial(show, site))]

"""What the candidate's welcome says, and what its device check is given. Nothing that is tried there is kept."""

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from server.core import welcome
from server.core.ids import CANDIDATE
from server.core.interview import Interview
from server.core.languages import Language
from server.core.people import members_of
from server.core.refusals import NAME_MAX
from server.core.task import Task
from server.pages.forms import UNPROCESSABLE
from server.pages.pads import pad_languages
from server.pages.site import Site
from server.pages.words import plain_title

TRIALS: Final = {"python": 'print("ready")', "javascript": 'console.log("ready")', "go": ""}
"""What the trial run says in the languages that are there first; elsewhere it is the language's empty program."""


def lobby(
    site: Site,
    request: Request,
    interview: Interview,
    *,
    name: str,
    preview: str | None = None,
    problem: str = "",
    field: str = "",
    agreed: bool = False,
) -> Response:
    """The candidate's welcome. To an interviewer it is only shown, and `preview` is the token of their forms: their
    browser must not become the candidate's."""
    tasks = tasks_of(site, interview)
    key = site.house.key(interview, CANDIDATE)
    return site.page(
        request,
        "lobby.html",
        status=UNPROCESSABLE if problem else 200,
        who=None,
        owner=False,
        preview=preview is not None,
        interview=interview,
        people=[(member, welcome.part_of(member, interview.host)) for member in members_of(interview)],
        who_sees=welcome.who_sees(interview.setup, members_of(interview)),
        steps=welcome.steps(interview.setup),
        minutes=welcome.about_minutes(interview.setup, sum(task.minutes for task in tasks)),
        tasks=len(interview.tasks),
        languages=_common_languages(site, tasks),
        tools=welcome.tools_words(interview.setup, interview.host),
        private_words=welcome.private_words(interview.setup.private),
        kept=kept_words(site),
        device=_device(site, interview, {"key": key} if preview is None else {"form-token": preview}),
        warm_up=f"/join/{interview.id}/warm-up" + (f"?key={key}" if preview is None else ""),
        key=key if preview is None else "",
        name=name,
        name_max=NAME_MAX,
        problem=problem,
        field=field,
        agreed=agreed,
    )


def kept_words(site: Site) -> str:
    """The end of a sentence that begins with the record: for how long it is kept."""
    return f"is {site.house.retention.words}"


def tasks_of(site: Site, interview: Interview) -> list[Task]:
    """The interview's tasks as it has pinned them, in its order, without those that nobody has any more."""
    pinned = site.house.pins.of(interview)
    found = (pinned.task(slug) for slug in interview.tasks)
    return [task for task in found if task]


def _common_languages(site: Site, tasks: list[Task]) -> list[str]:
    """Titles of the languages in which every one of the tasks can be solved, without their versions."""
    return [
        plain_title(language.title)
        for language in site.house.languages()
        if all(language.id in task.languages for task in tasks)
    ]


def _device(site: Site, interview: Interview, door: dict[str, str]) -> dict[str, Any]:
    """What the script of the page needs: where to ask, what lets it ask, and a program to try."""
    languages = pad_languages(site, interview)
    return {
        "room": interview.id,
        "door": door,
        "languages": [{"id": language.id, "title": plain_title(language.title)} for language in languages],
        "trial": _trial(site, languages),
    }


def _trial(site: Site, languages: list[Language]) -> dict[str, str]:
    """The smallest program, in a language that works here if one does; `why` says why none does just now."""
    status = site.house.sandbox_status()
    ready = {each.id for each in status.languages if each.ready}
    programs = [each for each in languages if each.style.programs] or languages
    first = next((each for each in programs if each.id in ready), programs[0])
    source = TRIALS.get(first.id) or first.style.program
    why = "" if status.ready else status.why
    return {"language": first.id, "title": plain_title(first.title), "source": source, "why": why}

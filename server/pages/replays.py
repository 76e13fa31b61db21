"""What an interview was: its record, its timeline, and its replay.

For interviewers; in their own edition also for a candidate who was promised it.
"""

from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.core.agenda import turns
from server.core.interview import Interview, State
from server.core.languages import Language, file_name
from server.core.roles import hears, sees, so_far
from server.core.stubs import starter
from server.core.track.parts import Edition
from server.live.ports_library import Tasks
from server.pages import doors, exports
from server.pages.answers import json_answer, ndjson
from server.pages.inside import Inside
from server.pages.lobby import tasks_of
from server.pages.privately import stretches_for
from server.pages.record import Record, record_of
from server.pages.room_data import replay_data
from server.pages.sealed import seal_of
from server.pages.site import Site

REPLAY: Final = "src/replay.tsx"
RUNS_MANY: Final = 12
"""More runs than so many are not all shown with their results at once: the last `RUNS_LAST` are."""
RUNS_LAST: Final = 3


@doors.rewatchers
async def record(site: Site, request: Request, inside: Inside) -> Response:
    interview = inside.interview
    told = await _record(site, inside)
    return site.page(
        request,
        "record.html",
        interview=interview,
        record=told,
        asked=request.query_params.get("run", ""),
        whole=_whole(told, request.query_params.get("run", "")),
        files=await _files(site, inside),
        plan=plan_of(interview, told),
        titles=site.titles_of(interview),
        languages={language.id: language for language in site.house.languages()},
        interviewer=inside.role.interviewer,
        role=inside.role,
        exports=exports.rows(site, interview) if inside.role.interviewer else [],
        clips=await site.house.clips.all(interview.id) if inside.role.interviewer else [],
        seal=await seal_of(site, interview),
        held=await site.house.store.hold(interview.id),
        erasures=await site.house.rights.erasures(interview.id),
        form_token=inside.form_token,
        owner=inside.owner,
    )


def plan_of(interview: Interview, told: Record) -> dict[str, object] | None:
    """The plan that it went by, as `id@version`, and where each of its stages stands; None where there was none."""
    plan = interview.setup.plan
    if plan is None:
        return None
    begun, going = [stage.title for stage in told.stages], told.stages[-1] if told.stages else None
    now = going.title if going and going.ended is None else ""
    stand = zip(plan.stages, turns(plan, begun, now), strict=True)
    stages = [{"title": stage.title, "minutes": stage.minutes, "turn": turn.value} for stage, turn in stand]
    return {"label": plan.label, "title": plan.title, "stages": stages}


def _whole(told: Record, asked: str) -> set[str]:
    """The runs that are shown with all their results: of many the last, and one that is asked for. Each has a page's
    worth of them."""
    runs = list(told.runs)
    return {*(runs if len(runs) <= RUNS_MANY else runs[-RUNS_LAST:]), asked}


@doors.readers
async def record_json(site: Site, request: Request, inside: Inside) -> Response:
    """The whole record as one file, nothing cut."""
    interview = inside.interview
    told = await _record(site, inside)
    return json_answer(
        {
            "format": "greenroom-record-1",
            "interview": interview,
            "people": told.people,
            "agreed": {"name": told.agreed, "terms": told.terms},
            "length_ms": told.length,
            "files": await _files(site, inside),
            "runs": [run.plain() for run in told.runs.values()],
            "notes": list(told.notes.values()),
            "plan": plan_of(interview, told),
            "stages": told.stages,
            "hints": told.hints,
            "facts": told.facts if interview.state is State.ENDED else [],
            "happenings": told.happenings,
        },
        headers={"content-disposition": f'attachment; filename="greenroom-{interview.id}.json"'},
    )


async def _record(site: Site, inside: Inside) -> Record:
    await site.house.stored(inside.interview.id)
    tell = sees if inside.interview.state is State.ENDED else so_far
    talk = [
        replace(entry, event=event)
        for entry in await site.house.store.talk(inside.interview.id)
        if (event := tell(inside.role, entry.event)) is not None
    ]
    return record_of(inside.interview, talk, site.titles_of(inside.interview), site.language_titles())


@dataclass(frozen=True, slots=True)
class File:
    """One file of the room as it is now. `written` says that it is more than its starter code.

    `language` is "" for a file of a language that this house does not have any more.
    """

    task: str
    language: str
    file: str
    text: str
    written: bool


async def _files(site: Site, inside: Inside) -> list[File]:
    """Every file of the room, task by task, languages in the house's order; then those of languages that are gone."""
    texts = await site.house.files(inside.interview.id)
    pinned = site.house.pins.of(inside.interview)
    known = {
        name: File(slug, language.id, language.file, texts[name], texts[name] != _starter(pinned, slug, language))
        for slug in inside.interview.tasks
        for language in site.house.languages()
        if (name := file_name(slug, language)) in texts
    }
    gone = [name for name in texts if name not in known]
    return [*known.values(), *(File(*_split(name), text=texts[name], written=True) for name in gone)]


def _split(name: str) -> tuple[str, str, str]:
    """Task, language and file of a file whose language nobody knows any more."""
    task, _, file = name.partition("/")
    return task, "", file


def _starter(tasks: Tasks, slug: str, language: Language) -> str | None:
    task = tasks.task(slug)
    return starter(task, language.style) if task else None


@doors.readers
async def timeline(site: Site, request: Request, inside: Inside) -> Response:
    """Everything, line by line (docs/protocol.md)."""
    await site.house.stored(inside.interview.id)
    tell = sees if inside.interview.state is State.ENDED else hears
    return ndjson(site.house.entries(inside.interview.id), inside.role, tell)


@doors.rewatchers
async def replay(site: Site, request: Request, inside: Inside) -> Response:
    interview = inside.interview
    data = replay_data(
        interview,
        Edition.of(inside.role).role,
        inside.name,
        tasks_of(site, interview),
        site.house.languages(),
        f"/interviews/{interview.id}/track",
        inside.form_token if inside.role.interviewer else "",
    )
    data["privately"] = {
        each.spell: each.steps for each in await stretches_for(site, inside) if each.steps and each.released
    }
    data["exports"] = exports.rows(site, interview) if inside.role.interviewer else []
    return site.shell(request, REPLAY, title=f"Replay: {interview.title}", data=data)


def routes(site: Site) -> list[Route]:
    return [
        Route("/interviews/{id}/record", partial(record, site)),
        Route("/interviews/{id}/record.json", partial(record_json, site)),
        Route("/interviews/{id}/replay", partial(replay, site)),
        Route("/interviews/{id}/timeline.ndjson", partial(timeline, site)),
    ]

"""The API: what programs send and get, what is refused and how, and that its document says so."""

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import msgspec
import pytest
from starlette.routing import Route

from server.core.interview import State
from server.core.roles import Role
from server.core.task import KeptProof
from server.live.ports import ApiToken
from server.pages import api_types
from server.pages.openapi import ERRORS, OPERATIONS, document
from tests.fakes import SLOTS, FakeLibrary
from tests.pages.visitors import ORIGIN, Town

PLAN = {"title": "Backend engineer", "candidate": "Cam", "tasks": ["slots"], "host": "Ida"}


@pytest.fixture
async def program(town: Town) -> httpx2.AsyncClient:
    """A program with a token from `greenroom token create`."""
    await town.house.store.add_token(ApiToken("t1", "tests", hashlib.sha256(b"grt_good").hexdigest(), 1))
    client = town.stranger().client
    client.headers["authorization"] = "Bearer grt_good"
    return client


def error(answer: httpx2.Response) -> tuple[int, str, str]:
    """Status, code and field of a refusal, which must be a sentence."""
    told = msgspec.json.decode(answer.content, type=api_types.ErrorAnswer, strict=True).error
    assert answer.headers["content-type"] == "application/json"
    assert told.message[0].isupper() or told.message[0] in "“"
    assert told.message.endswith(".")
    return answer.status_code, told.code, told.field


async def test_a_program_plans_an_interview_and_gets_every_address(town: Town, program: httpx2.AsyncClient) -> None:
    answer = await program.post("/api/interviews", json=PLAN)
    assert answer.status_code == 201
    told = msgspec.json.decode(answer.content, type=api_types.OneInterview, strict=True)
    assert answer.headers["location"] == f"/api/interviews/{told.id}"
    assert (told.state, told.started, told.ended, told.tasks) == (State.PLANNED, 0, 0, ["slots"])
    interview = await town.house.store.interview(told.id)
    assert interview is not None
    assert told.links.candidate == ORIGIN + town.link(interview, Role.CANDIDATE)
    assert told.links.host == ORIGIN + town.link(interview, Role.HOST)
    key = town.house.key(interview, Role.CANDIDATE)
    assert told.sync.candidate == f"ws://greenroom.test/sync/{told.id}?key={key}"
    again = await program.get(f"/api/interviews/{told.id}")
    assert again.json() == answer.json()


async def test_a_program_is_warned_of_a_task_that_is_not_proven(
    program: httpx2.AsyncClient, library: FakeLibrary
) -> None:
    answer = await program.post("/api/interviews", json=PLAN)
    assert answer.json()["warnings"] == [
        "“Count the free slots”: Not proven: nobody knows whether its cases are right."
    ]
    library.put(replace(SLOTS, proof=KeptProof(SLOTS.digest, True, "2026-11-27", "0.1.0")))
    answer = await program.post("/api/interviews", json=PLAN)
    assert (answer.status_code, answer.json()["warnings"]) == (201, [])
    (told,) = (await program.get("/api/tasks")).json()["tasks"]
    assert told["proof"] == "proven"


async def test_facts_are_recorded_only_where_a_program_asks_for_it(town: Town, program: httpx2.AsyncClient) -> None:
    for asked in (False, True):
        answer = await program.post("/api/interviews", json={**PLAN, "facts": asked})
        assert answer.json()["facts"] is asked
        interview = await town.house.store.interview(answer.json()["id"])
        assert interview is not None
        assert interview.facts is asked


async def test_without_a_name_the_host_is_the_interviewer(program: httpx2.AsyncClient) -> None:
    answer = await program.post("/api/interviews", json={k: v for k, v in PLAN.items() if k != "host"})
    assert answer.json()["host"] == "Interviewer"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({**PLAN, "title": ""}, (422, "refused", "title")),
        ({**PLAN, "title": "x" * 10_000}, (422, "refused", "title")),
        ({**PLAN, "candidate": "a\nb"}, (422, "refused", "candidate")),
        ({**PLAN, "host": " "}, (422, "refused", "host")),
        ({**PLAN, "tasks": []}, (422, "refused", "tasks")),
        ({**PLAN, "tasks": ["none-such"]}, (422, "refused", "tasks")),
        ({**PLAN, "tasks": ["../../etc/passwd"]}, (422, "refused", "tasks")),
        ({**PLAN, "tasks": "slots"}, (422, "invalid", "tasks")),
        ({**PLAN, "tasks": [1]}, (422, "invalid", "tasks[0]")),
        ({**PLAN, "title": 7}, (422, "invalid", "title")),
        ({**PLAN, "title": None}, (422, "invalid", "title")),
        ({**PLAN, "state": "ended"}, (422, "invalid", "state")),
        ({"title": "T"}, (422, "invalid", "candidate")),
        ([], (422, "invalid", "")),
        ("text", (422, "invalid", "")),
    ],
)
async def test_a_plan_that_cannot_be_names_its_field(
    town: Town, program: httpx2.AsyncClient, body: Any, expected: tuple[int, str, str]
) -> None:
    answer = await program.post("/api/interviews", json=body)
    assert error(answer) == expected
    assert not await town.house.store.interviews()


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b'{"title": "\xff"}'])
async def test_what_is_not_json_is_malformed(program: httpx2.AsyncClient, body: bytes) -> None:
    answer = await program.post("/api/interviews", content=body, headers={"content-type": "application/json"})
    assert error(answer) == (400, "malformed", "")


async def test_json_that_is_nested_without_end_is_only_refused(program: httpx2.AsyncClient) -> None:
    for start in (b"", b'{"zzz": ', b'{"title": "T", "candidate": "C", "tasks": '):
        answer = await program.post(
            "/api/interviews", content=start + b"[" * 60_000, headers={"content-type": "application/json"}
        )
        assert answer.status_code in (400, 422)


async def test_other_bodies_and_too_long_ones_are_refused(program: httpx2.AsyncClient) -> None:
    answer = await program.post("/api/interviews", data={"title": "T"})
    assert error(answer) == (415, "unsupported_media_type", "")
    answer = await program.post("/api/interviews", json={**PLAN, "title": "x" * 70_000})
    assert error(answer) == (413, "too_large", "")


@pytest.mark.parametrize("said", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic grt_good", "grt_good", "Bearer é"])
async def test_without_a_good_token_nothing_answers(town: Town, said: str) -> None:
    client = town.stranger().client
    for path in ("/api/interviews", "/api/tasks", "/api/interviews/aaaaaaaaaaaa"):
        answer = await client.get(path, headers={b"authorization": said.encode("latin-1")})
        assert error(answer) == (401, "unauthorized", "")
        assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_dropped_token_stops_at_once_and_an_owners_cookie_is_no_token(
    town: Town, program: httpx2.AsyncClient
) -> None:
    assert (await program.get("/api/tasks")).status_code == 200
    await town.house.store.drop_token("t1")
    assert (await program.get("/api/tasks")).status_code == 401
    owner = await town.owner()
    assert await owner.opens("/api/interviews") == 401


async def test_lists_are_newest_first_by_state_and_carry_no_keys(town: Town, program: httpx2.AsyncClient) -> None:
    planned, ended = await town.interview("Cam"), await town.interview("Cam again")
    await town.house.end(ended)
    everything = await program.get("/api/interviews")
    listed = msgspec.json.decode(everything.content, type=api_types.InterviewList, strict=True).interviews
    assert {line.id for line in listed} == {planned.id, ended.id}
    assert "key=" not in everything.text
    for state, expected in (("planned", [planned.id]), ("ended", [ended.id]), ("live", [])):
        answer = await program.get(f"/api/interviews?state={state}")
        assert [line["id"] for line in answer.json()["interviews"]] == expected
    assert error(await program.get("/api/interviews?state=over")) == (400, "invalid", "state")
    assert error(await program.get("/api/interviews?page=2")) == (400, "invalid", "page")


async def test_a_long_list_comes_in_parts_that_lead_on(town: Town, program: httpx2.AsyncClient) -> None:
    made = [(await town.interview(f"Cam {number}")).id for number in range(5)]
    seen, after = list[str](), ""
    for lead_on in (True, True, False):
        answer = (await program.get(f"/api/interviews?limit=2{after}")).json()
        seen += [line["id"] for line in answer["interviews"]]
        after = f"&after={answer['next']}"
        assert bool(answer["next"]) is lead_on
    assert sorted(seen) == sorted(made)
    assert (await program.get("/api/interviews")).json()["next"] == "", "few enough come at once, as ever"
    for limit in ("0", "501", "x", "²", "9" * 40):
        assert error(await program.get(f"/api/interviews?limit={limit}")) == (400, "invalid", "limit")
    assert error(await program.get("/api/interviews?after=x")) == (400, "invalid", "after")


async def test_a_program_ends_an_interview_once(town: Town, program: httpx2.AsyncClient) -> None:
    interview = await town.interview()
    for _ in range(2):
        answer = await program.post(f"/api/interviews/{interview.id}/end")
        assert answer.status_code == 200
        assert answer.json()["state"] == "ended"
    kinds = [json.loads(line)["kind"] for line in await _lines(program, interview.id)]
    assert kinds.count("ended") == 1


async def test_a_timeline_streams_as_lines_of_the_documented_shape(town: Town, program: httpx2.AsyncClient) -> None:
    interview = await town.interview()
    for line in await _lines(program, interview.id):
        msgspec.json.decode(line, type=api_types.TimelineEvent, strict=True)


async def _lines(program: httpx2.AsyncClient, id: str) -> list[str]:
    answer = await program.get(f"/api/interviews/{id}/timeline")
    assert answer.headers["content-type"] == "application/x-ndjson"
    return answer.text.splitlines()


async def test_tasks_are_listed_without_their_hidden_side(program: httpx2.AsyncClient) -> None:
    answer = await program.get("/api/tasks")
    (task,) = msgspec.json.decode(answer.content, type=api_types.TaskList, strict=True).tasks
    assert (task.slug, task.kind, task.minutes, task.languages) == ("slots", "function", 20, ["python", "javascript"])
    assert "canary" not in answer.text


@pytest.mark.parametrize("id", ["aaaaaaaaaaaa", "x", "%2e%2e", "A" * 300])
async def test_an_unknown_interview_is_not_found(program: httpx2.AsyncClient, id: str) -> None:
    for answer in (
        await program.get(f"/api/interviews/{id}"),
        await program.get(f"/api/interviews/{id}/timeline"),
        await program.post(f"/api/interviews/{id}/end"),
    ):
        assert error(answer) == (404, "not_found", "")


async def test_unknown_addresses_and_methods_are_json_too(program: httpx2.AsyncClient) -> None:
    assert error(await program.get("/api/nothing")) == (404, "not_found", "")
    assert error(await program.delete("/api/interviews")) == (405, "method_not_allowed", "")


# The document -------------------------------------------------------------------------------------------------------


async def test_the_document_describes_every_route_and_no_other(town: Town) -> None:
    told = (await town.stranger().client.get("/api/openapi.json")).json()
    described = {(method.upper(), path) for path, calls in told["paths"].items() for method in calls}
    routes = {
        (method, route.path)
        for route in town.app.routes
        if isinstance(route, Route) and route.path.startswith("/api/") and route.path != "/api/openapi.json"
        for method in (route.methods or set()) - {"HEAD"}
    }
    assert described == routes
    assert told["openapi"] == "3.1.0"
    assert told["servers"] == [{"url": ORIGIN}]


def test_every_reference_in_the_document_leads_somewhere_and_nothing_is_left_over() -> None:
    told = document("https://rooms.example.org")
    used = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(told)))
    assert used == told["components"]["schemas"].keys()
    ids = [each.name for each in OPERATIONS]
    assert len(set(ids)) == len(ids)


def test_every_call_documents_its_path_parameters_its_errors_and_its_token() -> None:
    told = document("https://rooms.example.org")
    assert told["security"] == [{"token": []}]
    for path, calls in told["paths"].items():
        for call in calls.values():
            call["responses"].pop("default")
            named = {each["name"] for each in call.get("parameters", []) if each["in"] == "path"}
            assert named == set(re.findall(r"{(\w+)}", path))
            assert call["responses"].keys() >= {"401"}
            assert all(int(status) in {*ERRORS, 200, 201} for status in call["responses"])
            assert call["summary"]


def test_the_documents_schema_of_a_new_interview_is_strict() -> None:
    schema = document("")["components"]["schemas"]["NewInterview"]
    assert schema["additionalProperties"] is False
    assert schema["required"] == ["title", "candidate", "tasks"]


def test_the_documentation_has_a_heading_for_every_call_and_a_line_for_every_field() -> None:
    text = (Path(__file__).parents[2] / "docs" / "api.md").read_text()
    for each in OPERATIONS:
        assert f"\n## {each.method} {each.path}\n" in text
    for name in api_types.NewInterview.__struct_fields__:
        assert f"\n| `{name}` |" in text
    for status in ERRORS:
        assert f"\n| {status} |" in text

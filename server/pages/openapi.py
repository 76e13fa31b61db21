"""The OpenAPI 3.1 document of the API. One table names every call; the routes are made from the same table."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.pages import api
from server.pages.answers import json_answer
from server.pages.api_types import ErrorAnswer, InterviewList, NewInterview, OneInterview, TaskList, TimelineEvent
from server.pages.site import Site

Schema = dict[str, Any]
REF: Final = "#/components/schemas/{name}"
JSON: Final = "application/json"
LINES: Final = "application/x-ndjson"
FILE: Final = "application/octet-stream"
"""Stands for the media types of the formats."""

ERRORS: Final = {
    400: "The request could not be understood.",
    401: "The token is missing, or opens nothing.",
    404: "There is no interview with this id, or no such format.",
    413: "The request is larger than 64 KiB.",
    415: "The body is not JSON.",
    422: "A field is missing, unknown, of another type, or not acceptable.",
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One call: how it is named, sent and answered; `answer` is None for a file. `errors` are those besides 401."""

    method: str
    path: str
    call: api.Door
    name: str
    summary: str
    answer: type[msgspec.Struct] | None
    errors: tuple[int, ...] = ()
    status: int = 200
    takes: type[msgspec.Struct] | None = None
    kind: str = JSON
    query: tuple[Schema, ...] = ()


STATE: Final[Schema] = {
    "name": "state",
    "in": "query",
    "required": False,
    "description": "Only the interviews in this state.",
    "schema": {"type": "string", "enum": ["planned", "live", "ended"]},
}
LIMIT: Final[Schema] = {
    "name": "limit",
    "in": "query",
    "required": False,
    "description": "How many at most.",
    "schema": {"type": "integer", "minimum": 1, "maximum": api.LIMIT, "default": api.LIMIT},
}
AFTER: Final[Schema] = {
    "name": "after",
    "in": "query",
    "required": False,
    "description": "Go on where an answer ended: what it said as “next”.",
    "schema": {"type": "string"},
}
ID: Final[Schema] = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "The interview's id.",
    "schema": {"type": "string", "pattern": "^[a-z0-9]{12}$"},
}
FORMAT: Final[Schema] = {
    "name": "format",
    "in": "path",
    "required": True,
    "description": "The name of a format, as docs/exports.md lists them.",
    "schema": {"type": "string", "examples": ["git", "transcript.md"]},
}
EDITION: Final[Schema] = {
    "name": "edition",
    "in": "query",
    "required": False,
    "description": "Whose copy it is: the candidate's holds nothing private.",
    "schema": {"type": "string", "enum": ["host", "candidate"], "default": "host"},
}
NAMES: Final[Schema] = {
    "name": "names",
    "in": "query",
    "required": False,
    "description": "1 keeps names and exact times in a format that leaves them out otherwise.",
    "schema": {"type": "string", "enum": ["0", "1"], "default": "0"},
}

OPERATIONS: Final = (
    Operation(
        "POST", "/api/interviews", api.plan, "planInterview", "Plan an interview and get its links",
        OneInterview, (400, 413, 415, 422), 201, NewInterview,
    ),
    Operation(
        "GET", "/api/interviews", api.interviews, "listInterviews", "List interviews, newest first",
        InterviewList, (400,), query=(STATE, LIMIT, AFTER),
    ),
    Operation(
        "GET", "/api/interviews/{id}", api.interview, "getInterview", "One interview with its links",
        OneInterview, (404,),
    ),
    Operation(
        "POST", "/api/interviews/{id}/end", api.end, "endInterview",
        "End an interview for everybody; ending it again changes nothing", OneInterview, (404,),
    ),
    Operation(
        "GET", "/api/interviews/{id}/timeline", api.timeline, "getTimeline",
        "Everything that happened, in order, one JSON object a line", TimelineEvent, (404,), kind=LINES,
    ),
    Operation(
        "GET", "/api/interviews/{id}/export/{format}", api.export, "exportInterview",
        "An interview as a file of another program's format", None, (400, 404), kind=FILE, query=(EDITION, NAMES),
    ),
    Operation("GET", "/api/tasks", api.tasks, "listTasks", "The task library", TaskList),
)  # fmt: skip


def document(base_url: str) -> Schema:
    """The whole document."""
    types = (
        {each.answer for each in OPERATIONS if each.answer}
        | {each.takes for each in OPERATIONS if each.takes}
        | {ErrorAnswer}
    )
    _, schemas = msgspec.json.schema_components(sorted(types, key=lambda each: each.__name__), ref_template=REF)
    paths: dict[str, Schema] = {}
    for each in OPERATIONS:
        paths.setdefault(each.path, {})[each.method.lower()] = _operation(each)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Greenroom",
            "version": version("greenroom"),
            "summary": "Plan live coding interviews, end them, and read what happened.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": base_url}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token from “greenroom token create”.",
                }
            },
        },
    }


def _operation(each: Operation) -> Schema:
    named = [part for part in (ID, FORMAT) if f"{{{part['name']}}}" in each.path]
    parameters = [*named, *each.query]
    body = {"requestBody": {"required": True, "content": {JSON: {"schema": _ref(each.takes)}}}} if each.takes else {}
    return {
        "operationId": each.name,
        "summary": each.summary,
        **({"parameters": parameters} if parameters else {}),
        **body,
        "responses": {str(each.status): _answer(each), **_errors((401, *each.errors))},
    }


def _answer(each: Operation) -> Schema:
    schema = _ref(each.answer) if each.answer else {"type": "string", "format": "binary"}
    return {"description": each.summary, "content": {each.kind: {"schema": schema}}}


def _errors(statuses: Sequence[int]) -> Schema:
    content = {JSON: {"schema": _ref(ErrorAnswer)}}
    told = {str(status): {"description": ERRORS[status], "content": content} for status in sorted(statuses)}
    return {**told, "default": {"description": "Trouble on the server's side.", "content": content}}


def _ref(type: type[msgspec.Struct]) -> Schema:
    return {"$ref": REF.format(name=type.__name__)}


async def openapi(site: Site, request: Request) -> Response:
    """Open to all: it says nothing that the documentation does not."""
    return json_answer(document(site.base_url(request)))


def routes(site: Site) -> list[Route]:
    calls = [Route(each.path, partial(each.call, site), methods=[each.method]) for each in OPERATIONS]
    return [*calls, Route("/api/openapi.json", partial(openapi, site))]

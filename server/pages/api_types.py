"""What goes over the API, as types: the answers are built from them, and the OpenAPI document describes them."""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from server.core.interview import State
from server.core.task import Kind

Millis = Annotated[int, Meta(ge=0, description="Unix time in milliseconds; 0 means not yet.")]
Slug = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9-]*$", description="A task's folder name.")]


class NewInterview(Struct, forbid_unknown_fields=True):
    """An interview to be planned."""

    title: Annotated[str, Meta(description="1 to 120 characters, on one line.", examples=["Backend engineer"])]
    candidate: Annotated[str, Meta(description="The candidate's name, 1 to 80 characters.", examples=["Cam"])]
    tasks: Annotated[list[str], Meta(description="Slugs from GET /api/tasks, 1 to 8.", examples=[["free-slots"]])]
    host: Annotated[str, Meta(description="The interviewer's name, as the others see it.")] = "Interviewer"
    facts: Annotated[
        bool, Meta(description="Record the candidate's pastes and when their page loses the focus. They are told.")
    ] = False


class InterviewLine(Struct):
    """An interview, as lists show it."""

    id: Annotated[str, Meta(pattern="^[a-z0-9]{12}$")]
    title: str
    host: str
    candidate: str
    tasks: list[str]
    facts: bool
    state: State
    created: Millis
    started: Millis
    ended: Millis


class Addresses(Struct):
    """One address for each role. They carry keys: give each only to the person whom it is for."""

    host: str
    candidate: str


class OneInterview(InterviewLine):
    """An interview with its ways in: `links` are pages for browsers, `sync` WebSocket addresses for programs."""

    links: Addresses
    sync: Addresses


class InterviewList(Struct):
    """Interviews, newest first."""

    interviews: list[InterviewLine]


class TaskLine(Struct):
    """A task of the library. `digest` is the version that an interview pins."""

    slug: Slug
    title: str
    kind: Kind
    difficulty: Literal["easy", "medium", "hard"]
    minutes: int
    tags: list[str]
    skills: list[str]
    languages: list[str]
    digest: str


class TaskList(Struct):
    """The tasks that load, by title."""

    tasks: list[TaskLine]


class TimelineEvent(Struct):
    """One line of a timeline. The fields of `data` depend on `kind`; docs/protocol.md lists them."""

    seq: Annotated[int, Meta(ge=1)]
    at: Annotated[int, Meta(ge=0, description="Milliseconds of interview time.")]
    wall: Millis
    by: Annotated[str, Meta(description="A person's id, or “room” for the house itself.")]
    kind: str
    data: dict[str, Any]


class Problem(Struct, omit_defaults=True):
    code: Annotated[str, Meta(description="One word for programs.")]
    message: Annotated[str, Meta(description="A sentence for people, with the mend.")]
    field: Annotated[str, Meta(description="The field that it is about, if it is about one.")] = ""


class ErrorAnswer(Struct):
    """Why something was not done."""

    error: Problem

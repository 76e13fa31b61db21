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
    leaked: Annotated[bool, Meta(description="Take a task that is marked as leaked, too.")] = False
    plan: Annotated[
        str, Meta(description="A plan's id, or id@version; without a version its newest.", examples=["60", "60@1"])
    ] = ""
    panel: Annotated[list["NewMember"], Meta(description="Who else comes, at most 12.")] = []
    pace: Annotated[
        float, Meta(description="How much longer everything takes: 1, 1.25, 1.5 or 2; 0 is without a limit.")
    ] = 1.0
    breaks: Annotated[bool, Meta(description="The candidate may stop the clock of the agenda.")] = False
    private: Annotated[
        Literal["not_recorded", "released", "recorded"],
        Meta(description="What becomes of private thinking. The candidate reads it beforehand."),
    ] = "released"
    tools: Annotated[str, Meta(description="What the candidate may use, in words to them.")] = ""
    next_steps: Annotated[str, Meta(description="What happens afterwards, in words to the candidate.")] = ""
    hear_by: Annotated[str, Meta(description="By when they hear, on one line.")] = ""
    keeps_code: Annotated[bool, Meta(description="The candidate may copy their code on the closing page.")] = True


class NewMember(Struct, forbid_unknown_fields=True):
    """Somebody of the panel, beside the host. The candidate is told of everybody, observers too."""

    name: Annotated[str, Meta(description="1 to 80 characters.", examples=["Ida"])]
    role: Annotated[Literal["panelist", "observer"], Meta(description="An observer sees it all and does nothing.")] = (
        "panelist"
    )


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


class PanelLine(Struct):
    """Somebody of the panel. The addresses carry their own key."""

    id: str
    name: str
    role: Literal["panelist", "observer"]
    link: str
    sync: str


class OneInterview(InterviewLine):
    """An interview with its ways in: `links` are pages for browsers, `sync` WebSocket addresses for programs."""

    links: Addresses
    sync: Addresses
    plan: Annotated[str, Meta(description="Its plan as id@version; empty for none.")]
    panel: list[PanelLine]
    warnings: Annotated[
        list[str], Meta(description="A sentence for each of its tasks that is not proven as it is now.")
    ] = []


class InterviewList(Struct):
    """Interviews, newest first."""

    interviews: list[InterviewLine]
    next: Annotated[str, Meta(description="What to ask for as “after” to have the next ones; empty at the end.")] = ""


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
    proof: Annotated[
        Literal["proven", "changed", "failed", "unproven"],
        Meta(description="Whether it was proved as it is now, has changed since, failed its last proof, or has none."),
    ]


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

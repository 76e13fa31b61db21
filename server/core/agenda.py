"""An interview's plan: its stages in order, how long each should take, and what of it is behind. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MINUTES_MAX: Final = 240
"""Of one stage, without anybody's accommodations."""
STAGES_MAX: Final = 20
TITLE_MAX: Final = 80
TEXT_MAX: Final = 600
"""Characters of a stage's goal, and of one prompt."""
PROMPTS_MAX: Final = 20
DIMENSIONS_MAX: Final = 12


class StageKind(StrEnum):
    """What people do in a stage."""

    WELCOME = "welcome"
    TASK = "task"
    TALK = "talk"
    PRIVATE = "private"
    """The candidate thinks privately: it begins for them when the stage does."""
    QUESTIONS = "questions"
    CLOSING = "closing"
    """The candidate's questions, the next steps, and by when they hear."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One part of an interview. `goal` and `prompts` are the interviewer's; the candidate reads title and minutes."""

    title: str
    minutes: int
    goal: str = ""
    prompts: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    """The rubric's dimensions that this stage is to show."""
    kind: StageKind = StageKind.TALK


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as it is pinned to an interview: two interviews with the same id and version went by the same plan."""

    id: str
    version: int
    title: str
    stages: tuple[Stage, ...]

    @property
    def minutes(self) -> int:
        """How long it should take as a whole, without anybody's accommodations."""
        return sum(stage.minutes for stage in self.stages)

    @property
    def label(self) -> str:
        """Its id and version in one word, as the record has it."""
        return f"{self.id}@{self.version}"


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a plan, as a sentence. `stage` counts from 0; -1 is the plan itself. `field` is whose."""

    message: str
    stage: int = -1
    field: str = ""


class Turn(StrEnum):
    """Where a stage of the plan stands."""

    COMING = "coming"
    GOING = "going"
    DONE = "done"
    SKIPPED = "skipped"


def paced(minutes: int, pace: float) -> int:
    """The minutes that a stage has with this accommodation, whole ones; 0 leaves it open, as a pace of 0 does."""
    return -int(-minutes * pace // 1)


def with_pace(plan: Plan, pace: float) -> tuple[int, ...]:
    """The minutes of each of its stages."""
    return tuple(paced(stage.minutes, pace) for stage in plan.stages)


def private_minutes(plan: Plan | None, title: str) -> int:
    """The minutes that the plan has for thinking privately in the stage of this title; 0 for none."""
    stages = plan.stages if plan else ()
    return next((each.minutes for each in stages if each.title == title and each.kind is StageKind.PRIVATE), 0)


def turns(plan: Plan, begun: Sequence[str], going: str) -> tuple[Turn, ...]:
    """Where each stage stands. `begun` are the titles of all stages that ever began, `going` that of the one that goes
    ("" for none). One that was passed over was skipped; whoever goes back to it has it after all."""
    titles = [stage.title for stage in plan.stages]
    last = max((place for place, title in enumerate(titles) if title in begun), default=-1)
    return tuple(_turn(title, place < last, begun, going) for place, title in enumerate(titles))


def _turn(title: str, passed: bool, begun: Sequence[str], going: str) -> Turn:
    if title == going:
        return Turn.GOING
    if title in begun:
        return Turn.DONE
    return Turn.SKIPPED if passed else Turn.COMING


def mistakes(title: str, stages: Sequence[Stage]) -> tuple[Mistake, ...]:
    """Everything that keeps these from being a plan."""
    found = [] if _one_line(title, TITLE_MAX) else [_named("Give the plan a title", "title")]
    if not 1 <= len(stages) <= STAGES_MAX:
        found.append(Mistake(f"A plan has 1 to {STAGES_MAX} stages.", field="stages"))
    elif stages[-1].kind is not StageKind.CLOSING:
        words = "The last stage must be a closing: the candidate’s questions, the next steps, and by when they hear."
        found.append(Mistake(words, len(stages) - 1, "kind"))
    known: set[str] = set()
    for place, stage in enumerate(stages):
        found += _stage_mistakes(place, stage, known)
        known.add(stage.title)
    return tuple(found)


def _stage_mistakes(place: int, stage: Stage, known: set[str]) -> list[Mistake]:
    found: list[Mistake] = []
    if not _one_line(stage.title, TITLE_MAX):
        found.append(_named("Give the stage a title", "title", place))
    elif stage.title in known:
        found.append(Mistake(f"There is a stage “{stage.title}” already. Name this one otherwise.", place, "title"))
    if not 1 <= stage.minutes <= MINUTES_MAX:
        found.append(Mistake(f"A stage takes 1 to {MINUTES_MAX} minutes.", place, "minutes"))
    if len(stage.goal) > TEXT_MAX:
        found.append(Mistake(f"Keep the goal under {TEXT_MAX} characters.", place, "goal"))
    if len(stage.prompts) > PROMPTS_MAX or any(len(prompt) > TEXT_MAX for prompt in stage.prompts):
        words = f"A stage has at most {PROMPTS_MAX} prompts, each under {TEXT_MAX} characters."
        found.append(Mistake(words, place, "prompts"))
    if len(stage.dimensions) > DIMENSIONS_MAX or not all(_one_line(each, TITLE_MAX) for each in stage.dimensions):
        words = f"A stage shows at most {DIMENSIONS_MAX} dimensions, each a word or two."
        found.append(Mistake(words, place, "dimensions"))
    return found


def _named(what: str, field: str, stage: int = -1) -> Mistake:
    return Mistake(f"{what} of 1 to {TITLE_MAX} characters, on one line.", stage, field)


def _one_line(text: str, most: int) -> bool:
    return 0 < len(text) <= most and text.isprintable()

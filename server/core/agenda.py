"""An interview's plan: its stages in order, and how long each should take. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """One part of an interview. `goal` and `prompts` are the interviewer's; the candidate reads title and minutes."""

    title: str
    minutes: int
    goal: str = ""
    prompts: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    """The rubric's dimensions that this stage is to show."""


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

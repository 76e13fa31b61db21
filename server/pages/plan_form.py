"""The form that a plan is made and changed with: rows that come, go and move without scripts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from server.core.agenda import MINUTES_MAX, STAGES_MAX, TITLE_MAX, Mistake, Plan, Stage, StageKind
from server.pages.forms import Form

DIGITS: Final = 3
"""Of a number of minutes."""
KIND_WORDS: Final = {
    StageKind.WELCOME: "Welcome",
    StageKind.TASK: "Task",
    StageKind.TALK: "Talk",
    StageKind.PRIVATE: "Thinking privately",
    StageKind.QUESTIONS: "Questions",
    StageKind.CLOSING: "Closing",
}
LIMITS: Final = {"title": TITLE_MAX, "minutes": MINUTES_MAX, "stages": STAGES_MAX}


@dataclass(frozen=True, slots=True)
class Row:
    """A stage as it was typed. `prompts` has one a line, `dimensions` are parted by commas."""

    title: str = ""
    kind: str = StageKind.TALK.value
    minutes: str = "10"
    goal: str = ""
    prompts: str = ""
    dimensions: str = ""

    @property
    def stage(self) -> Stage:
        minutes = self.minutes.strip()
        return Stage(
            self.title.strip(),
            int(minutes) if minutes.isascii() and minutes.isdecimal() and len(minutes) <= DIGITS else 0,
            " ".join(self.goal.split()),
            tuple(line.strip() for line in self.prompts.splitlines() if line.strip()),
            tuple(each.strip() for each in self.dimensions.split(",") if each.strip()),
            next((kind for kind in StageKind if kind.value == self.kind), StageKind.TALK),
        )


@dataclass(frozen=True, slots=True)
class Typed:
    title: str
    rows: Sequence[Row]

    @property
    def stages(self) -> list[Stage]:
        return [row.stage for row in self.rows]


def filled(plan: Plan, title: str = "") -> Typed:
    rows = [
        Row(
            stage.title,
            stage.kind.value,
            str(stage.minutes),
            stage.goal,
            "\n".join(stage.prompts),
            ", ".join(stage.dimensions),
        )
        for stage in plan.stages
    ]
    return Typed(title or plan.title, rows)


def read(form: Form) -> Typed:
    names = ("title", "kind", "minutes", "goal", "prompts", "dimensions")
    columns = [form.texts(f"stage-{name}") for name in names]
    count = min(len(columns[0]), STAGES_MAX + 1)
    rows = [Row(*(column[n] if n < len(column) else "" for column in columns)) for n in range(count)]
    return Typed(form.text("title").strip(), rows)


def rearranged(form: Form, typed: Typed) -> Typed | None:
    """The form with its rows otherwise, where that was pressed; None where it was sent for good."""
    rows = list(typed.rows)
    if form.text("stage-more"):
        rows.insert(max(0, len(rows) - 1), Row())  # before the closing
    elif (at := _place(form, "stage-drop", rows)) is not None:
        del rows[at]
    elif (at := _place(form, "stage-up", rows)) is not None:
        rows.insert(max(0, at - 1), rows.pop(at))
    else:
        return None
    return replace(typed, rows=rows)


def _place(form: Form, button: str, rows: Sequence[Row]) -> int | None:
    return next((at for at in range(len(rows)) if str(at) == form.text(button)), None)


def beside(mistakes: Sequence[Mistake]) -> dict[str, str]:
    """The sentence of each field, by `stage.field`; `-1.` is the plan's own."""
    return {f"{mistake.stage}.{mistake.field}": mistake.message for mistake in reversed(mistakes)}

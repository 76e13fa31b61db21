"""The form that an interview is planned with and set up otherwise with: what was typed, and what it comes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from server.core.agenda import Plan, with_pace
from server.core.interview import Interview
from server.core.refusals import NAME_MAX
from server.core.roles import Role
from server.core.setup import PACES, Member, PrivatePolicy, Setup
from server.core.task_listing import Sought, read_sought
from server.live import chance
from server.live.planning import PANEL_MAX, TITLE_MAX, Refused
from server.live.plans import Plans, Shelved
from server.pages.forms import Form

WORDS: Final = ("title", "host", "candidate", "plan", "pace", "private", "tools", "next_steps", "hear_by")
TOOLS: Final = "Documentation and a web search, as at work."
NEXT_STEPS: Final = "We talk about the interview and write to you, whatever we decide."
HEAR_BY: Final = "within five working days"
USUAL_PLAN: Final = "60"
NO_PLAN: Final = "none"
MORE: Final = "panel-more"
FIND: Final = "find-"
"""What the names of the fields begin with that look for tasks."""
NOTHING: Final = Sought()
FOUND_BY: Final = ("words", "skill", "level", "minutes", "language")
DROP: Final = "panel-drop"
PACE_WORDS: Final[Mapping[float, str]] = {
    1.0: "As planned",
    1.25: "1.25 times as long",
    1.5: "1.5 times as long",
    2.0: "Twice as long",
    0.0: "No limit",
}
POLICY_WORDS: Final[Mapping[PrivatePolicy, tuple[str, str]]] = {
    PrivatePolicy.NOT_RECORDED: ("Not recorded", "Only that and how long they thought privately, and what they share."),
    PrivatePolicy.RELEASED: ("Recorded, and theirs to release", "Nobody but them sees it until they release it."),
    PrivatePolicy.RECORDED: ("Recorded", "Not seen at the time; interviewers see it later in the replay."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the panel as it was typed."""

    id: str = ""
    name: str = ""
    role: str = Role.PANELIST.value


@dataclass(frozen=True, slots=True)
class Typed:
    """Everything that the form holds. `words` has a value for each of `WORDS`."""

    words: Mapping[str, str]
    tasks: Sequence[str] = ()
    panel: Sequence[Row] = ()
    facts: bool = False
    breaks: bool = False
    keeps_code: bool = True
    sought: Sought = NOTHING
    """Which tasks are looked for in a large library."""
    leaked: bool = False
    """Whether tasks that have leaked are offered too."""

    @property
    def rows(self) -> Sequence[Row]:
        """Those of the panel, with an empty one to begin with."""
        return self.panel or [Row()]


def blank(words: Mapping[str, str], setup: Setup | None, tasks: Sequence[str] = ()) -> Typed:
    """The form as it opens: what was agreed last time, but for the people and what one of them needed."""
    usual = {
        **dict.fromkeys(WORDS, ""),
        "plan": USUAL_PLAN if setup is None or setup.plan is None else setup.plan.id,
        "pace": "1",
        "private": (setup.private if setup else PrivatePolicy.RELEASED).value,
        "tools": setup.tools if setup and setup.tools else TOOLS,
        "next_steps": setup.next_steps if setup and setup.next_steps else NEXT_STEPS,
        "hear_by": setup.hear_by if setup and setup.hear_by else HEAR_BY,
    }
    return Typed({**usual, **words}, tasks, keeps_code=setup.keeps_code if setup else True)


def filled(interview: Interview) -> Typed:
    """The form with everything that is agreed."""
    setup = interview.setup
    words = {
        **dict.fromkeys(WORDS, ""),
        "title": interview.title,
        "host": interview.host,
        "candidate": interview.candidate,
        "plan": setup.plan.label if setup.plan else NO_PLAN,
        "pace": f"{setup.pace:g}",
        "private": setup.private.value,
        "tools": setup.tools,
        "next_steps": setup.next_steps,
        "hear_by": setup.hear_by,
    }
    rows = [Row(member.id, member.name, member.role.value) for member in setup.panel]
    return Typed(words, interview.tasks, rows, breaks=setup.breaks, keeps_code=setup.keeps_code)


def read(form: Form) -> Typed:
    names, roles, ids = form.texts("panel-name"), form.texts("panel-role"), form.texts("panel-id")
    rows = [
        Row(_at(ids, place), name, _at(roles, place) or Role.PANELIST.value)
        for place, name in enumerate(names[: PANEL_MAX + 1])
    ]
    return Typed(
        {name: form.text(name) for name in WORDS},
        form.texts("tasks"),
        rows,
        facts=form.text("facts") == "yes",
        breaks=form.text("breaks") == "yes",
        keeps_code=form.text("keeps_code") == "yes",
        sought=read_sought({name: form.text(f"{FIND}{name}") for name in FOUND_BY}),
        leaked=form.text("leaked") == "yes",
    )


def rearranged(form: Form, typed: Typed) -> Typed | None:
    """The form with a row more or less of the panel, where that was pressed; None where it was sent for good."""
    if form.text(MORE):
        return replace(typed, panel=[*typed.panel, Row()])
    if form.text(f"{FIND}tasks") or (not form.text("plan-it") and _sought_anew(form, typed)):
        return typed
    if dropped := form.text(DROP):
        left = [row for place, row in enumerate(typed.panel) if str(place) != dropped]
        return replace(typed, panel=left)
    return None


def _sought_anew(form: Form, typed: Typed) -> bool:
    """Whether Enter was pressed in the field for words: that looks for tasks, and plans nothing."""
    return typed.sought.words != " ".join(form.text(f"{FIND}were").split())


async def setup_of(typed: Typed, plans: Plans, before: Setup) -> Setup | Refused:
    """What was agreed, on top of what stands there already."""
    plan = await chosen_plan(typed.words["plan"], plans, before.plan)
    if isinstance(plan, Refused):
        return plan
    try:
        pace = float(typed.words["pace"] or "1")
    except ValueError:
        pace = -1.0  # refused with the words for every pace that is none
    policy = next((each for each in PrivatePolicy if each.value == typed.words["private"]), before.private)
    return replace(
        before,
        panel=_members(typed.panel, before),
        plan=plan,
        pace=pace,
        breaks=typed.breaks,
        private=policy,
        tools=_unix(typed.words["tools"]),
        next_steps=_unix(typed.words["next_steps"]),
        hear_by=typed.words["hear_by"].strip(),
        keeps_code=typed.keeps_code,
    )


async def chosen_plan(word: str, plans: Plans, pinned: Plan | None = None) -> Plan | Refused | None:
    """The plan that `60` (its newest version) or `60@2` names. One that is pinned stays, whatever became of it."""
    if word in ("", NO_PLAN):
        return None
    if pinned and word == pinned.label:
        return pinned
    id, _, version = word.partition("@")
    number = int(version) if version.isdecimal() and len(version) < 6 else 0
    found = await plans.find(id, number) if number or not version else None
    return found.plan if found else Refused(f"There is no plan “{word}”. Choose one from the list.", "plan")


def context(typed: Typed, shelved: Sequence[Shelved], pinned: Plan | None = None) -> dict[str, Any]:
    """What the form's template needs."""
    plans = [each.plan for each in shelved]
    if pinned and pinned not in plans:
        plans.insert(0, pinned)
    chosen = next((plan for plan in plans if typed.words["plan"] in (plan.id, plan.label)), None)
    return {
        "typed": typed,
        "plans": plans,
        "chosen_plan": chosen,
        "minutes": {plan.label: sum(with_pace(plan, _pace(typed))) for plan in plans},
        "paces": [(f"{pace:g}", PACE_WORDS[pace]) for pace in PACES],
        "policies": [(policy.value, *POLICY_WORDS[policy]) for policy in PrivatePolicy],
        "limits": {"title": TITLE_MAX, "name": NAME_MAX, "panel": PANEL_MAX},
        "no_plan": NO_PLAN,
    }


def _pace(typed: Typed) -> float:
    return next((pace for pace in PACES if f"{pace:g}" == typed.words["pace"]), 1.0)


def _members(rows: Sequence[Row], before: Setup) -> tuple[Member, ...]:
    """Whoever was there keeps their id, so also their link; rows without a name are nobody."""
    known = {member.id: member for member in before.panel}
    found: list[Member] = []
    for row in rows:
        name = row.name.strip()
        role = Role.OBSERVER if row.role == Role.OBSERVER.value else Role.PANELIST
        if name and row.id in known:
            found.append(replace(known[row.id], name=name, role=role))
        elif name:
            found.append(Member(chance.short_id(), name, role))
    return tuple(found)


def _at(values: Sequence[str], place: int) -> str:
    return values[place] if place < len(values) else ""


def _unix(text: str) -> str:
    """A text area's words with its line breaks as everybody else has them."""
    return text.replace("\r\n", "\n").strip()

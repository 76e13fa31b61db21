"""What a candidate reads before they come in: who will be there, what happens when, and what is allowed. Pure.

Minutes are those of the accommodations that were agreed. Why they were agreed is kept nowhere, so it is said nowhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from server.core.agenda import paced
from server.core.roles import Role
from server.core.setup import Member, PrivatePolicy, Setup
from server.core.telling import listed

USUAL_TOOLS: Final = (
    "Documentation and searching are fine, as at work. If you would like to use anything else, ask {host}."
)


@dataclass(frozen=True, slots=True)
class Step:
    """One stage as the candidate reads it. `minutes` is 0 where no time was set, or none limits it."""

    title: str
    minutes: int


def steps(setup: Setup) -> tuple[Step, ...]:
    """The stages of the plan; none where the interview has no plan."""
    plan = setup.plan
    return tuple(Step(stage.title, paced(stage.minutes, setup.pace)) for stage in plan.stages) if plan else ()


def about_minutes(setup: Setup, of_tasks: int) -> int:
    """How long it will take in all, from its plan or else its tasks; 0 where nothing limits it or nobody said."""
    found = steps(setup)
    return sum(step.minutes for step in found) if found else paced(of_tasks, setup.pace)


def part_of(member: Member, host: str) -> str:
    """What this person does there, after their name."""
    match member.role:
        case Role.HOST:
            return "leads the interview"
        case Role.PANELIST:
            return f"interviews you together with {host}"
        case Role.OBSERVER:
            return "looks on: sees what the interviewers see, and does not take part"
        case Role.CANDIDATE | Role.LEARNER:
            return "that is you"
        case _ as never:
            assert_never(never)


def who_sees(setup: Setup, members: Sequence[Member]) -> str:
    """Everybody who will see what is recorded, in words. What is practised belongs to those who practise."""
    names = [member.name for member in members if member.role.interviewer]
    if setup.practice:
        return listed([*names, "you"])
    return f"{listed(names)}, and the people who run this Greenroom"


def tools_words(setup: Setup, host: str) -> str:
    """What may be used, as was agreed; else what is usual."""
    return setup.tools.strip() or USUAL_TOOLS.format(host=host)


def private_words(policy: PrivatePolicy) -> str:
    """What becomes of what is written while thinking privately, in a sentence to the candidate."""
    match policy:
        case PrivatePolicy.NOT_RECORDED:
            return "What you write meanwhile is recorded nowhere; only when you began and when you came back is."
        case PrivatePolicy.RELEASED:
            return "What you write meanwhile is recorded for you. Interviewers see it only if you release it."
        case PrivatePolicy.RECORDED:
            return "Nobody sees what you write meanwhile; afterwards the interviewers can see it in the replay."
        case _ as never:
            assert_never(never)

"""A whole house for browsers to walk through: accounts, and an interview in each state of its life.

Its clock is the real one, but set back while the story is told, so that what happened lies minutes apart.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal

from playwright.async_api import Browser, Page

from server.core import asks as a
from server.core import events as e
from server.core import inputs as i
from server.core.accounts import Rank
from server.core.ids import CANDIDATE, HOST, OWNER
from server.core.interview import Interview
from server.core.roles import Role
from server.core.scorecard import Card, Confidence, Mark, Overall, Point, Star
from server.core.self_assessment import Assessment, OwnMark
from server.core.setup import Member, Setup
from server.core.task import Task
from server.live.accounts import Invited
from server.live.clock import SystemClock
from server.live.doors import sign_in_token
from server.live.live_room import LiveRoom
from server.store.memory import Memory
from server.store.tasks import TaskFolders
from tests.browser.browsers import WIDE, person
from tests.fakes import FakeSandbox
from tests.house import Place, known_languages, new_house, seat, serving
from tests.pages.lives import writes

TASKS: Final = Path(__file__).parents[2] / "tasks"
TASK: Final = "alert-storms"
FILE: Final = f"{TASK}/solution.py"
BACK_MS: Final = 3 * 24 * 3600_000
"""The story began so long ago."""
PAT, OLU = Member("pat1", "Pat", Role.PANELIST), Member("olu1", "Olu", Role.OBSERVER)
MAX: Final = Member("max1", "Max", Role.PANELIST)
SAID: Final = {
    HOST: "Named the rule before typing, and asked what happens at exactly the quiet time.",
    "pat1": "Grouped by service first. Took a while to see that the last storm was lost, then found it alone.",
    "max1": "Clear names, small functions. Talked through the cost of sorting without being asked.",
}

Scheme = Literal["light", "dark"]


class PastClock(SystemClock):
    """The real clock, `back` ms ago."""

    def __init__(self) -> None:
        self.back = BACK_MS

    def wall_ms(self) -> int:
        return super().wall_ms() - self.back

    def monotonic_ms(self) -> int:
        return super().monotonic_ms() + BACK_MS - self.back

    def minutes(self, minutes: float) -> None:
        self.back -= int(minutes * 60_000)


@dataclass
class World:
    """The interviews by what became of them: planned, live, fresh (just over), debated, answered."""

    place: Place
    clock: PastClock
    dimensions: tuple[str, ...] = ()
    interviews: dict[str, Interview] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    """Addresses with a token, by what they open."""

    def path(self, interview: str, page: str = "") -> str:
        return f"/interviews/{self.interviews[interview].id}{page}"

    def way_in(self, interview: str, member: str) -> str:
        """The member's link; after the end a candidate's leads to what is left for them."""
        found = self.interviews[interview]
        after = "/after" if member == CANDIDATE and found.ended else ""
        return f"/join/{found.id}{after}?key={self.place.house.key(found, member)}"

    async def comes(self, browser: Browser, size: tuple[int, int] = WIDE, scheme: Scheme = "light") -> Page:
        """The owner, Ida, in her own browser."""
        ida = await person(browser, size, scheme)
        await ida.goto(f"{self.place.url}/sign-in?token={sign_in_token(self.place.house.secret)}")
        return ida

    async def live_room(self) -> LiveRoom:
        live = await self.place.house.enter(self.interviews["live"].id)
        assert live is not None
        return live


@asynccontextmanager
async def world(folder: Path) -> AsyncIterator[World]:
    clock = PastClock()
    tasks = TaskFolders(TASKS, [language.style for language in known_languages()])
    house = new_house(folder, store=Memory(), tasks=tasks, clock=clock, sandbox=FakeSandbox())
    async with serving(house) as place:
        told = World(place, clock)
        await _people(told)
        for name in ("answered", "debated", "fresh"):
            await _held(told, name)
        clock.back = 40 * 60_000
        await _plan(told, "planned", "Site reliability engineer", candidate="Cam")
        await _plan(told, "live", "Backend engineer", candidate="Cam")
        await _lives(told, "live")
        solo = await house.practising.alone("Cam", TASK, 30)
        assert isinstance(solo, Interview)
        told.interviews["practice"] = solo
        clock.back = 0
        yield told


async def _people(told: World) -> None:
    accounts = told.place.house.reception.accounts
    owner = await accounts.first_owner()
    await accounts.rename(owner, "Ida", "ida@example.org")
    for name, rank in (("Pat", Rank.INTERVIEWER), ("Olu", Rank.VIEWER), ("Max", Rank.INTERVIEWER)):
        made = await accounts.invite(OWNER, name, f"{name.lower()}@example.org", rank)
        assert isinstance(made, Invited)
        if name == "Max":
            told.links["invitation"] = f"/invitations/{made.token}"
        else:
            joined = await accounts.join(made.account)
            if name == "Pat":
                told.links["once"] = f"/sign-in/once/{await accounts.sign_in_link(joined, OWNER)}"


async def _plan(told: World, name: str, title: str, candidate: str) -> Interview:
    house = told.place.house
    plan = await house.plans.find("60")
    assert plan is not None
    setup = Setup(
        panel=(PAT, MAX, OLU),
        account=OWNER,
        plan=plan.plan,
        pace=1.25,
        breaks=True,
        tools="The documentation of your language, and a search engine.",
        next_steps="We talk on Monday, then Ida writes to you.",
        hear_by="by Friday, 4 December",
        shares_record=True,
    )
    opened = await house.open_interview(title, "Ida", candidate, [TASK, "ticket-search"], facts=True, setup=setup)
    assert isinstance(opened, Interview), opened
    told.interviews[name] = opened
    told.dimensions = tuple(each.id for each in await house.cards.dimensions(opened))
    return opened


async def _lives(told: World, name: str) -> LiveRoom:
    """Half an hour of an interview: stages, edits, runs, notes, chat, a hint, a time of thinking privately."""
    house, clock = told.place.house, told.clock
    interview = told.interviews[name]
    await house.agree(interview, "Cam")
    live = await house.enter(interview.id)
    assert live is not None
    people = {HOST: Role.HOST, PAT.id: Role.PANELIST, OLU.id: Role.OBSERVER, CANDIDATE: Role.CANDIDATE}
    for id, role in people.items():
        live.feed(i.Arrives(id, {HOST: "Ida", CANDIDATE: "Cam"}.get(id, id.title().rstrip("1")), role))
        if role is not Role.OBSERVER:
            live.asked(seat(id, role), i.Asks(id, role, a.AskSwitch(TASK, "python"), ""))
    solution = (TASKS / TASK / "solutions" / "good.py").read_text()
    story: list[tuple[float, str, a.Ask]] = [
        (0.2, HOST, a.AskStage("Welcome", 6)),
        (4, HOST, a.AskStage("Coding task", 44)),
        (2, CANDIDATE, a.AskSay("May I assume that the alerts come in order?")),
        (0.5, HOST, a.AskSay("Almost: read the second example again.")),
        (1, HOST, a.AskNote("Asks about **order** before coding.", TASK, "python", 2, told.dimensions[0])),
        (3, CANDIDATE, a.AskRun(TASK, "python")),
        (2, HOST, a.AskHint(TASK, 1)),
        (2, PAT.id, a.AskNote("Sees the failing case, finds the last storm alone.", TASK, "python", 5)),
        (3, CANDIDATE, a.AskPrivate(5, shares=True)),
        (4, CANDIDATE, a.AskPrivateEnd()),
        (1, CANDIDATE, a.AskRun(TASK, "python")),
        (2, HOST, a.AskRun(TASK, "python", e.Suite.HIDDEN)),
        (1, CANDIDATE, a.AskCase(TASK, "nothing happened", {"alerts": [], "quiet": 60}, [])),
    ]
    for at, (minutes, who, ask) in enumerate(story):
        clock.minutes(minutes)
        if at == 5:
            writes(live, CANDIDATE, FILE, solution + "\n\n")
            clock.minutes(1)
            writes(live, CANDIDATE, FILE, "# first try\n")
        house.ask(live, seat(who, people[who]), i.Asks(who, people[who], ask, f"a{at}"))
        await house.settled()
    await house.stored(interview.id)
    told.interviews[name] = live.interview
    return live


async def _held(told: World, name: str) -> None:
    """An interview that is over; `debated` has its cards in, `answered` its feedback sent and read."""
    house, clock = told.place.house, told.clock
    clock.minutes(60)
    await _plan(told, name, {"answered": "Frontend engineer"}.get(name, "Backend engineer"), candidate="Cam")
    live = await _lives(told, name)
    for id in (HOST, PAT.id, OLU.id, CANDIDATE):
        live.feed(i.Leaves(id))
    await house.end(live.interview)
    await house.settled()
    interview = told.interviews[name] = live.interview
    if name == "fresh":
        return
    clock.minutes(20)
    panel = (Member(HOST, "Ida", Role.HOST), PAT, MAX)
    for at, member in enumerate(panel):
        clock.minutes(15)
        given = await house.cards.submit(interview, member, _card(told, at, SAID[member.id]), 0, "tab", ())
        assert not hasattr(given, "message"), given
    if name == "debated":
        return
    await house.cards.decide(interview, "Ida", Overall.YES, "Strong on reading and testing; the design talk was short.")
    draft = await house.feedbacks.draft(interview)
    draft = replace(draft, well=draft.well or SAID[HOST], work_on="Say sooner what you are about to try.")
    letter = await house.feedbacks.letter(interview, "Ida", draft)
    assert not isinstance(letter, str), letter
    await house.feedbacks.send(interview, letter)
    clock.minutes(60)
    marks = tuple(OwnMark(each, 1 + at % 4, "I think so.") for at, each in enumerate(told.dimensions))
    await house.feedbacks.assess(interview, Assessment(marks, "Ask about the rules first; test earlier."))
    await house.feedbacks.open(interview)
    for id in (HOST, PAT.id, MAX.id, CANDIDATE):
        answers = {"clarity": 4, "fairness": 3, "comfort": 4, "together": 3}
        await house.feedbacks.rate(interview, id, answers, "Calm and clear.")


def _card(told: World, at: int, words: str) -> Card:
    scores = ((3, 4, 3, 2, 4), (1, 3, 2, -1, 3), (3, 3, 4, -1, 4))[at]
    marks = tuple(
        Mark(dimension, score, Point(words, (), "12:40 solution.py:4"), "An own case first." if score in (1, 2) else "")
        for dimension, score in zip(told.dimensions, scores * 3, strict=False)
    )
    strength = Point(words, (), "14:05")
    star = Star(
        "A change that went wrong", "A release on a Friday", "Hers to undo", "Rolled back, then wrote it down", ""
    )
    overall = (Overall.YES, Overall.NO, Overall.DEFINITELY_YES)[at]
    return Card(marks, (strength,), (star,), overall, "", Confidence.MEDIUM, impartial=True)


def task(told: World) -> Task:
    found = told.place.house.tasks.task(TASK)
    assert found is not None
    return found

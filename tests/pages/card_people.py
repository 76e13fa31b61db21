"""An interview that is over, with a panel, and what its people write on their cards."""

from dataclasses import dataclass

from server.core.interview import Interview
from server.core.roles import Role
from server.core.setup import Member
from tests.pages.visitors import Town, Visitor

PAT, OLU = Member("pat1", "Pat", Role.PANELIST), Member("olu1", "Olu", Role.OBSERVER)
IDAS, PATS = "ida-canary-71f0", "pat-canary-93b2"
"""Stand in every answer of a card; nobody else may read them too early, and a candidate never."""


def filled(words: str, score: str = "4") -> dict[str, str | list[str]]:
    """A whole card on the fake library's rubric, of one dimension, with these words everywhere."""
    return {
        "score-code": score,
        "seen-code": f"seen {words}",
        "moments-code": "0:07 solution.py:3",
        "yes-code": f"yes {words}",
        "strength-1": f"strength {words}",
        "strength-moments-1": "0:05",
        "star-question-1": f"question {words}",
        "star-action-1": f"action {words}",
        "overall": "yes",
        "because": f"because {words}",
        "confidence": "high",
        "conflict": f"conflict {words}",
    }


@dataclass(frozen=True, slots=True)
class Panel:
    """Everybody at an interview that has ended."""

    interview: Interview
    ida: Visitor
    pat: Visitor
    olu: Visitor
    cam: Visitor

    def at(self, page: str) -> str:
        return f"/interviews/{self.interview.id}/{page}"

    async def gives(self, who: Visitor, words: str, score: str = "4") -> int:
        """Fill in one's own card and submit it."""
        await who.opens(self.at("scorecard"))
        return await who.sends(self.at("scorecard"), do="submit", **filled(words, score))


async def panel_of(town: Town, *, ended: bool = True) -> Panel:
    interview = await town.interview(panel=(PAT, OLU))
    people = [
        await town.ida(interview),
        await town.panelist(interview, PAT),
        await town.panelist(interview, OLU),
        await town.cam(interview),
    ]
    if ended:
        await town.house.end(interview)
    return Panel(await town.now(interview), *people)

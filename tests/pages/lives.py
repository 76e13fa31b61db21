"""An interview that people lived through: typing with emoji in it, runs of every suite, a note, another language."""

from pycrdt import Doc, Text

from server.core import asks as a
from server.core import events as e
from server.core import inputs as i
from server.core.ids import CANDIDATE, HOST
from server.core.interview import Interview
from server.core.roles import Role
from server.live.live_room import LiveRoom
from tests.house import seat
from tests.pages.visitors import Town

TYPED = "# typed \N{GRINNING FACE}\n"
PRIVATE = "private words"


async def lived(town: Town) -> Interview:
    """It goes on: Cam is in the room."""
    house = town.house
    interview = await town.interview()
    await house.agree(interview, "Cam")
    live = await house.enter(interview.id)
    assert live is not None
    live.feed(i.Arrives(HOST, "Ida", Role.HOST))
    live.feed(i.Arrives(CANDIDATE, "Cam", Role.CANDIDATE))
    writes(live, CANDIDATE, "slots/solution.py", TYPED)
    ida, cam = seat(HOST, Role.HOST), seat(CANDIDATE, Role.CANDIDATE)
    asks: list[a.Ask] = [
        a.AskRun("slots", "python"),
        a.AskNote(PRIVATE, "slots", "python", 1),
        a.AskRun("slots", "python", e.Suite.HIDDEN),
        a.AskScratch("slots", "python", "3 4\n"),
        a.AskSwitch("slots", "javascript"),
    ]
    for ask in asks:
        of = (ida, HOST, Role.HOST) if isinstance(ask, a.AskNote | a.AskRun) else (cam, CANDIDATE, Role.CANDIDATE)
        house.ask(live, of[0], i.Asks(of[1], of[2], ask, f"a{asks.index(ask)}"))
        await house.settled()
    writes(live, CANDIDATE, "slots/solution.js", "// more\r\n")
    await house.stored(interview.id)
    return await town.now(interview)


def writes(live: LiveRoom, person: str, file: str, words: str) -> None:
    """These words at the beginning of the file, as an editor would send them."""
    doc: Doc[Text] = Doc()
    doc.apply_update(live.document.state())
    written: list[bytes] = []
    watching = doc.observe(lambda event: written.append(event.update))
    doc.get(file, type=Text).insert(0, words)
    doc.unobserve(watching)
    for update in written:
        live.document.add(update)
        live.feed(i.Types(person, update))

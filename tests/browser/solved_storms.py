"""An interview that has ended, made without waiting for its half hour: Cam solves the alert storms step by step."""

from pathlib import Path
from typing import Final

from pycrdt import Doc, Text

from server.core import asks as a
from server.core.ids import CANDIDATE, HOST
from server.core.inputs import Asks
from server.core.interview import Interview
from server.core.roles import Role
from server.live.house import House
from server.live.live_room import LiveRoom
from server.live.seats import Seat
from server.store.tasks import TaskFolders
from tests.fakes import StillClock
from tests.house import known_languages, new_house, seat

TASK: Final = "alert-storms"
FILE: Final = f"{TASK}/solution.py"
SOLVED: Final = '''def storms(alerts, quiet):
    """Storms as [service, first, last, count], by their beginning."""
    times_of = {}
    for id, time, service in {alert[0]: alert for alert in alerts}.values():
        times_of.setdefault(service, []).append(time)
    found = []
    for service, times in times_of.items():
        times.sort()
        begin = last = times[0]
        count = 1
        for time in times[1:]:
            if time - last <= quiet:
                count += 1
            else:
                found.append([service, begin, last, count])
                begin, count = time, 1
            last = time
        found.append([service, begin, last, count])
    return sorted(found, key=lambda storm: (storm[1], storm[0]))
'''
DOUBLES: Final = SOLVED.replace("{alert[0]: alert for alert in alerts}.values()", "alerts")
"""Counts an alert that was delivered twice as two."""
UNSORTED: Final = DOUBLES.replace("        times.sort()\n", "")
STEPS: Final = (
    (120, "def storms(alerts, quiet):\n    return []\n"),
    (300, UNSORTED),
    (540, DOUBLES),
    (960, SOLVED),
    (1200, SOLVED.replace("<= quiet", "< quiet")),
    (1260, SOLVED),
)
"""At which second the file becomes what. “delivered twice” first passes at 16:00, with line 4."""
NOTES: Final = ((310, "Groups first, then sorts."), (965, "Found the copies alone. canary-9d2e"))
LENGTH: Final = 1500


class Typist:
    """Somebody whose page has the document, and makes a file what it should be in one edit."""

    def __init__(self, live: LiveRoom, place: Seat) -> None:
        self._live, self._place = live, place
        self._doc: Doc[Text] = Doc()
        self._doc.apply_update(live.document.state())

    def makes(self, file: str, text: str) -> None:
        before, shared = self._doc.get_state(), self._doc.get(file, type=Text)
        old = str(shared)
        head = next((n for n, (a, b) in enumerate(zip(old, text, strict=False)) if a != b), min(len(old), len(text)))
        most = min(len(old), len(text)) - head
        tail = next((n for n in range(most) if old[-1 - n] != text[-1 - n]), most)
        with self._doc.transaction():
            if len(old) - tail > head:
                del shared[head : len(old) - tail]
            shared.insert(head, text[head : len(text) - tail])
        self._live.typed(self._place, self._doc.get_update(before), None)


async def record(data: Path, library: Path) -> Interview:
    """The interview, in the database of this data folder. No server may be open on it."""
    data.mkdir(parents=True, exist_ok=True)
    clock = StillClock()
    tasks = TaskFolders(library, [language.style for language in known_languages()])
    house = new_house(data, clock=clock, tasks=tasks)
    await house.look_at_sandbox()
    opened = await house.open_interview("Backend engineer", "Ida", "Cam", [TASK])
    assert isinstance(opened, Interview), opened
    await _happens(house, opened, clock)
    await house.end(opened)
    await house.close()
    return opened


async def _happens(house: House, opened: Interview, clock: StillClock) -> None:
    live = await house.enter(opened.id)
    assert live is not None
    ida, cam = seat(HOST, Role.HOST), seat(CANDIDATE, Role.CANDIDATE)
    ida.name, cam.name = opened.host, opened.candidate
    with live.seated(ida, 0), live.seated(cam, 0):
        began = clock.ms
        typist = Typist(live, cam)
        house.ask(live, cam, Asks(CANDIDATE, Role.CANDIDATE, a.AskSwitch(TASK, "python"), "s"))
        happenings = sorted([*((at, text, True) for at, text in STEPS), *((at, text, False) for at, text in NOTES)])
        for at, text, typed in happenings:
            clock.ms = began + at * 1000
            if typed:
                typist.makes(FILE, text)
            else:
                house.ask(live, ida, Asks(HOST, Role.HOST, a.AskNote(text, TASK, "python", 4), f"n{at}"))
        clock.ms = began + LENGTH * 1000

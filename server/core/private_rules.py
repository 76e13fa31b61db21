"""When somebody may think privately, and what of it goes on the timeline. Pure. Rules: SPEC.md, W1 to W12."""

from typing import Final

from server.core import asks as a
from server.core import events as e
from server.core import inputs as i
from server.core.interview import State
from server.core.private import Change, PrivatePolicy, weight_of
from server.core.roles import Role
from server.core.room_state import RoomState

SPELLS_MAX: Final = 30
MINUTES_MAX: Final = 60
BEATS_MAX: Final = 3_000
"""Entries of what was written, one every few seconds: four hours."""
TRIES_MAX: Final = 500
"""Runs of private code of which an interview keeps what came of them."""
DRAFTED_MAX: Final = 2 * 1024 * 1024
"""Characters of everything that an interview keeps of what was written privately. It is told twice where it is
released."""

NOT_YET: Final = "The interview has not begun yet. Here you are alone anyway: the warm-up is not recorded."
ALONE: Final = "You are working privately, and this would be seen by everybody. Come back first."
NOT_ALONE: Final = "You are not working privately at the moment."
NOT_PLANNED: Final = "The plan has no time for thinking privately now. The candidate may begin it themselves."
NOT_TO_RELEASE: Final = "There is nothing to release here."


def no_beginning(room: RoomState, said: i.PrivateAsked) -> str:
    """Why nobody can begin to think privately now; "" when they can."""
    if room.state is State.PLANNED:
        return NOT_YET
    if room.private is not None:
        return "This is going on already."
    if said.role is not Role.CANDIDATE and not said.planned:
        return NOT_PLANNED
    if len(room.spells) >= SPELLS_MAX:
        return f"There were {SPELLS_MAX} times of thinking privately, which is the most for one interview."
    if not 1 <= said.ask.minutes <= MINUTES_MAX:
        return f"Say 1 to {MINUTES_MAX} minutes. Nobody is sent back when they are over."
    return ""


def no_release(room: RoomState, spell: str) -> str:
    """Why this stretch cannot be released; "" when it can."""
    if room.spells.get(spell) is not PrivatePolicy.RELEASED:
        return NOT_TO_RELEASE
    if room.private is not None and room.private.spell == spell:
        return "Come back first. Then you can look at it, and release it."
    return "You have released this already." if spell in room.released else ""


def alone(room: RoomState, role: Role, ask: a.Ask) -> str:
    """Why whoever thinks privately cannot do this meanwhile: it is seen by everybody. "" when they can."""
    if room.private is None or role is not Role.CANDIDATE:
        return ""
    shown = a.AskRun | a.AskScratch | a.AskStop | a.AskCase | a.AskCaseDrop | a.AskPasted | a.AskAway
    files = a.AskFileCreate | a.AskFileRename | a.AskFileDelete | a.AskFileRestore
    return ALONE if isinstance(ask, shown | files) else ""


def drafted(room: RoomState, changes: tuple[Change, ...]) -> list[e.Event]:
    """What goes on the timeline of these changes: as much as is kept, or nothing."""
    going = room.private
    if going is None or going.policy is PrivatePolicy.NOT_RECORDED or room.beats >= BEATS_MAX:
        return []
    cut = going.cut or room.drafted + weight_of(changes) > DRAFTED_MAX
    return [e.PrivateEdited(going.spell, going.policy, () if cut else changes, cut)]


def tried(room: RoomState, said: i.DraftRan) -> list[e.Event]:
    going = room.private
    if going is None or going.policy is PrivatePolicy.NOT_RECORDED or room.tries >= TRIES_MAX:
        return []
    ran = e.PrivateRan(
        going.spell, going.policy, said.task, said.language, said.suite, said.verdict, said.passed, said.total
    )
    return [ran]


def returned(room: RoomState, *, share: bool) -> list[e.Event]:
    """The end of the stretch that goes, if one does."""
    return [] if room.private is None else [e.PrivateEnded(room.private.spell, share)]


def released(room: RoomState, spell: str) -> e.PrivateReleased:
    """Everything that was kept of this stretch, once more for everybody."""
    return released_of(spell, room.kept.get(spell, []))


def released_of(spell: str, entries: list[e.Entry]) -> e.PrivateReleased:
    """The same, of all entries that belong to it."""
    edits = ((entry.at, entry.event) for entry in entries)
    steps = [e.PrivateStep(at, event.changes) for at, event in edits if isinstance(event, e.PrivateEdited)]
    tries = [
        e.PrivateTry(entry.at, ran.task, ran.language, ran.suite, ran.verdict, ran.passed, ran.total)
        for entry in entries
        if isinstance(ran := entry.event, e.PrivateRan)
    ]
    return e.PrivateReleased(spell, tuple(step for step in steps if step.changes), tuple(tries))

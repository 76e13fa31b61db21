"""What a candidate's pages report by themselves where that was agreed to: pastes, and the focus."""

import asyncio
from collections.abc import Sequence

from server.core import asks as a
from server.core import events as e
from server.core import inputs as i
from server.core.document import Document
from server.core.ids import CANDIDATE
from server.core.interview import Interview
from server.core.languages import Language, file_name
from server.core.recall import Recall, given_of
from server.live.live_room import LiveRoom
from server.live.ports import Store
from server.live.ports_library import Tasks
from server.live.seats import Seat


def asked(live: LiveRoom, seat: Seat, said: i.Asks, tasks: Tasks, languages: Sequence[Language]) -> None:
    """Take one report, which the room does not refuse. A paste's document frame has come just before."""
    if isinstance(said.ask, a.AskPasted):
        live.asked(seat, i.PasteSeen(said.person, said.role, said.ask, _had_been(live, said.ask, tasks, languages)))
        return
    seat.away = isinstance(said.ask, a.AskAway)
    live.look_away(seat.person)


def _had_been(live: LiveRoom, ask: a.AskPasted, tasks: Tasks, languages: Sequence[Language]) -> bool:
    language = next((each for each in languages if each.id == ask.language), None)
    if live.recall is None or language is None:
        return False
    told = [text for entry in live.talk if (text := _given(entry, ask.task))]
    given = given_of(tasks.task(ask.task), told, live.room.parts(ask.task))
    file = f"{ask.task}/{ask.file}" if ask.file else file_name(ask.task, language)
    return live.recall.had_been(file, ask.at, ask.length, given)


def _given(entry: e.Entry, task: str) -> str:
    """What the candidate was given to read besides the files: hints of this task, and what others wrote in the chat."""
    match entry.event:
        case e.HintGiven(task=of, text=text) if of == task:
            return text
        case e.Said(text=text) if entry.by != CANDIDATE:
            return text
        case _:
            return ""


async def recall(store: Store, interview: Interview, document: Document) -> Recall:
    """What had been in this room's files, up to this state of its document, from all of its timeline."""
    updates = [update async for _, update in store.updates(interview.id)]
    lines = await asyncio.to_thread(_lines, interview.tasks, updates)
    return Recall(interview.tasks, document.state(), lines)


def _lines(tasks: Sequence[str], updates: Sequence[bytes]) -> list[str]:
    """The lines that these updates made: as texts, because a document belongs to its thread."""
    recall = Recall(tasks)
    for update in updates:
        recall.edited(update)
    recall.catch_up()
    lines = list(recall.lines)
    recall.close()
    return lines

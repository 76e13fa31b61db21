"""Looks at a paste that a page reports, and says whether its text had been in the room before."""

from collections.abc import Sequence

from server.core import events as e
from server.core import inputs as i
from server.core.languages import Language, file_name
from server.core.recall import cut_out, had_been
from server.core.task import Task
from server.live.live_room import LiveRoom


def seen(live: LiveRoom, said: i.Asks, task: Task | None, languages: Sequence[Language]) -> i.PasteSeen:
    """The paste with what is known of it. It has come in with the document just before this was asked."""
    assert isinstance(said.ask, e.AskPasted)
    language = next(each for each in languages if each.id == said.ask.language)
    text = live.document.text(file_name(said.ask.task, language))
    pasted, rest = cut_out(text, said.ask.at, said.ask.length)
    return i.PasteSeen(said.person, said.role, said.ask, had_been(pasted, rest))

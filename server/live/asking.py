"""What a connection asks for, on its way to the core: what that takes of the library is added first."""

from collections.abc import Sequence
from dataclasses import replace

from server.core import asks as a
from server.core import inputs as i
from server.core.agenda import private_minutes
from server.core.document import seed
from server.core.interview import State
from server.core.languages import Language, file_name
from server.core.own_case import CaseRefused, own_case
from server.core.private import PrivatePolicy
from server.core.private_rules import MINUTES_MAX as PRIVATE_MINUTES_MAX
from server.core.project_rules import FileAsk
from server.core.roles import drafts
from server.core.stubs import later_part, starter
from server.live import chance, facts, news
from server.live.live_room import LiveRoom
from server.live.pins import Pins
from server.live.planning import starting_texts
from server.live.runs import Runs
from server.live.seats import Seat
from server.live.specs import NO_TASK


class Asking:
    def __init__(self, pins: Pins, languages: Sequence[Language], runs: Runs) -> None:
        self._pins = pins
        self._languages = languages
        self._runs = runs

    def ask(self, live: LiveRoom, seat: Seat, said: i.Asks) -> None:
        """What a connection asks for. A run is prepared and a case is checked first; the rest is decided at once."""
        if isinstance(said.ask, FileAsk) and live.alone is not None and drafts(said.role):
            live.alone.files_asked(seat, said.ask, live.room)
            return
        if live.room.refusal(said.role, said.ask, said.person):
            live.asked(seat, said)
            return
        match said.ask:
            case a.AskRun() | a.AskScratch():
                self._runs.prepare(live, seat, said)
            case a.AskPasted() | a.AskAway() | a.AskBack():
                facts.asked(live, seat, said, self._pins.of(live.interview), self._languages)
            case a.AskPrivate():
                self._goes_private(live, seat, said, said.ask)
            case a.AskStage(title):
                live.asked(seat, said)
                minutes = private_minutes(live.interview.setup.plan, title.strip())
                if minutes and live.room.state is State.LIVE and live.alone is None:
                    shares = live.interview.setup.private is PrivatePolicy.RECORDED
                    self._goes_private(live, seat, said, a.AskPrivate(min(minutes, PRIVATE_MINUTES_MAX), shares))
            case a.AskSwitch():
                self._write_starter(live, said.ask, privately=live.alone is not None and drafts(said.role))
                live.asked(seat, said)
            case a.AskPart():
                live.asked(seat, said)
                self._write_part(live, said.ask)
            case a.AskCase(task=slug):
                task = self._pins.of(live.interview).task(slug)
                case = own_case(said.ask, task, live.room.parts(slug)) if task else CaseRefused(NO_TASK)
                if isinstance(case, CaseRefused):
                    live.tell(seat, news.refused("case", case.message))
                else:
                    live.asked(seat, replace(said, ask=case))
            case _:
                live.asked(seat, said)

    def _goes_private(self, live: LiveRoom, seat: Seat, said: i.Asks, ask: a.AskPrivate) -> None:
        """What becomes of it is what was agreed; a host may have it begin in a stage that the plan has for it."""
        setup, stage = live.interview.setup, live.room.stage
        planned = private_minutes(setup.plan, stage.title if stage else "") > 0
        live.asked(seat, i.PrivateAsked(said.person, said.role, ask, said.fresh, setup.private, planned))

    def _write_starter(self, live: LiveRoom, turned: a.AskSwitch, *, privately: bool) -> None:
        """The starter code of a file that nobody has turned to before: most languages of most tasks are never used.

        What somebody turns to `privately` is written where only they see it."""
        task = self._pins.of(live.interview).task(turned.task)
        language = next((each for each in self._languages if each.id == turned.language), None)
        if task is None or language is None or (turned.task, turned.language) in live.room.opened:
            return
        document, write = live.document, live.write
        if privately and live.alone is not None:
            document, write = live.alone.draft.document, live.alone.write
        # Rooms of older versions have all their files from the beginning, and of a project only one.
        wanted = starting_texts(task, language, live.room.parts(task.slug))
        if task.kind == "project" and not live.room.files.of(turned.task, turned.language):
            wanted = {file_name(turned.task, language): starter(task, language.style)}
        texts = {name: text for name, text in wanted.items() if text and document.text(name) == ""}
        if texts:
            write(seed(texts, client=chance.client_id()))

    def _write_part(self, live: LiveRoom, opened: a.AskPart) -> None:
        """What an unlocked part adds to each file of its task that somebody has begun; the rest stays as it is."""
        task = self._pins.of(live.interview).task(opened.task)
        for language in self._languages if task else ():
            name = file_name(opened.task, language)
            text = live.document.text(name)
            added = later_part(text, task, language.style, opened.part) if task and text else None
            if added:
                live.write(live.document.insertion(name, added.at, added.text, chance.client_id()))

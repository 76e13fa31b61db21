"""What happened, as an account to be read: sections of items, which `transcript` writes as text or as Markdown."""

import difflib
from dataclasses import dataclass
from typing import Final

from server.core import events as e
from server.core import telling
from server.core.ids import ROOM
from server.core.people import names_of
from server.core.story import Moved, Step, Story, Wrote
from server.exporting.account_parts import Account, Block, Item, Part, Quote, Section, Words
from server.exporting.account_runs import Run, results
from server.exporting.notes import lines_of, notes_of
from server.exporting.paths import Paths
from server.exporting.texts import Patch, Texts

PAUSE_MS: Final = 60_000
"""Typing after a longer pause is told as a new line."""
DIFF_MAX: Final = 2_000
"""Lines of a text beyond which no difference is looked for: it could take minutes."""


@dataclass(slots=True)
class _Typing:
    item: Item
    by: str
    file: str
    last: int
    added: int = 0
    removed: int = 0


def account_of(story: Story) -> Account:
    """Everything that is worth telling, section by section: before it began, then stage by stage, then the code."""
    return _Teller(story).tell()


class _Teller:
    def __init__(self, story: Story) -> None:
        self.story = story
        self.told = Account(names_of(story.interview))
        self._titles = story.language_titles()
        self._notes = notes_of(story)
        self._panel = bool(story.interview.setup.panel)
        """Whether there is more than one who may have written a note."""
        self._texts = Texts()
        self._paths = Paths(story)
        self._shown: dict[str, str] = {}
        """The text of each file as the account last showed it."""
        self._typing: dict[tuple[str, str], _Typing] = {}
        self._runs: dict[str, Run] = {}
        self._section("Before it began")

    def tell(self) -> Account:
        for step in self.story.steps:
            self.told.length = step.at
            self._paths.take(step.what)
            match step.what:
                case Wrote() as wrote:
                    self._wrote(step, self._texts.write(wrote))
                case Moved():
                    pass
                case event:
                    self._happened(step, event)
        self._the_end()
        self.told.sections = [section for section in self.told.sections if section.items]
        return self.told

    def _section(self, title: str) -> None:
        self._typing.clear()
        self.told.sections.append(Section(title))

    def _item(self, at: int, text: str, *parts: Part) -> Item:
        item = Item(at, text, list(parts))
        self.told.sections[-1].items.append(item)
        return item

    # Writing --------------------------------------------------------------------------------------------------------

    def _wrote(self, step: Step, patches: list[Patch]) -> None:
        for patch in patches:
            if step.by == ROOM:
                self._shown.setdefault(patch.file, self._texts[patch.file])
                continue
            key = (step.by, patch.file)
            going = self._typing.get(key)
            if going is None or step.at - going.last > PAUSE_MS:
                going = self._typing[key] = _Typing(self._item(step.at, ""), *key, step.at)
            going.last = step.at
            going.added += len(patch.inserted)
            going.removed += len(patch.deleted)
            going.item.text = self._typed(going)

    def _typed(self, going: _Typing) -> str:
        who = self.told.people.get(going.by, going.by)
        until = f" until {telling.clock(going.last)}" if going.last // 1000 > going.item.at // 1000 else ""
        changed = [f"{telling.count(going.added, 'character')} added"] if going.added else []
        if going.removed:
            removed = f"{going.removed:,}" if changed else telling.count(going.removed, "character")
            changed.append(f"{removed} removed")
        return f"{who} wrote in {self._paths.name(going.file)}{until}: {', '.join(changed)}"

    # What happened --------------------------------------------------------------------------------------------------

    def _happened(self, step: Step, event: e.Event) -> None:
        match event:
            case e.Agreed(name=name) | e.Joined(name=name):
                self.told.people[step.by] = name
            case e.Started():
                self.told.began = step.wall
                self._section("The interview")
            case e.RunStarted():
                self._typing.clear()
                item = self._item(step.at, self._words(step, event), *self._diff(event))
                self._runs[event.run] = Run(item, event)
                return
            case e.Printed() if event.run in self._runs:
                self._runs[event.run].printed.append((event.stream, event.text))
            case e.CaseJudged() if event.run in self._runs:
                self._runs[event.run].judged.append(event)
            case e.RunEnded() if event.run in self._runs:
                run = self._runs.pop(event.run)
                run.item.text = f"{run.item.text}: {telling.outcome(event)}"
                run.item.parts += results(run, event)
            case e.NoteWritten(note=note):
                if kept := self._notes.get(note):
                    about = f", {kept.tag}" if kept.tag else ""
                    who = f" by {self.told.people[step.by]}" if self._panel and step.by in self.told.people else ""
                    self._item(step.at, f"Note{who}{self._place(event)}{about}", Quote(kept.text))
                return
            case e.Said(text=text) if telling.one_line(text) != text:
                self._typing.clear()
                self._item(step.at, f"{self.told.people.get(step.by, step.by)} wrote in the chat", Words(text))
                return
            case e.NoteChanged() | e.NoteDropped():
                return
            case e.StageBegan(title=title):
                self._section(title)
            case e.HintGiven(text=text):
                self._typing.clear()
                self._item(step.at, self._words(step, event), Quote(text))
                return
            case _:
                pass
        if words := self._words(step, event):
            self._typing.clear()
            self._item(step.at, words)

    def _words(self, step: Step, event: e.Event) -> str:
        who = self.told.people.get(step.by, "Greenroom")
        return telling.happening(event, who, self.story.tasks, self._titles)

    def _place(self, note: e.NoteWritten) -> str:
        lines = lines_of(note)
        file = self._paths.text(note.task, note.language, note.file)
        return f" on {lines} of {self._paths.name(file)}" if lines else ""

    # Code -----------------------------------------------------------------------------------------------------------

    def _diff(self, run: e.RunStarted) -> list[Part]:
        files = self._paths.of_work(run.task, run.language)
        return [part for file in files for part in self._changes(file, self._texts[file])]

    def _changes(self, file: str, text: str) -> list[Part]:
        before, self._shown[file] = self._shown.get(file, ""), text
        if before == text:
            return []
        return [Block(f"{self._paths.name(file)}, what had changed", _difference(before, text), "diff")]

    def _the_end(self) -> None:
        changed = [part for file, text in self._texts.all().items() for part in self._changes(file, text)]
        if changed:
            title = "Up to now" if self.story.so_far else "At the end"
            self._section(title)
            self._item(self.told.length, "What was written after the last run", *changed)


def _difference(before: str, text: str) -> str:
    """A unified diff without its head; long texts are only counted."""
    old, new = before.splitlines(), text.splitlines()
    if max(len(old), len(new)) > DIFF_MAX:
        return f"@@ {len(old):,} lines became {len(new):,}; too long to compare here @@"
    return "\n".join(list(difflib.unified_diff(old, new, lineterm="", n=2))[2:])

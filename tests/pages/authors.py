"""Ida at the page that writes tasks: a house on a folder of tasks, and her browser with the page's token."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sandbox.contract import Sandbox
from server.live.house import House
from server.live.ports_library import TaskHistory
from server.pages import application
from server.pages.bundle import WEB
from server.pages.render import View
from server.settings import Settings
from server.store.memory import Memory
from server.store.tasks import TaskFolders
from server.store.workshop import Desk
from tests.fakes import StillClock
from tests.house import known_languages, new_house
from tests.pages.visitors import Forms, Town, Visitor


@dataclass(frozen=True)
class Author:
    """Somebody at the page: what they send carries the token of their session."""

    visitor: Visitor
    token: str

    async def reads(self, path: str) -> Any:
        assert await self.visitor.opens(path) == 200, self.visitor.text
        return self.visitor.page.json()

    async def does(self, method: str, path: str, said: object = None) -> int:
        return await self.visitor.does(method, path, said, form_token=self.token)

    @property
    def answer(self) -> Any:
        return self.visitor.page.json()


def workshop_house(
    data: Path,
    tasks: Path,
    sandbox: Sandbox | None = None,
    settings: Settings | None = None,
    task_history: TaskHistory | None = None,
) -> House:
    """A house whose tasks lie in this folder."""
    styles = [language.style for language in known_languages()]
    return new_house(
        data,
        store=Memory(),
        clock=StillClock(),
        tasks=TaskFolders(tasks, styles),
        desk=Desk(tasks, styles),
        sandbox=sandbox,
        settings=settings,
        task_history=task_history,
    )


def town_of(house: House, dist: Path) -> Town:
    return Town(house, application(house, view=View(WEB / "templates", dist)))


async def author(visitor: Visitor) -> Author:
    """This visitor, with the token that any form on their pages has."""
    assert await visitor.opens("/account") == 200
    tokens = [form["form-token"][0] for form in Forms(visitor.page.text).found.values() if "form-token" in form]
    return Author(visitor, tokens[0])


def written(folder: Path) -> Mapping[str, str]:
    """Everything that lies in a folder, hidden files too."""
    return {str(each.relative_to(folder)): each.read_text() for each in folder.rglob("*") if each.is_file()}

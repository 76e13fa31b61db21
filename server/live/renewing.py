"""Taking the newer version of a task into an interview that is planned: pinned, told, and its starter code with it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from server.core import effects as f
from server.core import inputs as i
from server.core.document import seed
from server.core.ids import HOST
from server.core.interview import Interview
from server.core.languages import Language, file_name
from server.core.stubs import starter
from server.core.task import Task
from server.core.task_versions import versions_of
from server.live import chance
from server.live.live_room import LiveRoom
from server.live.pins import Pins
from server.live.planning import Refused, first_texts
from server.live.ports import Store
from server.live.rooms import Rooms

NOT_HERE = "This interview is not here any more."


class Renewing:
    def __init__(self, store: Store, pins: Pins, rooms: Rooms, languages: Sequence[Language]) -> None:
        self._store = store
        self._pins = pins
        self._rooms = rooms
        self._languages = languages

    async def renew(self, interview: Interview) -> Interview | Refused:
        """Take the newer versions of all its tasks. Whoever is in the room comes back to it a moment later."""
        live = await self._rooms.enter(interview.id)
        if live is None:
            return Refused(NOT_HERE)
        before = {slug: self._pins.of(live.interview).task(slug) for slug in live.interview.tasks}
        kept = await self._pins.pin(self._pins.newer(live.interview))
        for slug, task in kept.items():
            for effect in live.feed(i.TakesVersion(HOST, slug, task.digest)):
                if isinstance(effect, f.Refuse):
                    return Refused(effect.message)
            self._rewrite(live, before[slug], task)
        versions = {**versions_of(live.interview), **{slug: task.digest for slug, task in kept.items()}}
        live.interview = replace(live.interview, versions=tuple(versions.values()))
        await self._store.save_interview(live.interview)
        if kept:
            await self._rooms.reopen(live, "A task has a newer version.")
        return live.interview

    def _rewrite(self, live: LiveRoom, old: Task | None, new: Task) -> None:
        """Starter code that nobody has touched becomes the new version's; what somebody wrote stays."""
        for language in self._languages:
            name = file_name(new.slug, language)
            text, offered = live.document.text(name), language.id in new.languages
            if text and old and offered and text == starter(old, language.style):
                live.write(live.document.replacement(name, starter(new, language.style), chance.client_id()))
        for name, text in first_texts((new.slug,), _Only({new.slug: new}), self._languages).items():
            if not live.document.text(name):
                live.write(seed({name: text}, client=chance.client_id()))


class _Only:
    """These tasks."""

    def __init__(self, tasks: Mapping[str, Task]) -> None:
        self._tasks = tasks

    def task(self, slug: str) -> Task | None:
        return self._tasks.get(slug)

"""The house's own half of the doctor: what the server needs on this machine. The sandbox's half is `sandbox.doctor`."""

import shutil
from pathlib import Path
from typing import Final

from sandbox.client import SandboxClient
from sandbox.doctor import Check, State, own_walls, walls
from sandbox.doctor import checks as docker_checks
from server.pages.bundle import WEB, Bundle
from server.run import languages, open_store
from server.settings import BadSetting, Settings
from server.store.tasks import TaskFolders
from server.store.trouble import StoreError

ROOM_MB: Final = 500
"""Free space below which a day of interviews might not fit."""

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


async def checks(settings: Settings) -> list[Check]:
    """Everything that Greenroom needs with these settings, as lines of the doctor's table. Never raises."""
    return [
        await database(settings),
        space(settings.data),
        bundle(WEB / "dist"),
        tasks(settings),
        *await runs(settings),
        browser(),
    ]


async def database(settings: Settings) -> Check:
    """Opens the database as the server does, migrations and all, and tries a write."""
    what = "Database"
    try:
        store = await open_store(settings)
    except (BadSetting, StoreError) as error:
        return Check(what, State.BROKEN, str(error), "Mend that, or choose another place with GREENROOM_DATA.")
    try:
        trouble = await store.check()
    finally:
        await store.close()
    if trouble:
        return Check(what, State.BROKEN, trouble, "Mend that, or choose another place with GREENROOM_DATA.")
    return Check(what, State.WORKS, "opens and takes a write")


def space(data: Path) -> Check:
    """Free space where the data folder is, or will be."""
    what, place = "Disk", next(folder for folder in (data.resolve(), *data.resolve().parents) if folder.exists())
    free = shutil.disk_usage(place).free // 2**20
    if free < ROOM_MB:
        return Check(what, State.NOTE, f"{free} MiB free at {place}", "Make room: a full disk stops the record.")
    return Check(what, State.WORKS, f"{free // 1024} GiB free" if free >= 1024 else f"{free} MiB free")


def bundle(dist: Path) -> Check:
    """Whether the room's script is built."""
    if Bundle(dist).entry("src/room.tsx") is None:
        return Check("Web bundle", State.BROKEN, "web/dist has no room in it.", "Run: make up")
    return Check("Web bundle", State.WORKS, "built")


def tasks(settings: Settings) -> Check:
    """Whether the task library loads; a broken task closes nothing but itself."""
    library = TaskFolders(settings.tasks, [language.style for language in languages()])
    problems = [
        f"{Path(each.slug, each.file)}, line {each.line}: {each.what} {each.mend}" for each in library.problems()
    ]
    found = f"{len(library.tasks())} from {settings.tasks}"
    if problems:
        return Check("Tasks", State.NOTE, f"{found}; {len(problems)} with problems", "\n".join(problems))
    if not library.tasks():
        return Check("Tasks", State.NOTE, found, "Point GREENROOM_TASKS at a folder of tasks.")
    return Check("Tasks", State.WORKS, found)


async def runs(settings: Settings) -> list[Check]:
    """Docker on this machine, or the sandbox that the settings point at, with its walls put to the test."""
    if settings.sandbox == "off":
        return [Check("Runs", State.NOTE, "switched off", "Unset GREENROOM_SANDBOX to run code on this machine.")]
    if settings.sandbox == "auto":
        return [*docker_checks(), *await own_walls()]
    client = SandboxClient(Path(settings.sandbox.removeprefix("unix:")))
    status = await client.status()
    if status.ready:
        return [Check("Runs", State.WORKS, f"the sandbox at {settings.sandbox} answers"), *await walls(client.run)]
    mend = "Start that sandbox; on its machine, python -m sandbox.doctor says more."
    return [Check("Runs", State.BROKEN, status.why, mend)]


def browser() -> Check:
    """A browser for the tests; nobody needs one here to hold an interview."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        return Check("Chromium, for the tests", State.NOTE, "not installed", "Run: sudo apt-get install chromium")
    return Check("Chromium, for the tests", State.WORKS, found)

"""A fresh, hardened container for each run: created, attached, started, and gone when the run is.

The order matters: attached before started, or the first output is lost; closed before killed, or the engine waits for a
reader. Nothing is ever executed in or copied from a container that has run a program. The SDK blocks, so it is only
called in threads.
"""

import asyncio
import heapq
import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, ParamSpec, TypeVar

import docker
import requests
import structlog

from sandbox import engine
from sandbox.attach import Attached
from sandbox.engine import NoEngine
from sandbox.hardening import OWNER_LABEL, UIDS, Recipe, Wanted, config, host_config
from sandbox.stream import SandboxTrouble, StreamEnded

ENGINE_SECONDS: Final = 20
"""For one answer of the engine: it takes 0.3 s to start a container, and many times that when the machine is busy."""
START_SECONDS: Final = 60.0
"""From the wish for a container to init's first word."""
REAP_SECONDS: Final = 5.0
"""An engine that takes longer at our start is looked after by the status, not waited for."""
GOODBYE_SECONDS: Final = 15.0
THREADS: Final = 8
"""Questions to the engine at a time. What waits here is done in order, so a flood of runs that end is worked off before
the next containers are made."""

NOT_OURS: Final = -1
"""The number of a container that an earlier process has made."""

P = ParamSpec("P")
T = TypeVar("T")
log = structlog.get_logger()

Connect = Callable[[], docker.DockerClient | NoEngine]


def _connect() -> docker.DockerClient | NoEngine:
    return engine.connect(timeout=ENGINE_SECONDS)


_FAILURES: Final = (docker.errors.DockerException, OSError)
"""Of the SDK: of its HTTP library's errors each is an OSError too, as is a want of descriptors."""


class EngineAway(SandboxTrouble):
    """The engine was there before and does not answer now: it may be back in a moment."""


class Engine:
    """The blocking half: what is asked of Docker, one method each. Connects when needed, and again after a loss."""

    def __init__(self, connect: Connect = _connect) -> None:
        self._connect = connect
        self._client: docker.DockerClient | None = None
        self._connecting = threading.Lock()
        self._was_there = False

    def ask(self, question: Callable[[docker.APIClient], T]) -> T:
        """Ask the engine. Raises SandboxTrouble without one, EngineAway where there was one, and the SDK's errors."""
        with self._connecting:
            client = self._client = self._client or self._connected()
        try:
            return question(client.api)
        except requests.ConnectionError as error:
            self.close()
            raise EngineAway(f"The Docker engine does not answer. {engine.mend()}") from error

    def _connected(self) -> docker.DockerClient:
        found = self._connect()
        if isinstance(found, NoEngine):
            raise (EngineAway if self._was_there else SandboxTrouble)(str(found))
        self._was_there = True
        return found

    def close(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()


@dataclass(slots=True, eq=False)
class Container:
    """One container on its way from wish to gone. What has been asked of the engine is asked to the end."""

    wanted: Wanted
    _house: "Containers"
    created: "asyncio.Future[str] | None" = None
    attached: "asyncio.Future[socket.socket] | None" = None
    started: "asyncio.Future[None] | None" = None
    stream: Attached | None = None
    standing: "asyncio.Task[Attached] | None" = None

    async def stands(self) -> Attached:
        """The streams to its init, once it stands. Raises SandboxTrouble and StreamEnded; may be asked again."""
        assert self.standing is not None
        return await asyncio.shield(self.standing)

    async def idle(self) -> None:
        """Return when it has ended, or said something unasked; raises what `stands` raises."""
        await (await self.stands()).idle()

    def end(self) -> "asyncio.Task[None]":
        """End it at once, whatever its state, and remove it in the background; the task is done when it is gone."""
        return self._house.end(self)


class Containers:
    """Makes containers, each with a user id of its own, and sees that they go."""

    def __init__(self, engine: Engine, owner: str) -> None:
        self._engine, self._owner = engine, owner
        self._threads = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="docker")
        self._free = list(range(UIDS))  # ascending, so a heap
        self._leaving: set[asyncio.Task[None]] = set()
        self._stuck: dict[str, int] = {}

    def begin(self, recipe: Recipe) -> Container:
        """A container of this recipe that is being made from now on. Whoever gets it must `end` it."""
        if not self._free:
            raise SandboxTrouble(f"{UIDS} containers are there already. Try again in a minute.")
        container = Container(Wanted(recipe, self._owner, heapq.heappop(self._free)), self)
        container.standing = asyncio.create_task(self._begun(container))
        container.standing.add_done_callback(_heard)
        return container

    def end(self, container: Container) -> "asyncio.Task[None]":
        """See `Container.end`."""
        if container.stream:
            container.stream.close()
        task = asyncio.create_task(self._end(container))
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)
        return task

    async def reap(self) -> None:
        """Remove what an earlier process with this owner has left behind, before anything of ours can be meant."""
        try:
            async with asyncio.timeout(REAP_SECONDS):
                left = await self._thread(self._engine.ask, self._ours)
        except (SandboxTrouble, *_FAILURES) as error:
            log.warning("nothing_reaped", error=str(error))
            return
        for id in left:
            await self._remove(id, NOT_OURS)

    async def close(self) -> None:
        """Return when every container is gone, or after a while."""
        if self._leaving:
            await asyncio.wait(self._leaving, timeout=GOODBYE_SECONDS)
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._engine.close()

    async def _begun(self, container: Container) -> Attached:
        """The streams of a container that stands; every way in which it does not is a sentence."""
        try:
            async with asyncio.timeout(START_SECONDS):
                return await self._begin(container)
        except TimeoutError as error:
            raise SandboxTrouble(f"The container did not start within {START_SECONDS:g} s. Try again.") from error
        except docker.errors.ImageNotFound as error:
            raise SandboxTrouble(_not_built(container.wanted.recipe.image)) from error
        except _FAILURES as error:
            raise SandboxTrouble(
                f"Docker could not start the container ({engine.reason(error)}). Run: greenroom doctor"
            ) from error

    async def _begin(self, container: Container) -> Attached:
        ask = self._engine.ask
        container.created = self._thread(ask, lambda api: _create(api, container.wanted))
        id = await asyncio.shield(container.created)
        container.attached = self._thread(ask, lambda api: _attach(api, id))
        stream = container.stream = await Attached.over(await asyncio.shield(container.attached))
        container.started = self._thread(ask, lambda api: api.start(id))
        await self._stands(stream, container.started)
        stream.send(container.wanted.recipe.first)
        return stream

    async def _stands(self, stream: Attached, started: "asyncio.Future[None]") -> None:
        """Init often speaks before the engine says that it has started it; only its refusal must be waited for."""
        ready = asyncio.ensure_future(stream.ready())
        try:
            await asyncio.wait((ready, started), return_when=asyncio.FIRST_COMPLETED)
            if started.done():
                started.result()
            await ready
        except StreamEnded:
            await asyncio.shield(started)
            raise
        finally:
            ready.cancel()

    async def _end(self, container: Container) -> None:
        id = await self._settled(container)
        if id:
            await self._remove(id, container.wanted.number)
        else:
            heapq.heappush(self._free, container.wanted.number)

    async def _settled(self, container: Container) -> str:
        """Wait for what the engine has been asked, then close the streams; the container's id, "" if there is none."""
        if container.standing:
            container.standing.cancel()
            await asyncio.wait((container.standing,))
        id = ""
        for step in (container.created, container.attached, container.started):
            with suppress(SandboxTrouble, *_FAILURES):
                match await step if step else None:
                    case str(id):
                        pass
                    case socket.socket() as unused if not container.stream:
                        unused.close()
        if container.stream:
            container.stream.close()
        return id

    async def _remove(self, id: str, number: int) -> None:
        """Kill and remove one container, and those for which that has failed before; their numbers are free again."""
        for each, its in ((id, number), *self._stuck.items()):
            try:
                await self._thread(self._engine.ask, lambda api, each=each: _remove(api, each))
            except (SandboxTrouble, *_FAILURES) as error:
                self._stuck[each] = its
                log.warning("container_stays", container=each[:12], error=str(error))
            else:
                first = self._stuck.pop(each, None) is not None or each == id  # another's end may have tried it too
                if first and its >= 0:
                    heapq.heappush(self._free, its)

    def _ours(self, api: docker.APIClient) -> list[str]:
        found = api.containers(all=True, quiet=True, filters={"label": f"{OWNER_LABEL}={self._owner}"})
        return [each["Id"] for each in found]

    def _thread(self, work: Callable[P, T], *args: P.args, **_: P.kwargs) -> "asyncio.Future[T]":
        return asyncio.get_running_loop().run_in_executor(self._threads, work, *args)


def _heard(standing: "asyncio.Task[Attached]") -> None:
    """Trouble of a container that nobody asks for any more is no news."""
    if not standing.cancelled():
        standing.exception()


def _create(api: docker.APIClient, wanted: Wanted) -> str:
    created = api.create_container(host_config=api.create_host_config(**host_config(wanted)), **config(wanted))
    return str(created["Id"])


def _attach(api: docker.APIClient, id: str) -> socket.socket:
    """The raw, connected socket of the container's streams, as one of our own."""
    attached = api.attach_socket(id, params={"stdin": 1, "stdout": 1, "stream": 1})
    raw = getattr(attached, "_sock", None)
    if not isinstance(raw, socket.socket):
        raise SandboxTrouble("Runs need a Docker engine at a Unix socket or plain tcp:// address. Set DOCKER_HOST.")
    ours = raw.dup()
    attached._response.close()  # first: from Python 3.13 on, a response that outlives its reader complains when it goes
    attached.close()
    raw.close()
    return ours


def _remove(api: docker.APIClient, id: str) -> None:
    try:
        api.remove_container(id, force=True, v=True)
    except docker.errors.NotFound:
        return
    except docker.errors.APIError as error:
        if error.status_code != requests.codes.conflict:
            raise
        with suppress(docker.errors.NotFound):  # the engine is removing it by itself
            api.wait(id, timeout=ENGINE_SECONDS, condition="removed")


def _not_built(image: str) -> str:
    """Of an image as `images.tag` calls it."""
    language = image.partition("/")[2].partition(":")[0]
    return f"The image {image} is not built. Run: make languages LANGUAGES={language}"

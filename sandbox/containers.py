"""A fresh, hardened container for each run: created, attached, started, and gone when the run is.

The order matters: attached before started, or the first output is lost; closed before killed, or the engine waits for a
reader. Nothing is ever executed in or copied from a container that has run a program. The SDK blocks, so it is only
called in threads.
"""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final, ParamSpec, TypeVar

import docker
import requests
import structlog

from sandbox import engine
from sandbox.attach import Attached
from sandbox.contract import Limits
from sandbox.engine import NoEngine
from sandbox.hardening import OWNER_LABEL, Wanted, config, host_config
from sandbox.stream import SandboxTrouble, Stream, StreamEnded

ENGINE_SECONDS: Final = 20
"""For one answer of the engine: it takes 0.3 s to start a container, and many times that when the machine is busy."""
START_SECONDS: Final = 60.0
"""From the wish for a container to init's first word."""
REAP_SECONDS: Final = 5.0
"""An engine that takes longer at our start is looked after by the status, not waited for."""
GOODBYE_SECONDS: Final = 15.0
WAITING_MOST: Final = 100
"""Runs that may wait for a place: more are more than anybody would wait for."""

P = ParamSpec("P")
T = TypeVar("T")
log = structlog.get_logger()

Connect = Callable[[], docker.DockerClient | NoEngine]


def _connect() -> docker.DockerClient | NoEngine:
    return engine.connect(timeout=ENGINE_SECONDS)


class Engine:
    """The blocking half: what is asked of Docker, one method each. Connects when needed, and again after a loss."""

    def __init__(self, connect: Connect = _connect) -> None:
        self._connect = connect
        self._client: docker.DockerClient | None = None
        self._connecting = threading.Lock()

    def ask(self, question: Callable[[docker.APIClient], T]) -> T:
        """Ask the engine. Raises SandboxTrouble where there is none, and the SDK's own errors."""
        with self._connecting:
            client = self._client = self._client or self._connected()
        try:
            return question(client.api)
        except requests.ConnectionError as error:
            self.close()
            raise SandboxTrouble(f"The Docker engine does not answer. {engine.mend()}") from error

    def _connected(self) -> docker.DockerClient:
        found = self._connect()
        if isinstance(found, NoEngine):
            raise SandboxTrouble(str(found))
        return found

    def close(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()


@dataclass(slots=True)
class _Container:
    """One container on its way from wish to gone. What has been asked of the engine is asked to the end."""

    wanted: Wanted
    created: "asyncio.Future[str] | None" = None
    attached: "asyncio.Future[socket.socket] | None" = None
    started: "asyncio.Future[None] | None" = None
    stream: Attached | None = None


class Containers:
    """So many places for runs, each with its own container and user id."""

    def __init__(self, engine: Engine, owner: str, places: int) -> None:
        self._engine, self._owner = engine, owner
        self._threads = ThreadPoolExecutor(max_workers=places * 2 + 2, thread_name_prefix="docker")
        self._free: asyncio.LifoQueue[int] = asyncio.LifoQueue()
        for place in reversed(range(places)):
            self._free.put_nowait(place)
        self._leaving: set[asyncio.Task[None]] = set()
        self._stuck: set[str] = set()
        self._waiting = 0

    @asynccontextmanager
    async def claim(self, image: str, run: str, limits: Limits, pids: int) -> AsyncIterator[Stream]:
        """The streams to the init of a fresh container, once a place is free. Raises SandboxTrouble.

        Leaving, for whatever reason, ends the container at once and removes it in the background; its place is free
        again when it is gone.
        """
        place = await self._place()
        container = _Container(Wanted(image, self._owner, run, place, limits, pids))
        try:
            yield await self._begun(container)
        finally:
            self._in_background(self._end(container))

    async def reap(self) -> None:
        """Remove what an earlier process with this owner has left behind, before anything of ours can be meant."""
        try:
            async with asyncio.timeout(REAP_SECONDS):
                left = await self._thread(self._engine.ask, self._ours)
        except (TimeoutError, SandboxTrouble, docker.errors.DockerException, requests.RequestException) as error:
            log.warning("nothing_reaped", error=str(error))
            return
        for id in left:
            await self._remove(id)

    async def close(self) -> None:
        """Return when every container is gone, or after a while."""
        if self._leaving:
            await asyncio.wait(self._leaving, timeout=GOODBYE_SECONDS)
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._engine.close()

    async def _place(self) -> int:
        if self._waiting >= WAITING_MOST:
            raise SandboxTrouble(f"{WAITING_MOST} runs are waiting already. Try again in a minute.")
        self._waiting += 1
        try:
            return await self._free.get()
        finally:
            self._waiting -= 1

    async def _begun(self, container: _Container) -> Attached:
        """The streams of a container that stands; every way in which it does not is a sentence."""
        try:
            async with asyncio.timeout(START_SECONDS):
                return await self._begin(container)
        except TimeoutError as error:
            raise SandboxTrouble(f"The container did not start within {START_SECONDS:g} s. Try again.") from error
        except docker.errors.ImageNotFound as error:
            raise SandboxTrouble(f"The image {container.wanted.image} is not built. Run: make up") from error
        except (docker.errors.DockerException, requests.RequestException) as error:
            raise SandboxTrouble(
                f"Docker could not start the container ({engine.reason(error)}). Run: greenroom doctor"
            ) from error

    async def _begin(self, container: _Container) -> Attached:
        ask = self._engine.ask
        container.created = self._thread(ask, lambda api: _create(api, container.wanted))
        id = await asyncio.shield(container.created)
        container.attached = self._thread(ask, lambda api: _attach(api, id))
        stream = container.stream = await Attached.over(await asyncio.shield(container.attached))
        container.started = self._thread(ask, lambda api: api.start(id))
        await self._stands(stream, container.started)
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

    async def _end(self, container: _Container) -> None:
        try:
            if id := await self._settled(container):
                await self._remove(id)
        finally:
            self._free.put_nowait(container.wanted.place)

    async def _settled(self, container: _Container) -> str:
        """Close the streams, and wait for what the engine has been asked; the container's id, "" if there is none."""
        if container.stream:
            container.stream.close()
        id = ""
        for step in (container.created, container.attached, container.started):
            with suppress(SandboxTrouble, docker.errors.DockerException, requests.RequestException):
                match await step if step else None:
                    case str(id):
                        pass
                    case socket.socket() as unused if not container.stream:
                        unused.close()
        return id

    async def _remove(self, id: str) -> None:
        """Kill and remove one container, and those for which that has failed before."""
        for each in (id, *self._stuck):
            try:
                await self._thread(self._engine.ask, lambda api, each=each: _remove(api, each))
                self._stuck.discard(each)
            except (SandboxTrouble, docker.errors.DockerException, requests.RequestException) as error:
                self._stuck.add(each)
                log.warning("container_stays", container=each[:12], error=str(error))

    def _ours(self, api: docker.APIClient) -> list[str]:
        found = api.containers(all=True, quiet=True, filters={"label": f"{OWNER_LABEL}={self._owner}"})
        return [each["Id"] for each in found]

    def _thread(self, work: Callable[P, T], *args: P.args, **_: P.kwargs) -> "asyncio.Future[T]":
        return asyncio.get_running_loop().run_in_executor(self._threads, work, *args)

    def _in_background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)


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

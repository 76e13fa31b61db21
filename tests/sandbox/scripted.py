"""An init and its program, played by the test: what the program does when it is called is a Python function."""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sandbox.frames import Err, Exit, FromInit, Out, Ready, Ret, Why
from sandbox.stream import StreamEnded

KINDS = {1: "FILE", 2: "START", 3: "CALL", 4: "KILL", 5: "LIMITS", 6: "STDIN", 7: "FETCH"}

Says = Iterator[FromInit]
Acts = Callable[["Asked"], Says]
"""What comes of one request."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as the program reads it, and which start of the program it is (1, 2, ..)."""

    id: str
    what: dict[str, Any]
    start: int

    @property
    def args(self) -> list[Any]:
        return list(self.what["args"])


def answer(asked: Asked, value: Any, ms: float = 1.0, oom: bool = False) -> Ret:
    """The frame of an honest answer."""
    return raw(json.dumps({"id": asked.id, "ok": value}).encode() + b"\n", ms, oom)


def raw(data: bytes, ms: float = 1.0, oom: bool = False) -> Ret:
    return Ret(round(ms * 1000), 0, oom, data)


def error(asked: Asked, kind: str = "raised", type: str = "ValueError", msg: str = "no", tb: str = "trace") -> Ret:
    body = {"kind": kind, "type": type, "msg": msg, "tb": tb}
    return raw(json.dumps({"id": asked.id, "err": body}).encode() + b"\n")


def exit(why: Why = Why.ENDED, code: int = 0, signal: int = 0, oom: bool = False, ms: float = 1.0) -> Exit:
    return Exit(why, code, signal, oom, round(ms * 1000), 0, 0)


def loads(_: Asked) -> Says:
    """The file is executed without trouble."""
    yield answer(_, None)


@dataclass(slots=True)
class ScriptedStream:
    """A `Stream` whose other end acts as told. It keeps every byte that it was sent, and ends when told by None."""

    act: Acts
    load: Acts = loads
    sent: bytearray = field(default_factory=bytearray)
    starts: int = 0
    asked: list[dict[str, Any]] = field(default_factory=list)
    last_words: tuple[FromInit, ...] = ()
    _said: deque[FromInit | None] = field(default_factory=deque)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._say(Ready())

    def send(self, frame: bytes) -> None:
        self.sent += frame
        match KINDS[frame[4]]:
            case "START":
                self.starts += 1
            case "CALL":
                self._play(json.loads(frame[5:]))
            case "KILL":
                self.says(*self.last_words, exit(Why.HOST, signal=9))
            case _:  # files, limits, input
                pass

    def says(self, *frames: FromInit) -> None:
        """Say something, asked or not."""
        for said in frames:
            self._say(said)

    def frames(self) -> list[tuple[str, bytes]]:
        """Every frame that it was sent: its kind and its body."""
        found, at = [], 0
        while at < len(self.sent):
            size = int.from_bytes(self.sent[at : at + 4])
            found.append((KINDS[self.sent[at + 4]], bytes(self.sent[at + 5 : at + 5 + size])))
            at += 5 + size
        return found

    def files(self) -> dict[str, bytes]:
        """The files that it was sent, by name."""
        bodies = [body for kind, body in self.frames() if kind == "FILE"]
        return {body[2 : 2 + body[1]].decode(): body[2 + body[1] :] for body in bodies}

    async def receive(self) -> FromInit:
        while not self._said:
            self._news.clear()
            await self._news.wait()
        said = self._said.popleft()
        if said is None:
            raise StreamEnded("the container was killed")
        return said

    def lose(self) -> None:
        """The container is killed from outside."""
        self._say(None)

    def _play(self, request: dict[str, Any]) -> None:
        asked = Asked(request["id"], request, self.starts)
        self.asked.append(request)
        self.says(*(self.load if "load" in request else self.act)(asked))

    def _say(self, said: FromInit | None) -> None:
        self._said.append(said)
        self._news.set()


def printed(text: str) -> Out:
    return Out(text.encode())


def complained(text: str) -> Err:
    return Err(text.encode())

"""People at a real socket: they come in, type, ask and hear. They wait for news and never sleep."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Self

from pycrdt import Doc, Text
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from server.core import varint
from server.core.document import apply
from server.live import frames

PATIENCE = 30.0
"""Seconds that a person waits for news before the test has failed; nothing waits this long when all is well."""

News = dict[str, Any]


class Person:
    """One open page: a document of its own, everything heard so far, and the close code once there is one."""

    def __init__(self, socket: ClientConnection, doc: "Doc[Text] | None" = None) -> None:
        self.socket = socket
        self.doc: Doc[Text] = doc if doc is not None else Doc()
        self.frames: list[News] = []
        self.raw: list[bytes | str] = []
        self.cursors: list[bytes] = []
        self.draft: Doc[Text] = Doc()
        """The private document, while this person thinks privately."""
        self.spell = ""
        self.code = 0
        self.reason = ""
        self.sent_frames = 0
        self._changed = asyncio.Condition()
        self._mine: list[bytes] = []
        self._doc_updates = self.doc.observe(lambda event: self._mine.append(event.update))
        self._reading = asyncio.create_task(self._read())

    # What they do -------------------------------------------------------------------------------------------------

    async def type(self, words: str, at: int | None = None, file: str = "slots/solution.py") -> None:
        """Put these words into the file, at its end or at a position."""
        text = self.doc.get(file, type=Text)
        self._mine.clear()
        if at is None:
            text += words  # pycrdt counts positions in bytes
        else:
            text.insert(at, words)
        for update in self._mine:
            await self.send(frames.update(update))
            self.sent_frames += 1

    async def goes_private(self, minutes: int = 5, *, shares: bool = False) -> str:
        """Think privately from now on; the id of the stretch."""
        known = {event["data"]["spell"] for event in self.events if event["kind"] == "private_began"}
        await self.ask("private", minutes=minutes, shares=shares)
        await self._until(lambda: next((s for s in self._spells() if s not in known), None), "private_began")
        await self.knows_draft()
        return self.spell

    async def knows_draft(self) -> None:
        """Wait until the private text of the stretch that goes is here."""
        self.spell = self._spells()[-1]
        await self.send(frames.private(self.spell, frames.STEP1, self.draft.get_state()))
        await self._until(lambda: str(self.draft.get("slots/solution.py", type=Text)) or None, "the private text")

    async def types_privately(self, words: str, at: int | None = None, file: str = "slots/solution.py") -> None:
        """Put these words into the private file, at its end or at a position."""
        before = self.draft.get_state()
        text = self.draft.get(file, type=Text)
        if at is None:
            text += words
        else:
            text.insert(at, words)
        await self.send(frames.private(self.spell, frames.UPDATE, self.draft.get_update(before)))

    def draft_text(self, file: str = "slots/solution.py") -> str:
        return str(self.draft.get(file, type=Text))

    async def sees_privately(self, words: str, file: str = "slots/solution.py") -> None:
        """Wait until the private file contains these words."""
        await self._until(lambda: words in self.draft_text(file) or None, f"“{words}” in the private {file}")

    def _spells(self) -> list[str]:
        return [event["data"]["spell"] for event in self.events if event["kind"] == "private_began"]

    async def ask(self, type: str, **fields: Any) -> None:
        await self.send(json.dumps({"type": type, **fields}))

    async def send(self, frame: bytes | str) -> None:
        await self.socket.send(frame)

    async def leave(self) -> None:
        await self.socket.close()
        await self._reading

    # What they see ------------------------------------------------------------------------------------------------

    @property
    def events(self) -> list[News]:
        return [event for frame in self.frames if frame["type"] == "events" for event in frame["events"]]

    def text(self, file: str = "slots/solution.py") -> str:
        return str(self.doc.get(file, type=Text))

    async def hears(self, type: str, **fields: Any) -> News:
        """The first frame of this type with these fields, heard already or yet to come."""
        frame: News = await self._until(lambda: _first(self.frames, "type", type, fields), f"a frame {type} {fields}")
        return frame

    async def hears_event(self, kind: str, **data: Any) -> News:
        """The first event of this kind whose data has these fields."""
        event: News = await self._until(
            lambda: next(
                (event for event in self.events if event["kind"] == kind and data.items() <= event["data"].items()),
                None,
            ),
            f"an event {kind} {data}",
        )
        return event

    async def sees(self, words: str, file: str = "slots/solution.py") -> None:
        """Wait until the file contains these words."""
        await self._until(lambda: words in self.text(file) or None, f"“{words}” in {file}")

    async def sees_cursor(self, state: bytes) -> None:
        await self._until(lambda: any(state in cursor for cursor in self.cursors) or None, f"the cursor {state!r}")

    async def is_saved(self) -> None:
        """Wait until everything this page sent is stored."""
        await self._until(
            lambda: any(f["type"] == "saved" and f["upto"] >= self.sent_frames for f in self.frames) or None, "saved"
        )

    async def is_sent_away(self, code: int) -> None:
        """Wait until the server closes this connection, with this code."""
        await asyncio.wait_for(self._reading, PATIENCE)
        assert self.code == code, f"closed with {self.code} {self.reason}"

    async def _until(self, found: Any, what: str) -> Any:
        async def wait() -> Any:
            async with self._changed:
                await self._changed.wait_for(lambda: found() is not None or self._reading.done())
            return found()

        try:
            result = await asyncio.wait_for(wait(), PATIENCE)
        except TimeoutError:
            result = None
        assert result is not None, f"never came: {what}; heard {self.frames[-5:]}, closed {self.code} {self.reason}"
        return result

    # Reading ------------------------------------------------------------------------------------------------------

    async def _read(self) -> None:
        try:
            async for frame in self.socket:
                self.raw.append(frame)
                if isinstance(frame, str):
                    self.frames.append(json.loads(frame))
                else:
                    await self._take(frame)
                async with self._changed:
                    self._changed.notify_all()
        except ConnectionClosed:
            pass
        finally:
            self.code = self.socket.close_code or 1006
            self.reason = self.socket.close_reason or ""
            async with self._changed:
                self._changed.notify_all()

    async def _take(self, frame: bytes) -> None:
        if frame[0] == frames.AWARENESS:
            self.cursors.append(frame)
            return
        if frame[0] == frames.PRIVATE:
            await self._take_privately(frame)
            return
        payload, _ = varint.read_bytes(frame, 2)
        if frame[1] == frames.STEP1:
            with contextlib.suppress(ConnectionClosed):
                await self.send(frames.step2(self.doc.get_update(payload)))
                self.sent_frames += 1
                await self.send(frames.step1(self.doc.get_state()))
        else:
            apply(self.doc, payload)  # a browser, too, leaves out what it cannot read

    async def _take_privately(self, frame: bytes) -> None:
        spell, at = varint.read_bytes(frame, 1)
        payload, _ = varint.read_bytes(frame, at + 1)
        if frame[at] == frames.STEP1:
            with contextlib.suppress(ConnectionClosed):
                await self.send(frames.private(spell.decode(), frames.STEP2, self.draft.get_update(payload)))
        else:
            apply(self.draft, payload)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.leave()


@asynccontextmanager
async def page(
    address: str, *, plain: bool = False, since: int = 0, origin: str = "", doc: "Doc[Text] | None" = None
) -> AsyncIterator[Person]:
    """Open this sync address as a page would (or as the stock provider: `plain`), until the block ends.

    `doc` is what the page still has from before, as a browser keeps it while it is offline.
    """
    extra = {"Origin": origin} if origin else {}
    subprotocols = None if plain else [Subprotocol("greenroom.1")]
    where = f"{address}&since={since}" if since else address
    opening = connect(where, subprotocols=subprotocols, additional_headers=extra, max_size=None)
    async with opening as socket, Person(socket, doc) as person:
        yield person


def _first(frames: list[News], key: str, value: str, fields: dict[str, Any]) -> News | None:
    return next((frame for frame in frames if frame[key] == value and fields.items() <= frame.items()), None)

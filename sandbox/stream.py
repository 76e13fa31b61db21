"""The two streams to a container's init, as the judge needs them, and how they fail."""

from typing import Protocol

from sandbox.frames import FromInit


class StreamEnded(Exception):
    """The container is gone, or its stream broke: nothing more can be sent or read."""


class SandboxTrouble(Exception):
    """The sandbox itself does not work; the text says what and the mend. Never the program's fault."""


class Stream(Protocol):
    """Frames to and from one container's init."""

    def send(self, frame: bytes) -> None:
        """Queue a frame. Never blocks, so that the judge always reads."""
        ...

    async def receive(self) -> FromInit:
        """The next frame. Raises StreamEnded, and SandboxTrouble where the container speaks another protocol."""
        ...

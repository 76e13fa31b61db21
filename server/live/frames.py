"""The binary frames that the server itself writes, in the y-websocket protocol (docs/protocol.md)."""

from typing import Final

from server.core.varint import write_bytes

SYNC: Final = 0
AWARENESS: Final = 1
QUERY_AWARENESS: Final = 3
PRIVATE: Final = 4
"""The private document of a stretch of thinking privately: only ever between the server and a candidate's pages."""
STEP1: Final = 0
STEP2: Final = 1
UPDATE: Final = 2


def step1(vector: bytes) -> bytes:
    """Ask for what the other side has and this state vector lacks."""
    return bytes((SYNC, STEP1)) + write_bytes(vector)


def step2(update: bytes) -> bytes:
    """Answer a step 1."""
    return bytes((SYNC, STEP2)) + write_bytes(update)


def update(update: bytes) -> bytes:
    return bytes((SYNC, UPDATE)) + write_bytes(update)


def awareness(update: bytes) -> bytes:
    return bytes((AWARENESS,)) + write_bytes(update)


def private(spell: str, step: int, payload: bytes) -> bytes:
    """A sync message of the private document of this stretch."""
    return bytes((PRIVATE,)) + write_bytes(spell.encode()) + bytes((step,)) + write_bytes(payload)

"""What the room tells browsers as text: the frames of docs/protocol.md, from values. The only encoder of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from sandbox.contract import SandboxStatus
from server.core.events import KIND_OF, Edited, Entry, Pointed
from server.core.roles import Role, hears

_encoder = msgspec.json.Encoder()


def text(frame: Mapping[str, Any]) -> str:
    """One text frame."""
    return _encoder.encode(frame).decode()


def line(entry: Entry) -> dict[str, Any]:
    """An entry as one Event of the protocol; a document update or a cursor carries base64."""
    return {
        "seq": entry.seq,
        "at": entry.at,
        "wall": entry.wall,
        "by": entry.by,
        "kind": KIND_OF[type(entry.event)],
        "data": entry.event,
    }


def told(entry: Entry, role: Role) -> Entry | None:
    """The entry as this role hears it in a live room, or nothing."""
    event = hears(role, entry.event)
    if event is None:
        return None
    if event is entry.event:
        return entry
    return Entry(entry.seq, entry.at, entry.wall, entry.by, event)


def events(entries: Iterable[Entry], role: Role) -> str:
    """The `events` frame with what this role may hear of these entries; document and cursor entries go as binary."""
    heard = (told(entry, role) for entry in entries if not isinstance(entry.event, Edited | Pointed))
    return text({"type": "events", "events": [line(entry) for entry in heard if entry is not None]})


def sandbox(status: SandboxStatus, role: Role) -> dict[str, object]:
    """The sandbox's status, as `welcome` and `sandbox` carry it. What is unsafe is no candidate's business."""
    languages = [{"id": each.id, "ready": each.ready, "why": each.why} for each in status.languages]
    unsafe = status.unsafe if role.interviewer else ""
    return {"ready": status.ready, "why": status.why, "unsafe": unsafe, "languages": languages}


def queued(run: str, position: int) -> str:
    """How many runs go before this one; 0 when it waits no more."""
    return text({"type": "queued", "run": run, "position": position})


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts by `<task>/<file>`, and what those of projects are called; one that is not there has no path."""

    texts: Mapping[str, str]
    paths: Mapping[str, str]


def walk(spell: str, before: Texts, after: Texts) -> str:
    """What somebody brings back from thinking privately: of each file that changed its name, the text before and the
    text after; in a project also what it was called and is called, "" where it was or is not there."""
    told = [
        {"file": file, "before": before.texts.get(file, ""), "after": now, "was": was, "path": path}
        for file, now in after.texts.items()
        for was, path in [(before.paths.get(file, ""), after.paths.get(file, ""))]
        if now != before.texts.get(file, "") or was != path
    ]
    return text({"type": "walk", "spell": spell, "files": told})


def clients(owners: Mapping[int, str]) -> str:
    """Whose each Yjs client id is."""
    return text({"type": "clients", "clients": {str(client): person for client, person in owners.items()}})


def devices(seats: Mapping[str, int]) -> str:
    """On how many devices each person is here."""
    return text({"type": "devices", "devices": seats})


def saved(upto: int) -> str:
    return text({"type": "saved", "upto": upto})


def trouble(message: str) -> str:
    return text({"type": "trouble", "message": message})


def refused(ask: str, message: str) -> str:
    return text({"type": "refused", "ask": ask, "message": message})


def pong(n: int) -> str:
    return text({"type": "pong", "n": n})


def ndjson(entries: Sequence[Entry]) -> bytes:
    """Entries as lines of JSON, for records and downloads."""
    return b"".join(_encoder.encode(line(entry)) + b"\n" for entry in entries)

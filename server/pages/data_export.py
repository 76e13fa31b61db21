"""Everything that is kept about a candidate, as one zip with a manifest that says what each file is: the candidate's
edition of each interview, and what other tables have.

Nothing that `roles.sees` keeps from a candidate is in it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

import msgspec

from server.core import events as e
from server.core.interview import Interview
from server.core.languages import Language
from server.core.project_files import files_of
from server.core.roles import Role
from server.core.seal.erasures import read_erasure
from server.core.track.parts import Edition
from server.live.exports import Exports, Made
from server.live.feedbacks import Feedbacks
from server.live.pins import Pins
from server.live.ports import Store
from server.live.sealing import Sealing
from server.live.tracks import Tracks
from server.live.zips import zipped
from server.pages.access import told
from server.pages.answers import lines_of
from server.pages.offline import offline_file
from server.pages.render import View

MEDIA: Final = "application/zip"
TRANSCRIPT: Final = "transcript.txt"
Files = dict[str, tuple[str, str | bytes]]
"""What each file is, and what is in it, by path."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where an export takes everything from; the house's, or a command's own."""

    view: View
    store: Store
    tracks: Tracks
    sealing: Sealing
    exports: Exports
    feedbacks: Feedbacks
    kept: str
    """For how long, in words."""
    due: Callable[[Interview], int]
    """When it will be deleted (Unix ms); 0 for never."""
    pins: Pins
    languages: Sequence[Language]


async def everything(sources: Sources, interviews: Sequence[Interview], made: int) -> Made:
    """The zip of these interviews, made at this time (Unix ms). With several, each is in a folder of its own.

    Raises `StoreError`.
    """
    files: Files = {}
    for interview in interviews:
        folder = f"{interview.id}/" if len(interviews) > 1 else ""
        files |= {folder + path: file for path, file in (await _one(sources, interview, made)).items()}
    contents: dict[str, str | bytes] = {path: content for path, (_, content) in files.items()}
    zip = zipped({"README.txt": _readme(files), "manifest.json": _manifest(files, made), **contents})
    name = f"greenroom-data-{interviews[0].id if len(interviews) == 1 else 'several'}.zip"
    return Made(name, MEDIA, zip)


async def _one(sources: Sources, interview: Interview, made: int) -> Files:
    store = sources.store
    talk = await store.talk(interview.id)
    files: Files = {
        "interview.json": ("The interview as the list has it, and until when it is kept.", _facts(sources, interview)),
        "agreement.json": ("What the candidate agreed to, under which name, and when.", _agreement(talk)),
        "timeline.ndjson": (
            "Everything that happened, a line each, as the candidate may know it.",
            await _timeline(store, interview.id),
        ),
    }
    await sources.pins.load(interview)
    tasks = sources.pins.of(interview)
    offline = await offline_file(
        sources.view, sources.tracks, sources.sealing, tasks, sources.languages, interview, Edition.CANDIDATE
    )
    if offline is not None:
        files["replay.html"] = ("The whole replay: open it in a browser; greenroom verify checks it.", offline.body)
    transcript = sources.exports.format(TRANSCRIPT)
    if transcript is not None:
        text = await sources.exports.make(interview, transcript, Edition.CANDIDATE)
        files[TRANSCRIPT] = ("The same as text.", text.body)
    texts = await sources.tracks.texts_at(interview, Edition.CANDIDATE)
    files |= {f"code/{name}": ("A file as it was at last.", code) for name, code in _named(texts, talk) if code}
    files |= await _after(sources.feedbacks, interview, made)
    opened = told(await store.accesses(interview.id), Role.CANDIDATE)
    files["access.json"] = ("Who opened the record, and when.", _json(opened))
    if erased := [about for each in await store.erasures(interview.id) if (about := read_erasure(each.statement))]:
        files["erased.json"] = ("Which entries of the timeline were erased, and when.", _json(erased))
    for table, rows in (await store.rows_about(interview.id)).items():
        files[f"other/{table}.json"] = (f"What else is kept: {table.replace('_', ' ')}.", _json(rows))
    return files


def _named(texts: Mapping[str, str], talk: Sequence[e.Entry]) -> Iterator[tuple[str, str]]:
    """The texts by what people called them; what was deleted, or whose name was erased, by its number."""
    shown = files_of(talk).shown_names()
    for file, text in texts.items():
        name = shown.get(file, file)
        yield file if name in texts else name, text


async def _after(feedbacks: Feedbacks, interview: Interview, made: int) -> Files:
    """What came after the interview: what was sent, and what both sides said of it once both may read it.

    An owner makes this file, so what nobody but the candidate may read is not in it: they have it on their own page.
    """
    files: Files = {}
    if sent := (await feedbacks.file(interview)).sends:
        files["feedback.json"] = ("The feedback that was sent.", _json(sent))
    booth, ratings = await feedbacks.ratings(interview)
    if ratings and booth.revealed(made):
        files["ratings.json"] = ("How both sides found the interview.", _json(ratings))
    return files


def _facts(sources: Sources, interview: Interview) -> str:
    return _json(
        {
            "id": interview.id,
            "title": interview.title,
            "interviewers": [interview.host, *(member.name for member in interview.setup.panel)],
            "candidate": interview.candidate,
            "tasks": interview.tasks,
            "state": interview.state,
            "planned": _when(interview.created),
            "started": _when(interview.started),
            "ended": _when(interview.ended),
            "kept": sources.kept,
            "kept_until": _when(sources.due(interview)),
        }
    )


def _agreement(talk: Sequence[e.Entry]) -> str:
    agreed = [(entry, entry.event) for entry in talk if isinstance(entry.event, e.Agreed)]
    return _json([{"name": about.name, "terms": about.terms, "at": _when(each.wall)} for each, about in agreed])


async def _timeline(store: Store, room: str) -> bytes:
    written = bytearray()
    async for some in lines_of(store.timeline(room), Role.CANDIDATE):
        written += some
    return bytes(written)


def _manifest(files: Files, made: int) -> str:
    return _json(
        {
            "format": "greenroom-data-1",
            "made": _when(made),
            "files": [
                {"path": path, "what": what, "bytes": len(data), "sha256": sha256(data).hexdigest()}
                for path, (what, content) in files.items()
                for data in (_bytes(content),)
            ],
        }
    )


def _readme(files: Files) -> str:
    width = max(map(len, files))
    listed = "\n".join(f"  {path:<{width}}  {what}" for path, (what, _) in files.items())
    return (
        "This is everything that this Greenroom keeps about a candidate, as the candidate may know it: what\n"
        "interviewers wrote for themselves is not in it. What the candidate wrote down about themselves is read by\n"
        "nobody else, so it is not in it either: they take it along from their own page of the interview.\n\n"
        f"{listed}\n\n"
        "manifest.json says the same for programs, with the size and the SHA-256 of each file.\n"
    )


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode(errors="surrogatepass")


def _json(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def _when(at: int) -> str:
    """`2026-11-27T08:00:00Z`, or "" for never."""
    return f"{datetime.fromtimestamp(at / 1000, UTC):%Y-%m-%dT%H:%M:%SZ}" if at else ""

"""Editing traces: each file's whole history as JSON, in the flat form of github.com/josephg/editing-traces.

`{"startContent", "endContent", "txns": [{"time", "patches": [[position, deleted, inserted], ..]}]}`; positions and
lengths count characters (code points), times are ISO 8601.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from server.core.ids import ROOM
from server.core.story import Story, Wrote
from server.exporting.paths import Paths
from server.exporting.texts import Patch, Texts
from server.live.zips import zipped


@dataclass(slots=True)
class _Trace:
    start: str = ""
    txns: list[dict[str, Any]] = field(default_factory=list)


def traces(story: Story) -> bytes:
    """A zip file with `<task>/<file>.json` for each file, by what it was called last."""
    texts, paths = Texts(), Paths(story)
    found: dict[str, _Trace] = {}
    latest = 0
    for step in story.steps:
        paths.take(step.what)
        if not isinstance(step.what, Wrote):
            continue
        latest = max(latest, step.wall)  # the clock of a machine may be set back
        patches: dict[str, list[Patch]] = {}
        for patch in texts.write(step.what):
            patches.setdefault(patch.file, []).append(patch)
        for file, changed in patches.items():
            if file not in found and step.by == ROOM:
                found[file] = _Trace(start=texts[file])  # starter code
            else:
                txn = {"time": time(latest), "patches": [[p.at, len(p.deleted), p.inserted] for p in changed]}
                found.setdefault(file, _Trace()).txns.append(txn)
    return zipped({f"{paths.name(file)}.json": _json(trace, texts[file]) for file, trace in sorted(found.items())})


def time(wall: int) -> str:
    """Unix milliseconds as ISO 8601."""
    return datetime.fromtimestamp(wall / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _json(trace: _Trace, end: str) -> str:
    whole = {"startContent": trace.start, "endContent": end, "txns": trace.txns}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))

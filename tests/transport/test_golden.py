"""The golden frames of tests/wire: what the server writes and reads, held against the files of the browser's tests.

After a wanted change of the protocol: `GOLDEN=write pytest tests/transport/test_golden.py`, and look at the difference.
"""

import json
import os
from pathlib import Path
from typing import Any

import msgspec

from sandbox.contract import LanguageStatus, SandboxStatus
from server.core import asks as a
from server.core import events as e
from server.core.roles import Role
from server.live import news
from server.transport import wire
from tests.core.test_roles import ALONE, PRIVATE, SHARED
from tests.transport.test_wire import ASKS

GOLDEN = Path(__file__).parents[1] / "wire"


def held(name: str, now: Any) -> None:
    """The golden file of this name says exactly this."""
    path = GOLDEN / name
    if os.environ.get("GOLDEN") == "write":
        path.write_text(json.dumps(now, indent=2, ensure_ascii=False) + "\n")
    assert json.loads(path.read_text()) == now


def entries() -> list[e.Entry]:
    """One of every kind that travels as text, both suites of a run included."""
    events = [event for event in SHARED + PRIVATE + ALONE if not isinstance(event, e.Edited | e.Pointed)]
    return [e.Entry(n, n * 1000, 1_795_000_000_000 + n, "host", event) for n, event in enumerate(events, start=1)]


def test_what_each_role_hears() -> None:
    for role in (Role.HOST, Role.CANDIDATE):  # a panelist and an observer hear what a host hears: test_roles
        held(f"events-{role}.json", json.loads(news.events(entries(), role)))


def test_the_other_frames_of_the_server() -> None:
    status = SandboxStatus(
        False, "Docker does not answer.", (LanguageStatus("python", False, "No image."),), "The network is open."
    )
    written = [
        news.text({"type": "sandbox", **news.sandbox(status, Role.HOST)}),
        news.clients({77: "candidate", 4_000_000_000: "host"}),
        news.devices({"candidate": 2, "host": 1}),
        news.saved(12),
        news.trouble("The disk is full. Make room; what is typed is kept and saved then."),
        news.refused("run", "Ida is already running the code. Wait for it to finish, or press Stop."),
        news.queued("r1", 2),
        news.walk(
            "s1",
            news.Texts({"slots/solution.py": "x = 1\n"}, {"desk/python.2": "loan.py"}),
            news.Texts({"slots/solution.py": "x = 2\n", "desk/python.2": ""}, {"desk/python.2": "loans.py"}),
        ),
        news.pong(3),
    ]
    held("frames.json", [json.loads(frame) for frame in written])


def test_every_ask_of_a_browser() -> None:
    asks = [{"type": a.ASK_OF[type(ask)], **msgspec.to_builtins(ask)} for ask in ASKS] + [{"type": "ping", "n": 3}]
    held("asks.json", asks)
    for ask in asks:
        assert not isinstance(wire.read_text(json.dumps(ask)), wire.Rejection)

"""`pages`: how long the server takes for pages in a house of 10,000 interviews, beside the same pages in a new one."""

import asyncio
import http.client
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bench.greenroom import Greenroom, greenroom
from bench.many_interviews import LONG, fill
from bench.processes import HOST
from bench.progress import say
from bench.report import Goal, Report
from bench.stats import Spread, number, quantile, spread, table
from server.live.doors import sign_in_link

INTERVIEWS: Final = 10_000
EVENTS: Final = 1_000_000
TASKS: Final = ("alert-storms", "downtime")
ASKED: Final = 60
"""Times each page is asked for in a round."""
BOUND_MS: Final = 100

Page = tuple[str, str, str]
"""What it is called, its address here, and its address in a house with one interview ("" for none)."""


def pages(rounds: int) -> Report:
    """The table and the goals. Raises `CannotMeasure`."""
    found: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="greenroom-bench-") as folder:
        data = Path(folder)
        say(f"pages: making {INTERVIEWS:,} interviews with {EVENTS:,} events")
        events = asyncio.run(fill(data, INTERVIEWS, EVENTS, TASKS))
        with greenroom(data) as full, greenroom() as fresh, owner(full) as ask, owner(fresh) as ask_fresh:
            one = fresh.open_interview()["id"]
            fresh.ask("POST", f"/api/interviews/{one}/end")
            addresses = list(_pages(one))
            for _, address, alike in addresses:
                settled(ask, address)
                if alike:
                    settled(ask_fresh, alike)
            for round in range(rounds):
                say(f"pages, round {round + 1} of {rounds}")
                for name, address, alike in addresses:
                    found[name].append(asked_p95(ask, address))
                    found[f"{name} beside"].append(asked_p95(ask_fresh, alike) if alike else float("nan"))
    spreads = {name: Spread.of(figures) for name, figures in found.items()}
    rows = [
        [
            name,
            spread(spreads[name]),
            spread(spreads[f"{name} beside"]) if alike else "",
            number(spreads[name].over(spreads[f"{name} beside"])) if alike else "",
        ]
        for name, _, alike in addresses
    ]
    head = [f"{INTERVIEWS:,} interviews, {events:,} events; p95, ms", "here", "in a new house", "÷"]
    return Report(table(head, rows), [Goal(f"{name}, p95 ms", spreads[name], BOUND_MS) for name, _, _ in addresses])


def _pages(one: str) -> Iterator[Page]:
    """`one` is the only interview of the new house."""
    small = "room00009000"
    yield "the start page", "/", "/"
    yield "what has ended", "/?state=ended", "/?state=ended"
    yield "page 100 of it", "/?state=ended&after=1776000000000-zzzz", ""
    yield "words that one has", "/?words=cam+4321", "/?words=cam"
    yield "words that nobody has", "/?words=nobody", "/?words=nobody"
    yield "planning", "/interviews/new", "/interviews/new"
    yield "a planned interview", "/interviews/room00000100", ""
    yield "a record", f"/interviews/{small}/record", f"/interviews/{one}/record"
    yield "a record of ninety minutes", f"/interviews/{LONG}/record", f"/interviews/{one}/record"
    yield "a replay's page", f"/interviews/{LONG}/replay", f"/interviews/{one}/replay"
    yield "a replay's index", f"/interviews/{LONG}/track", f"/interviews/{one}/track"
    yield "who opened what", f"/interviews/{LONG}/access", f"/interviews/{one}/access"
    yield "what is kept", "/data", "/data"
    yield "people", "/people", "/people"
    yield "API, 500 interviews", "/api/interviews", "/api/interviews"
    yield "API, 50 interviews", "/api/interviews?limit=50", "/api/interviews"
    yield "figures for Prometheus", "/metrics", "/metrics"


Ask = Callable[[str], int]


@contextmanager
def owner(server: Greenroom) -> Iterator[Ask]:
    """An owner's browser that keeps its connection: asks for an address and gives the status."""
    server.ask("GET", "/api/tasks")  # until then the house may not be open yet
    link = sign_in_link("", (server.data / "secret").read_text().strip())
    connection = http.client.HTTPConnection(HOST, server.port, timeout=60)
    connection.request("GET", link)
    entered = connection.getresponse()
    entered.read()
    cookies = "; ".join(value.split(";", 1)[0] for name, value in entered.getheaders() if name.lower() == "set-cookie")
    headers = {"Cookie": cookies, "Authorization": f"Bearer {server.token}", "Accept-Encoding": "br, gzip"}

    def ask(address: str) -> int:
        try:
            connection.request("GET", address, headers=headers)
            answer = connection.getresponse()
        except ConnectionError:  # the server lets go of connections that were quiet for seconds
            connection.close()
            connection.request("GET", address, headers=headers)
            answer = connection.getresponse()
        answer.read()
        return answer.status

    yield ask
    connection.close()


def settled(ask: Ask, address: str) -> None:
    """Ask until it is there: a track of ninety minutes is derived at the first time."""
    status = ask(address)
    if status != 200:
        raise RuntimeError(f"{address} was answered with {status}")


def asked_p95(ask: Ask, address: str) -> float:
    took = []
    for _ in range(ASKED):
        began = time.perf_counter()
        ask(address)
        took.append((time.perf_counter() - began) * 1000)
    return quantile(took, 0.95)

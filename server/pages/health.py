"""How the house is, for machines: a health check and figures for Prometheus."""

import asyncio
import ipaddress
from functools import partial
from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Gauge, generate_latest
from prometheus_client import Counter as Counting
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.contract import SandboxStatus
from server.core.interview import State
from server.core.listing import Wanted
from server.live.ports import Clock, Store
from server.pages import doors
from server.pages.answers import json_answer
from server.pages.site import Site
from server.pages.tokens import require_token

FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-real-ip", "via")
"""Headers of a proxy: with one of them the connection's address says nothing of who asks."""


ASK_AGAIN_MS: Final = 1000
"""Asking is a write, and anybody may ask for the health: between two of them the last answer stands."""


class Pulse:
    """The store's own word on how it is, at most a second old."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._asked_at: int | None = None
        self._trouble = ""
        self._asking = asyncio.Lock()

    async def trouble(self) -> str:
        async with self._asking:
            now = self._clock.monotonic_ms()
            if self._asked_at is None or now - self._asked_at >= ASK_AGAIN_MS:
                self._trouble, self._asked_at = await self._store.check(), now
            return self._trouble


async def healthz(pulse: Pulse, site: Site, request: Request) -> Response:
    """200 while the house can keep what happens, 503 when it cannot. A sleeping sandbox closes no room."""
    trouble = await pulse.trouble()
    sandbox = site.house.sandbox_status()
    pool = {"waiting": sandbox.pool.waiting, "capacity": sandbox.pool.capacity}
    told = {
        "status": "trouble" if trouble else "ok",
        "store": {"ok": not trouble, "why": trouble},
        "sandbox": {"ready": sandbox.ready, "why": sandbox.why, "languages": sandbox.languages, "pool": pool},
    }
    return json_answer(told, 503 if trouble else 200)


@doors.anyone
async def metrics(site: Site, request: Request) -> Response:
    """For this machine itself, or with an API token."""
    if not _is_local(request):
        await require_token(site, request)
    status = site.house.sandbox_status()
    figures = generate_latest(REGISTRY) + generate_latest(await _interviews(site)) + generate_latest(_sandbox(status))
    return Response(figures, media_type=CONTENT_TYPE_LATEST)


async def _interviews(site: Site) -> CollectorRegistry:
    registry = CollectorRegistry()
    gauge = Gauge("greenroom_interviews", "Interviews by state.", ["state"], registry=registry)
    counts = await site.house.store.counts(Wanted())
    for state in State:
        gauge.labels(state.value).set(counts.get(state, 0))
    return registry


def _sandbox(status: SandboxStatus) -> CollectorRegistry:
    """How busy the sandbox was at the last look. Its counts begin anew when it is started anew, as counters may."""
    registry, pool, checked = CollectorRegistry(), status.pool, status.ready and not status.unsafe
    for name, help, value in (
        ("greenroom_sandbox_ready", "Whether runs are possible.", status.ready),
        ("greenroom_sandbox_checked", "Whether its walls have held: hidden tests may run.", checked),
        ("greenroom_pool_waiting", "Containers that wait for runs.", pool.waiting),
        ("greenroom_pool_capacity", "Containers that may wait for runs.", pool.capacity),
        ("greenroom_runs_running", "Runs that have a place in the sandbox.", pool.running),
        ("greenroom_run_places", "Runs that the sandbox takes at the same time.", pool.places),
        ("greenroom_runs_queued", "Runs that wait for a place.", pool.queued),
    ):
        Gauge(name, help, registry=registry).set(value)
    starts = Counting("greenroom_container_claims", "Containers that runs took.", ["start"], registry=registry)
    starts.labels("warm").inc(pool.warm)
    starts.labels("cold").inc(pool.cold)
    kept = Counting("greenroom_pool_containers", "What became of the pool's containers.", ["what"], registry=registry)
    kept.labels("made").inc(pool.refills)
    kept.labels("recycled").inc(pool.recycled)
    kept.labels("lost").inc(pool.lost)
    return registry


def _is_local(request: Request) -> bool:
    host = request.client.host if request.client else ""
    try:
        return ipaddress.ip_address(host).is_loopback and not any(name in request.headers for name in FORWARDED)
    except ValueError:
        return False


def routes(site: Site) -> list[Route]:
    pulse = Pulse(site.house.store, site.house.clock)
    return [
        Route("/healthz", partial(doors.anyone(partial(healthz, pulse)), site)),
        Route("/metrics", partial(metrics, site)),
    ]

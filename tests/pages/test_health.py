"""How the house tells machines that it is well, and whom it tells figures."""

import hashlib
from dataclasses import replace

import pytest

from sandbox.contract import PoolStatus, SandboxStatus
from server.live.ports import ApiToken
from server.store.memory import Memory
from tests.fakes import READY, FakeSandbox, StillClock
from tests.pages.visitors import Town


async def test_a_house_that_keeps_what_happens_is_well(town: Town) -> None:
    answer = await town.stranger().client.get("/healthz")
    told = answer.json()
    assert (answer.status_code, told["status"], told["store"]) == (200, "ok", {"ok": True, "why": ""})
    assert told["sandbox"]["ready"] is True
    assert {language["id"] for language in told["sandbox"]["languages"]} == {"python", "javascript"}


async def test_without_a_sandbox_the_rooms_stay_open(town: Town, sandbox: FakeSandbox) -> None:
    sandbox.now = SandboxStatus(False, "Docker does not answer. Start it.")
    await town.house.look_at_sandbox()
    answer = await town.stranger().client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["sandbox"]["why"] == "Docker does not answer. Start it."
    owner = await town.owner()
    assert "Docker does not answer. Start it.</strong> Rooms open and edit all the same." in owner.text


async def test_a_store_that_cannot_write_is_trouble(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(self: Memory) -> str:
        return "The disk is full. Make room on it."

    monkeypatch.setattr(Memory, "check", full)
    answer = await town.stranger().client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["store"] == {"ok": False, "why": "The disk is full. Make room on it."}


async def test_a_crowd_that_asks_for_the_health_costs_the_store_one_write_a_second(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    async def counted(self: Memory) -> str:
        asked.append(1)
        return ""

    monkeypatch.setattr(Memory, "check", counted)
    clock = town.house.clock
    assert isinstance(clock, StillClock)
    for _ in range(20):
        await town.stranger().client.get("/healthz")
    assert len(asked) == 1
    clock.ms += 1000
    await town.stranger().client.get("/healthz")
    assert len(asked) == 2


async def test_figures_say_how_busy_the_sandbox_is(town: Town, sandbox: FakeSandbox) -> None:
    sandbox.now = replace(READY, pool=PoolStatus(3, 8, 2, 4, 1, warm=20, cold=5, refills=23, recycled=7, lost=6))
    await town.house.look_at_sandbox()
    figures = (await town.stranger("127.0.0.1").client.get("/metrics")).text
    for line in (
        "greenroom_sandbox_ready 1.0",
        "greenroom_sandbox_checked 1.0",
        "greenroom_pool_waiting 3.0",
        "greenroom_pool_capacity 8.0",
        "greenroom_runs_running 2.0",
        "greenroom_run_places 4.0",
        "greenroom_runs_queued 1.0",
        'greenroom_container_claims_total{start="warm"} 20.0',
        'greenroom_container_claims_total{start="cold"} 5.0',
        'greenroom_pool_containers_total{what="made"} 23.0',
        'greenroom_pool_containers_total{what="recycled"} 7.0',
        'greenroom_pool_containers_total{what="lost"} 6.0',
    ):
        assert f"\n{line}\n" in figures
    told = (await town.stranger().client.get("/healthz")).json()
    assert told["sandbox"]["pool"] == {"waiting": 3, "capacity": 8}


async def test_figures_are_for_this_machine_or_a_token(town: Town) -> None:
    await town.interview()
    here = town.stranger("127.0.0.1").client
    answer = await here.get("/metrics")
    assert 'greenroom_interviews{state="planned"} 1.0' in answer.text
    for header in ("x-forwarded-for", "forwarded", "via", "x-real-ip"):
        through_a_proxy = await here.get("/metrics", headers={header: "127.0.0.1"})
        assert through_a_proxy.status_code == 401
    far = town.stranger().client
    assert (await far.get("/metrics")).status_code == 401
    await town.house.store.add_token(ApiToken("t1", "", hashlib.sha256(b"grt_good").hexdigest(), 1))
    assert (await far.get("/metrics", headers={"authorization": "Bearer grt_good"})).status_code == 200

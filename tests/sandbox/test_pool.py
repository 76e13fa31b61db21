"""The pool with an engine that does as it is told: what is claimed, taken over, lost, dropped, and always ended."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from sandbox.hardening import Recipe
from sandbox.pool import LASTS_SECONDS, Pool
from sandbox.stream import SandboxTrouble, Stream
from sandbox.upkeep import IDLE_SECONDS, QUICK_SECONDS, Upkeep
from tests.sandbox.scripted import ScriptedStream, answer

PY, JS = Recipe("python", 256, 64), Recipe("javascript", 256, 64)


@dataclass(eq=False)
class FakeContainer:
    """Stands, dies and goes when the test says so."""

    recipe: Recipe
    stood: "asyncio.Future[Stream]"
    died: asyncio.Event = field(default_factory=asyncio.Event)
    ended: bool = False
    lingers: bool = False
    gone: "asyncio.Future[None]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    async def stands(self) -> Stream:
        return await asyncio.shield(self.stood)

    async def idle(self) -> None:
        await self.died.wait()

    def end(self) -> "asyncio.Future[None]":
        assert not self.ended, "a container is ended once"
        self.ended = True
        if not self.lingers:
            self.gone.set_result(None)
        return self.gone


class Town:
    """A pool, its clock, and every container that it has asked for."""

    def __init__(self, cap: int = 8, starts: int = 2) -> None:
        self.now = 100.0
        self.queued = 0
        self.at_once = True
        self.refuses: Exception | None = None
        self.made: list[FakeContainer] = []
        self.pool = Pool(self._begin, Upkeep(cap), starts=starts, queued=lambda: self.queued, clock=lambda: self.now)
        self.pool.open()

    def _begin(self, recipe: Recipe) -> FakeContainer:
        container = FakeContainer(recipe, asyncio.get_running_loop().create_future())
        self.made.append(container)
        if self.refuses:
            container.stood.set_exception(self.refuses)
            container.stood.exception()
        elif self.at_once:
            self.stand(container)
        return container

    def stand(self, container: FakeContainer) -> None:
        container.stood.set_result(ScriptedStream(lambda asked: iter([answer(asked, 1)])))

    async def until(self, true: Callable[[], Any]) -> None:
        """Let everybody act until this is so."""
        async with asyncio.timeout(5):
            while not true():  # noqa: ASYNC110 whoever acts needs no time, only turns
                await asyncio.sleep(0)

    async def rest(self) -> None:
        """Let everybody act who can."""
        for _ in range(20):
            await asyncio.sleep(0)

    async def waits(self, count: int) -> None:
        await self.until(lambda: self.pool.figures().waiting == count)

    @property
    def there(self) -> list[FakeContainer]:
        return [each for each in self.made if not each.ended]


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    town = Town()
    yield town
    town.pool.close()
    assert town.there == []


async def test_a_run_gets_a_container_that_waits(town: Town) -> None:
    town.pool.wish({PY: 1})
    await town.waits(1)
    async with town.pool.claim(PY) as claimed:
        assert not claimed.cold
        assert len(town.made) == 1
    figures = town.pool.figures()
    assert (figures.warm, figures.cold, figures.refills) == (1, 0, 1)


async def test_a_container_serves_one_run_and_another_takes_its_place(town: Town) -> None:
    town.pool.wish({PY: 1})
    await town.waits(1)
    async with town.pool.claim(PY):
        assert town.there == town.made[:1]
    assert town.there == []
    await town.waits(1)
    assert len(town.made) == 2
    async with town.pool.claim(PY) as claimed:
        assert not claimed.cold
    assert town.made[1].ended


async def test_without_one_the_run_starts_cold(town: Town) -> None:
    town.pool.wish({JS: 1})
    await town.waits(1)
    async with town.pool.claim(PY) as claimed:
        assert claimed.cold
    assert town.pool.figures().cold == 1


async def test_none_waits_for_a_run_that_will_not_come_again(town: Town) -> None:
    async with town.pool.claim(PY, again=False):
        pass
    await town.rest()
    assert len(town.made) == 1


async def test_the_next_one_is_made_after_the_run_and_not_beside_it(town: Town) -> None:
    town.pool.wish({PY: 1})
    await town.waits(1)
    async with town.pool.claim(PY):
        await town.rest()
        assert len(town.made) == 1
        town.now += QUICK_SECONDS  # a run that takes long has no first answer to wait for
        town.pool.look()
        await town.waits(1)


async def test_none_is_made_while_one_that_is_over_has_not_gone(town: Town) -> None:
    town.pool.wish({PY: 1})
    await town.waits(1)
    town.made[0].lingers = True
    async with town.pool.claim(PY):
        pass
    await town.rest()
    assert len(town.made) == 1
    town.made[0].gone.set_result(None)
    await town.waits(1)


async def test_none_is_made_while_runs_wait_for_a_place(town: Town) -> None:
    town.queued = 1
    town.pool.wish({PY: 1})
    await town.rest()
    assert town.made == []
    town.queued = 0
    town.pool.look()
    await town.waits(1)


async def test_a_run_takes_over_the_one_that_is_being_made(town: Town) -> None:
    town.at_once = False
    town.pool.wish({PY: 1})
    await town.until(lambda: town.made)
    claiming = asyncio.ensure_future(anext(aiter_of(town.pool, PY)))
    await asyncio.sleep(0)
    town.stand(town.made[0])
    assert (await claiming).cold
    assert len(town.made) == 1
    assert town.pool.figures().waiting == 0
    town.at_once = True


async def aiter_of(pool: Pool, recipe: Recipe) -> AsyncIterator[Any]:
    async with pool.claim(recipe) as claimed:
        yield claimed


async def test_a_container_that_dies_while_it_waits_is_replaced_before_anybody_gets_it(town: Town) -> None:
    town.pool.wish({PY: 1})
    await town.waits(1)
    town.now += LASTS_SECONDS
    town.made[0].died.set()
    await town.until(lambda: len(town.made) == 2)
    await town.waits(1)
    assert town.made[0].ended
    assert town.pool.figures().lost == 1
    async with town.pool.claim(PY) as claimed:
        assert not claimed.cold


async def test_one_that_dies_in_the_moment_of_the_claim_is_not_given_out(town: Town) -> None:
    town.pool.wish({PY: 2})
    await town.waits(2)
    town.made[0].died.set()
    await asyncio.sleep(0)
    async with town.pool.claim(PY) as claimed:
        assert not claimed.cold
        assert [each.ended for each in town.made[:2]] == [True, False]


async def test_containers_that_never_last_are_not_made_again_and_again(town: Town) -> None:
    town.pool.wish({PY: 1})
    await town.waits(1)
    town.made[0].died.set()
    await town.waits(0)
    await town.rest()
    assert len(town.made) == 1


async def test_an_image_that_is_not_built_is_no_end_of_trouble(town: Town) -> None:
    town.refuses = SandboxTrouble("The image is not built.")
    town.pool.wish({PY: 1})
    await town.until(lambda: town.made and town.made[0].ended)
    await town.rest()
    assert len(town.made) == 1
    with pytest.raises(SandboxTrouble, match="not built"):
        async with town.pool.claim(PY):
            raise AssertionError("there is no container")


async def test_stop_before_the_container_stands_ends_it_all_the_same(town: Town) -> None:
    town.at_once = False
    claiming = asyncio.ensure_future(anext(aiter_of(town.pool, PY)))
    await town.until(lambda: town.made)
    claiming.cancel()
    await asyncio.gather(claiming, return_exceptions=True)
    assert town.made[0].ended
    town.at_once = True


async def test_cold_starts_take_turns(town: Town) -> None:
    town.at_once = False
    claims = [asyncio.ensure_future(anext(aiter_of(town.pool, PY))) for _ in range(5)]
    await town.until(lambda: len(town.made) == 2)
    await town.rest()
    assert len(town.made) == 2
    town.stand(town.made[0])
    await town.until(lambda: len(town.made) == 3)
    for claim in claims:
        claim.cancel()
    await asyncio.gather(*claims, return_exceptions=True)
    town.at_once = True


async def test_what_has_waited_long_is_renewed(town: Town) -> None:
    town.pool.wish({PY: 1})
    await town.waits(1)
    town.now += IDLE_SECONDS
    town.pool.wish({PY: 1})
    await town.until(lambda: len(town.made) == 2)
    await town.waits(1)
    figures = town.pool.figures()
    assert (town.made[0].ended, figures.recycled, figures.lost) == (True, 1, 0)

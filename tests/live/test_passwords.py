"""argon2 as it is really used: what fits, what does not, what is made anew, and that nobody waits for it."""

import asyncio
import time

from argon2 import PasswordHasher

from server.live.passwords import Passwords

WORDS = "four words that fit"


async def test_a_password_fits_its_own_hash_and_nothing_else() -> None:
    passwords = Passwords()
    hashed = await passwords.hash(WORDS)
    assert hashed.startswith("$argon2id$")
    assert await passwords.fits(hashed, WORDS)
    assert not await passwords.fits(hashed, WORDS + " ")
    assert not await passwords.fits("", WORDS)
    assert not await passwords.fits("", "")
    assert not await passwords.fits("no hash at all", WORDS)
    assert not passwords.is_old(hashed)
    passwords.close()


async def test_what_is_too_long_is_wrong_even_where_its_beginning_fits() -> None:
    passwords = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    long = "x" * 257
    assert not await passwords.fits(await passwords.hash(long), long)
    assert await passwords.fits(await passwords.hash("x" * 256), "x" * 256)
    passwords.close()


async def test_hashes_of_other_parameters_fit_and_are_told_apart() -> None:
    before = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    now = Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    hashed = await before.hash(WORDS)
    assert await now.fits(hashed, WORDS)
    assert now.is_old(hashed)
    assert not now.is_old(await now.hash(WORDS))
    before.close()
    now.close()


async def test_the_loop_goes_on_meanwhile() -> None:
    passwords = Passwords()
    rounds = 0

    async def others() -> None:
        nonlocal rounds
        while True:
            rounds += 1
            await asyncio.sleep(0)

    beside = asyncio.create_task(others())
    await asyncio.gather(*(passwords.fits("", "a guess") for _ in range(4)))
    beside.cancel()
    assert rounds > 100
    passwords.close()


async def test_an_unknown_name_takes_as_long_as_a_wrong_password() -> None:
    passwords = Passwords()
    hashed = await passwords.hash(WORDS)
    await passwords.fits("", "warm")

    async def fastest(of: str) -> float:
        taken = []
        for _ in range(5):
            begun = time.perf_counter()
            await passwords.fits(of, "a guess")
            taken.append(time.perf_counter() - begun)
        return min(taken)

    unknown, wrong = await fastest(""), await fastest(hashed)
    assert 0.4 < unknown / wrong < 2.5, (unknown, wrong)
    passwords.close()

"""Passwords: hashed and compared with argon2, in threads of their own, a few at once: each takes 64 MiB and a while."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from server.core.accounts import PASSWORD_MAX

T = TypeVar("T")

THREADS: Final = 2


class Passwords:
    """`hasher` has the parameters that new hashes get; older ones go on fitting, and are told apart by `is_old`."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="greenroom-password")
        self._nobodys = ""

    async def hash(self, password: str) -> str:
        return await self._in_thread(lambda: self._hasher.hash(_bytes(password)))

    async def fits(self, hashed: str, password: str) -> bool:
        """Whether this is the password. Against no hash it takes as long, and never is."""
        return await self._in_thread(lambda: self._fits(hashed, password))

    def is_old(self, hashed: str) -> bool:
        """Whether this hash was made with other parameters than new ones are."""
        return self._hasher.check_needs_rehash(hashed)

    def close(self) -> None:
        self._threads.shutdown(wait=False)

    def _fits(self, hashed: str, password: str) -> bool:
        if not self._nobodys:
            self._nobodys = self._hasher.hash(b"nobody's")
        try:
            self._hasher.verify(hashed or self._nobodys, _bytes(password))
        except (VerificationError, InvalidHashError):
            return False
        return bool(hashed) and len(password) <= PASSWORD_MAX

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


def _bytes(password: str) -> bytes:
    """The password as it is hashed: what is beyond its longest makes it wrong, and need not be looked at."""
    return password[: PASSWORD_MAX + 1].encode(errors="surrogatepass")

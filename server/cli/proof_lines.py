"""What proofs are at, as plain lines for a log: one a second, on standard error, where no terminal shows bars."""

import asyncio
import time
from collections.abc import Callable
from functools import partial
from typing import Final

import click

SECONDS: Final = 1.0


class Lines:
    """Says each second what is going on, whoever is on. A line is for all tasks that are on their way."""

    def __init__(
        self,
        shown: bool,
        clock: Callable[[], float] = time.monotonic,
        say: Callable[[str], None] | None = None,
    ) -> None:
        self._shown, self._clock = shown, clock
        self._say = say or partial(click.echo, err=True)
        self._began = clock()
        self._now: dict[str, str] = {}

    def says(self, slug: str, words: str) -> None:
        """This is where this task is from now on; "" once it is done."""
        self._now.pop(slug, None)
        if words:
            self._now[slug] = words

    def line(self) -> str:
        """`12 s  parking-fee 3/20 good.py; ...`; "" where nothing is on its way."""
        if not self._now:
            return ""
        return f"{self._clock() - self._began:4.0f} s  " + "; ".join(
            f"{slug} {words}" for slug, words in sorted(self._now.items())
        )

    async def go_on(self) -> None:
        """A line each second, until it is cancelled."""
        while self._shown:
            await asyncio.sleep(SECONDS)
            if line := self.line():
                self._say(line)

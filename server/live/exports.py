"""Exports: an interview as a file of another program's format. Who opens the house says which formats there are."""

from collections.abc import Callable
from dataclasses import dataclass

from server.core.story import Story


@dataclass(frozen=True, slots=True)
class Format:
    """One format. `name` stands in addresses and on the command line, `ending` at the end of a file's name.

    `what` says in a sentence what it is for. `named` says that a copy can be had with names, which leaves them out
    otherwise. `make` runs in a thread.
    """

    name: str
    title: str
    ending: str
    media: str
    what: str
    make: Callable[[Story], bytes]
    named: bool = False

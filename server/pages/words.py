"""How the pages say things: times, counts, verdicts and events, in plain words to a person."""

import re
from datetime import UTC, datetime

from sandbox.contract import Verdict
from server.core.task import Kind


def shape(verdict: Verdict | None) -> str:
    """The mark that a verdict gets, one for each meaning: `pass`, `fail`, or `open` for neither."""
    match verdict:
        case Verdict.PASSED:
            return "pass"
        case None | Verdict.UNCHECKED | Verdict.CANCELLED | Verdict.INTERNAL_ERROR:
            return "open"
        case _:
            return "fail"


def moment(wall: int) -> str:
    """Unix milliseconds as a date and a time; the page's script turns it into the reader's own time zone."""
    return f"{datetime.fromtimestamp(wall / 1000, UTC):%d %b %Y, %H:%M} UTC"


def day(wall: int) -> str:
    """Unix milliseconds as a day, for a file that is taken along."""
    return f"{datetime.fromtimestamp(wall / 1000, UTC):%Y-%m-%d}"


def iso(wall: int) -> str:
    """Unix milliseconds for a `<time datetime>`."""
    return f"{datetime.fromtimestamp(wall / 1000, UTC):%Y-%m-%dT%H:%M:%SZ}"


def size_of(bytes: int) -> str:
    """How large a file is: `1 kB`, `48 kB`, `1.2 MB`."""
    return f"{bytes / 1_000_000:.1f} MB" if bytes >= 1_000_000 else f"{-(-bytes // 1000)} kB"


def unslug(text: str) -> str:
    """`edge-cases` and `problem_solving` as words, the first letter large."""
    words = text.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def some(words: list[str], most: int = 4) -> list[str]:
    """The first of many, and how many more there are: as many as a line takes."""
    return words if len(words) <= most else [*words[: most - 1], f"{len(words) - most + 1} more"]


def plain_title(title: str) -> str:
    """A language's title without its version and what is in brackets: `Python`, `Common Lisp`."""
    return re.sub(r"(\s+[\d.]+)?(\s*\(.*\))?$", "", title)


def kind(of: Kind) -> str:
    """What a candidate writes for a task of this kind; "" for the usual one, a function."""
    return {"function": "", "class": "a class", "stdin": "a program", "sql": "a query", "project": "a project"}[of]


def counted_choice(each: tuple[str, int]) -> tuple[str, str]:
    """Something to choose, with how many have it: its value and its words."""
    name, count = each
    return name, f"{unslug(name)} ({count})"

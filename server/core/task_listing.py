"""Which tasks somebody looks for in the library: what the filters mean, how they stand in an address. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final, get_args
from urllib.parse import urlencode

from server.core.task import Kind
from server.core.task_summary import TaskSummary

PAGE: Final = 50
"""Tasks on a page."""
WORDS_MAX: Final = 120
DAY_MS: Final = 86_400_000
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
LEVELS: Final = ("easy", "medium", "hard")
MINUTES: Final = (15, 30, 45, 60)
PROOFS: Final = ("proven", "changed", "unproven", "failed")
USED: Final[Mapping[str, str]] = {
    "never": "Never used",
    "month": "Used in the last 30 days",
    "year": "Used in the last year",
    "rested": "Not in the last 90 days",
}
STATUSES: Final[Mapping[str, str]] = {"": "Not retired", "leaked": "Leaked", "retired": "Retired", "all": "All"}
ORDERS: Final[Mapping[str, str]] = {"": "By title", "used": "Last used first", "minutes": "Shortest first"}


@dataclass(frozen=True, slots=True)
class Used:
    """In how many interviews a task was used, and when the last of them ended (Unix ms)."""

    times: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A task as a list shows it. `proof` is one of `PROOFS`."""

    task: TaskSummary
    proof: str
    used: Used = Used()

    @property
    def words(self) -> str:
        """All that a search looks through, in small letters."""
        task = self.task
        return "\n".join((task.title, task.slug, *task.skills, *task.tags)).casefold()


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: "" or 0 asks for nothing. Names are those of the address. `minutes` is the most."""

    words: str = ""
    kind: str = ""
    level: str = ""
    minutes: int = 0
    skill: str = ""
    language: str = ""
    tag: str = ""
    used: str = ""
    proof: str = ""
    status: str = ""
    order: str = ""
    page: int = 1

    @property
    def narrow(self) -> bool:
        """Whether anything but the order and the page was asked for."""
        return replace(self, order="", page=1) != Sought()

    @property
    def further(self) -> bool:
        """Whether one of the filters that most people never need asks for something."""
        return any((self.tag, self.kind, self.used, self.proof, self.status, self.order))

    @property
    def query(self) -> str:
        """As it stands in an address, with its question mark; "" for everything."""
        asked = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "page" or self.page > 1}
        text = urlencode({name: value for name, value in asked.items() if value})
        return f"?{text}" if text else ""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found: `count` in all, on so many `pages`; so many more are `retired` and not shown."""

    rows: Sequence[Row]
    count: int
    page: int
    pages: int
    retired: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from in this library, with how many tasks have it."""

    skills: Sequence[tuple[str, int]]
    tags: Sequence[tuple[str, int]]
    languages: Sequence[tuple[str, int]]


def read_sought(asked: Mapping[str, str]) -> Sought:
    """What an address or a form asks for; what is not understood in it asks for nothing."""
    return Sought(
        words=" ".join(asked.get("words", "")[:WORDS_MAX].split()),
        kind=_one_of(asked.get("kind", ""), KINDS),
        level=_one_of(asked.get("level", ""), LEVELS),
        minutes=_number(asked.get("minutes", ""), 480),
        skill=asked.get("skill", "")[:WORDS_MAX],
        language=asked.get("language", "")[:WORDS_MAX],
        tag=asked.get("tag", "")[:WORDS_MAX],
        used=_one_of(asked.get("used", ""), tuple(USED)),
        proof=_one_of(asked.get("proof", ""), PROOFS),
        status=_one_of(asked.get("status", ""), tuple(STATUSES)),
        order=_one_of(asked.get("order", ""), tuple(ORDERS)),
        page=_number(asked.get("page", ""), 100_000) or 1,
    )


def find(rows: Iterable[Row], sought: Sought, now: int, size: int = PAGE) -> Found:
    """The page that is sought, the last one where there are fewer; `rows` come by title. `now` is Unix ms."""
    words = sought.words.casefold().split()
    fitting = [row for row in rows if _fits(row, sought, words, now)]
    shown = [row for row in fitting if _shown(row, sought.status)]
    if sought.order == "used":
        shown.sort(key=lambda row: -row.used.last)
    if sought.order == "minutes":
        shown.sort(key=lambda row: row.task.minutes)
    pages = max(1, -(-len(shown) // size))
    page = min(sought.page, pages)
    retired = sum(row.task.status == "retired" for row in fitting) if not sought.status else 0
    return Found(shown[(page - 1) * size : page * size], len(shown), page, pages, retired)


def choices(rows: Iterable[Row]) -> Choices:
    """By name, without regard to capitals."""
    tasks = [row.task for row in rows]
    return Choices(
        _counted(each for task in tasks for each in task.skills),
        _counted(each for task in tasks for each in task.tags),
        _counted(each for task in tasks for each in task.languages),
    )


def _fits(row: Row, sought: Sought, words: Sequence[str], now: int) -> bool:
    task = row.task
    return (
        sought.kind in ("", task.kind)
        and sought.level in ("", task.difficulty)
        and (not sought.minutes or task.minutes <= sought.minutes)
        and (not sought.skill or sought.skill in task.skills)
        and (not sought.language or sought.language in task.languages)
        and (not sought.tag or sought.tag in task.tags)
        and sought.proof in ("", row.proof)
        and (not sought.used or _was_used(row.used, sought.used, now))
        and _has_all(row, words)
    )


def _has_all(row: Row, words: Sequence[str]) -> bool:
    text = row.words if words else ""
    return all(word in text for word in words)


def _shown(row: Row, status: str) -> bool:
    return status == "all" or (row.task.status == status if status else row.task.status != "retired")


def _was_used(used: Used, sought: str, now: int) -> bool:
    days = (now - used.last) / DAY_MS
    match sought:
        case "never":
            return not used.times
        case "month":
            return used.times > 0 and days <= 30
        case "year":
            return used.times > 0 and days <= 365
        case _:
            return not used.times or days > 90


def _counted(words: Iterable[str]) -> Sequence[tuple[str, int]]:
    return sorted(Counter(words).items(), key=lambda each: (each[0].casefold(), each[0]))


def _one_of(text: str, known: Sequence[str]) -> str:
    return text if text in known else ""


def _number(text: str, most: int) -> int:
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 7 else 0

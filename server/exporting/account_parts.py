"""What an account is made of, as values."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Text that is kept as it is. `kind` is `diff`, or "" for what was printed."""

    title: str
    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    text: str


Part = Words | Bullets | Block | Quote


@dataclass(slots=True)
class Item:
    """Something that happened at `at` ms of interview time, and what belongs to it."""

    at: int
    text: str
    parts: list[Part] = field(default_factory=list)


@dataclass(slots=True)
class Section:
    title: str
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Account:
    """`people` maps ids to names as last heard; `began` is a Unix time in ms, 0 while it has not begun."""

    people: dict[str, str]
    began: int = 0
    length: int = 0
    sections: list[Section] = field(default_factory=list)

"""The account of an interview as a text file and as Markdown."""

import re
import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final, assert_never

from server.core import telling
from server.core.story import Story
from server.core.track.parts import Edition
from server.exporting.account import account_of
from server.exporting.account_parts import Account, Block, Bullets, Item, Part, Quote, Section, Words

WIDTH: Final = 80
INDENT: Final = 10
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>#|~&])")
_LIST: Final = re.compile(r"^(\s*)(\d+[.)]|[-+=])(?=\s|$)")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def text(story: Story) -> bytes:
    """Plain text of lines of at most 80 columns; code and what was printed keep their own."""
    return _bytes(_text(story, account_of(story)))


def markdown(story: Story) -> bytes:
    """CommonMark."""
    return _bytes(_markdown(story, account_of(story)))


def _bytes(lines: Iterator[str]) -> bytes:
    whole = "\n".join(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", line).rstrip() for line in lines) + "\n"
    return whole.encode(errors="replace")


def _lead(story: Story, account: Account) -> list[str]:
    """What this is, in sentences."""
    host, candidate = account.people["host"], account.people["candidate"]
    when = f" on {datetime.fromtimestamp(account.began / 1000, UTC):%d %B %Y, %H:%M} UTC" if account.began else ""
    length = f" It took {telling.duration_of(account.length)}." if account.began and not story.so_far else ""
    so_far = " It is still going on: this is what has happened up to now." if story.so_far else ""
    edition = (
        "This is the interviewers' edition: it holds private notes and the results of hidden tests."
        if story.edition is Edition.HOST
        else "This is the candidate's edition."
    )
    unread = f" What could not be read is left out: {_entries(story.unread)}." if story.unread else ""
    return [
        f"{host} interviewed {candidate}{when}.{length}{so_far}{unread}",
        f"{edition} Times are minutes and seconds from the beginning.",
    ]


def _entries(number: int) -> str:
    return telling.count(number, "entry", "entries")


# Text -----------------------------------------------------------------------------------------------------------------


def _text(story: Story, account: Account) -> Iterator[str]:
    yield from _titled(story.interview.title, "=")
    for words in _lead(story, account):
        yield from textwrap.wrap(words, WIDTH)
        yield ""
    for section in account.sections:
        yield ""
        yield from _titled(section.title, "-")
        for item in section.items:
            yield from _text_item(item)


def _titled(title: str, under: str) -> Iterator[str]:
    lines = textwrap.wrap(title, WIDTH) or [""]
    yield from lines
    yield under * min(WIDTH, max(map(len, lines)))
    yield ""


def _text_item(item: Item) -> Iterator[str]:
    head = telling.clock(item.at).rjust(INDENT - 2) + "  "
    yield from textwrap.wrap(item.text, WIDTH, initial_indent=head, subsequent_indent=" " * INDENT)
    for part in item.parts:
        yield ""
        for line in _text_part(part):
            yield " " * INDENT + line if line else ""
    if item.parts:
        yield ""


def _text_part(part: Part) -> Iterator[str]:
    wide = WIDTH - INDENT
    match part:
        case Words(text=words):
            for line in words.splitlines():
                yield from textwrap.wrap(line, wide)
        case Bullets(lines=lines):
            for line in lines:
                yield from textwrap.wrap(line, wide, initial_indent="- ", subsequent_indent="  ")
        case Quote(text=quoted):
            for line in quoted.splitlines():
                yield from textwrap.wrap(line, wide, initial_indent="| ", subsequent_indent="| ") or ["|"]
        case Block(title=title, text=kept):
            yield f"[{title}]"
            yield from kept.splitlines()
        case _ as never:
            assert_never(never)


# Markdown -------------------------------------------------------------------------------------------------------------


def _markdown(story: Story, account: Account) -> Iterator[str]:
    yield f"# {_escaped(story.interview.title)}"
    for words in _lead(story, account):
        yield ""
        yield _escaped(words)
    for section in account.sections:
        yield from _markdown_section(section)


def _markdown_section(section: Section) -> Iterator[str]:
    yield ""
    yield f"## {_escaped(section.title)}"
    yield ""
    for item in section.items:
        yield f"- **{telling.clock(item.at)}** {_escaped(item.text)}"
        for part in item.parts:
            yield ""
            for line in _markdown_part(part):
                yield f"  {line}" if line else ""
        if item.parts:
            yield ""


def _markdown_part(part: Part) -> Iterator[str]:
    match part:
        case Words(text=words):
            yield from (_escaped(line) for line in words.splitlines())
        case Bullets(lines=lines):
            yield from (f"- {_escaped(line)}" for line in lines)
        case Quote(text=quoted):
            yield from (f"> {line}" for line in quoted.splitlines())  # notes are Markdown themselves
        case Block(title=title, text=kept, kind=kind):
            longest = max(map(len, re.findall("`+", kept)), default=0)
            fence = "`" * max(3, longest + 1)
            yield f"{_escaped(title)}:"
            yield ""
            yield fence + (kind or "text")
            yield from kept.splitlines()
            yield fence
        case _ as never:
            assert_never(never)


def _escaped(words: str) -> str:
    """Words as Markdown shows them: whatever a person or a program wrote stays as it is."""
    line = _SPECIAL.sub(r"\\\1", " ".join(words.split("\n")))
    return _LIST.sub(lambda found: f"{found[1]}\\{found[2]}" if found[2] in "-+=" else found[1] + _dot(found[2]), line)


def _dot(number: str) -> str:
    return f"{number[:-1]}\\{number[-1]}"

"""What a candidate takes along of their interview: the feedback as Markdown, and a line of their own growth file. Pure.
Rules: SPEC.md, S21, S27.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from server.core.feedback import Sent
from server.core.scorecard import UNSAID
from server.core.self_assessment import SCALE, OwnFile
from server.core.telling import clock

FORMAT: Final = "greenroom-growth-1"
"""The growth file's name for itself. It is the candidate's, and no house keeps it."""


def markdown_of(title: str, date: str, sent: Sent | None, own: OwnFile, dimensions: Mapping[str, str]) -> str:
    """The whole as CommonMark. `dimensions` maps ids to titles; what the candidate wrote stands as they wrote it."""
    return "\n".join(_lines(title, date, sent, own, dimensions)).rstrip() + "\n"


def _lines(title: str, date: str, sent: Sent | None, own: OwnFile, dimensions: Mapping[str, str]) -> Iterator[str]:
    yield from (f"# {_line(title)}", "", f"An interview on {date}.", "")
    if sent:
        for heading, text in parts_of(sent):
            yield from (f"## {heading}", "", text.strip(), "")
        yield from _decision(sent)
    yield from _side_by_side(sent, own, dimensions)
    if own.given and own.given.again:
        yield from ("## What I would do again, and differently", "", own.given.again.strip(), "")
    for each in sent.excerpts if sent else ():
        where = f" in {each.file}" + (f", line {each.line}" if each.line else "") if each.file else ""
        yield from (f"## At {clock(each.at)}{where}", "", each.words.strip(), "")
        if each.code:
            fence = "`" * max(3, _longest_run(each.code) + 1)
            yield from (fence, each.code, fence, "")


def parts_of(sent: Sent) -> list[tuple[str, str]]:
    """The parts that are not empty, with their headings."""
    feedback = sent.feedback
    parts = [
        ("What went well", feedback.well),
        ("What to work on", feedback.work_on),
        ("What may help", feedback.practice),
    ]
    return [(heading, text) for heading, text in parts if text.strip()]


def _decision(sent: Sent) -> Iterator[str]:
    if sent.decision:
        yield from ("## The decision", "", f"{sent.decision}. {sent.rationale}".strip(), "")


def _side_by_side(sent: Sent | None, own: OwnFile, dimensions: Mapping[str, str]) -> Iterator[str]:
    for id, title in dimensions.items():
        mine, theirs = own_words(own, id), their_words(sent, id)
        if not mine and not theirs:
            continue
        yield from (f"## {_line(title)}", "")
        if mine:
            yield from (f"What I thought: {mine}", "")
        if theirs:
            yield from (f"What they saw: {theirs}", "")


def own_words(own: OwnFile, dimension: str) -> str:
    """What the candidate thinks of one dimension, in words; "" for nothing."""
    mark = own.given.mark(dimension) if own.given else None
    if mark is None or (mark.score == UNSAID and not mark.words):
        return ""
    return ". ".join(filter(None, (SCALE.get(mark.score, ""), mark.words.strip())))


def their_words(sent: Sent | None, dimension: str) -> str:
    """What went out about one dimension, with its mean where scores were sent."""
    if sent is None:
        return ""
    words = sent.feedback.comment(dimension).strip()
    mean = next((each.mean for each in sent.scores if each.dimension == dimension), None)
    return ". ".join(filter(None, (f"{mean:.1f} of 4" if mean is not None else "", words)))


def growth_of(
    *,
    room: str,
    title: str,
    date: str,
    minutes: int,
    tasks: Sequence[str],
    dimensions: Mapping[str, str],
    own: OwnFile,
    sent: Sent | None,
) -> dict[str, Any]:
    """The growth file with this one session, as JSON values. Files of several sessions are put together by the browser
    of whoever keeps them."""
    given = own.given
    session = {
        "id": room,
        "title": title,
        "date": date,
        "minutes": minutes,
        "tasks": list(tasks),
        "dimensions": [
            {
                "id": id,
                "title": name,
                "self": mark.score if given and (mark := given.mark(id)).score != UNSAID else None,
                "self_words": given.mark(id).words if given else "",
                "others_words": sent.feedback.comment(id) if sent else "",
            }
            for id, name in dimensions.items()
        ],
        "again": given.again if given else "",
        "work_on": sent.feedback.work_on if sent else "",
        "practice": sent.feedback.practice if sent else "",
    }
    return {"format": FORMAT, "sessions": [session]}


def _line(text: str) -> str:
    return " ".join(text.split())


def _longest_run(code: str) -> int:
    """The longest run of backticks: a fence around it is longer."""
    longest = run = 0
    for character in code:
        run = run + 1 if character == "`" else 0
        longest = max(longest, run)
    return longest

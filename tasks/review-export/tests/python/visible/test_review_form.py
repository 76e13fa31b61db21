"""Whether the comments can be read. What they say is for people to judge."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PLACE = re.compile(r"([\w.]+):(\d+)(?:-(\d+))?: (must|should|nit): (.+)")
GENERAL = re.compile(r"(general): (must|should|nit): (.+)")
FILES = ("orders.py", "exports.py", "api.py")


def lines():
    text = (HERE / "review.txt").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def places():
    found = [PLACE.fullmatch(line) for line in lines()]
    return [(one[1], int(one[2]), int(one[3] or one[2]), one[5]) for one in found if one]


def wanted(good, otherwise):
    if not good:
        pytest.fail(otherwise, pytrace=False)


def test_there_is_a_comment():
    wanted(lines(), "Write a comment into review.txt.")


def test_every_line_is_a_comment():
    for line in lines():
        wanted(PLACE.fullmatch(line) or GENERAL.fullmatch(line), f"This cannot be read: {line[:60]}")


def test_every_place_is_there():
    for file, first, last, _ in places():
        wanted(file in FILES, f"{file} is no file of the change: {', '.join(FILES)}")
        count = len((HERE / file).read_text().splitlines())
        wanted(1 <= first <= last <= count, f"{file} has the lines 1 to {count}, and not {first} to {last}.")


def test_every_comment_says_something():
    for line in lines():
        read = PLACE.fullmatch(line) or GENERAL.fullmatch(line)
        enough = not read or len(read[read.lastindex]) >= 20
        wanted(enough, f"What is wrong, and what comes of it? {line[:60]}")


def test_a_choice_was_made():
    wanted(len(lines()) <= 12, "At most 12 comments: choose what matters.")
    covered = {(file, line) for file, first, last, _ in places() for line in range(first, last + 1)}
    wanted(len(covered) <= 25, f"Your comments stand at {len(covered)} lines; the most is 25.")

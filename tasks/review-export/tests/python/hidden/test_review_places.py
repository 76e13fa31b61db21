"""Whether there is a comment at each place where something is wrong. A place is found by what stands there."""

import re
from pathlib import Path

HERE = Path(__file__).parent
PLACE = re.compile(r"([\w.]+):(\d+)(?:-(\d+))?: (must|should|nit): (.+)")


def comments(file, first, last, off=1):
    """How many comments stand at these lines of the file, or so many lines off."""
    text = (HERE / "review.txt").read_text(encoding="utf-8")
    found = [PLACE.fullmatch(line.strip()) for line in text.splitlines()]
    mine = [(int(one[2]), int(one[3] or one[2])) for one in found if one and one[1] == file]
    return sum(1 for begin, end in mine if begin <= last + off and end >= first - off)


def line_of(file, text):
    numbers = [number for number, line in enumerate((HERE / file).read_text().splitlines(), 1) if text in line]
    assert len(numbers) == 1, f"{text!r} stands {len(numbers)} times in {file}"
    return numbers[0]


def test_not_at_every_line():
    text = (HERE / "review.txt").read_text(encoding="utf-8")
    found = [PLACE.fullmatch(line.strip()) for line in text.splitlines()]
    covered = {(one[1], line) for one in found if one for line in range(int(one[2]), int(one[3] or one[2]) + 1)}
    assert 1 <= len(covered) <= 25


def test_the_last_day_is_left_out():
    line = line_of("orders.py", "day < ?")
    assert comments("orders.py", line, line)


def test_a_region_becomes_part_of_the_query():
    line = line_of("orders.py", "region = '{region}'")
    assert comments("orders.py", line, line)


def test_the_file_is_not_closed_before_it_is_sent():
    line = line_of("exports.py", "open(path")
    end = line_of("exports.py", "return path, total")
    assert comments("exports.py", line, line + 1) or comments("exports.py", end, end, off=0)


def test_money_becomes_a_fraction():
    line = line_of("exports.py", "cents / 100")
    assert comments("exports.py", line, line + 2)


def test_a_mail_that_failed_was_sent():
    """Anywhere in the function: nothing else is wrong in it."""
    assert comments("exports.py", line_of("exports.py", "def send"), line_of("exports.py", "return True"))


def test_any_file_can_be_downloaded():
    """At the path; or one of two comments anywhere in the function, beside the one on who may."""
    line = line_of("api.py", 'request.query["file"]')
    assert comments("api.py", line, line + 1, off=0) or comments("api.py", line - 2, line + 1) >= 2


def test_anybody_can_download():
    """At the head of the function; or one of two comments anywhere in it, beside the one on the path."""
    line = line_of("api.py", "def download")
    assert comments("api.py", line, line + 1, off=0) or comments("api.py", line, line + 3) >= 2

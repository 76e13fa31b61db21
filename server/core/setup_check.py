"""Why an interview cannot be set up like this, as a sentence and the field that it is about. Pure."""

from typing import Final

from server.core.setup import PACES, Setup

WORDS_MAX: Final = 2_000
"""Characters of what is told about tools, and about the next steps."""
HEAR_BY_MAX: Final = 120
ID_MAX: Final = 64


def setup_problem(setup: Setup) -> tuple[str, str] | None:
    """A sentence with the mend, and the field; None when nothing is wrong. The panel is looked at elsewhere."""
    if setup.pace not in PACES:
        return "The time is as planned, 1.25, 1.5 or 2 times as much, or without a limit (0).", "pace"
    for field, words in (("tools", setup.tools), ("next_steps", setup.next_steps)):
        if len(words) > WORDS_MAX:
            return f"This has {len(words):,} characters; the most is {WORDS_MAX:,}. Shorten it.", field
    if len(setup.hear_by) > HEAR_BY_MAX or not (setup.hear_by == "" or setup.hear_by.isprintable()):
        return f"Write by when they hear in 1 to {HEAR_BY_MAX} characters, on one line.", "hear_by"
    return None

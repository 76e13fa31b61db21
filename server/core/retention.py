"""How long interviews are kept, in words."""

from typing import Final

FOR_EVER: Final = 0
"""Months: nothing is deleted because of its age."""


def kept_for(months: int) -> str:
    """The end of a sentence that begins with what is kept: "kept for 12 months, then deleted"."""
    if months == FOR_EVER:
        return "kept until the people who run this Greenroom delete it"
    return f"kept for {'one month' if months == 1 else f'{months} months'}, then deleted"

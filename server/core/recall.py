"""Whether a text that was pasted had been in the room before. Pure."""

from collections.abc import Iterable


def cut_out(text: str, at: int, length: int) -> tuple[str, list[str]]:
    """What stands at this place of a text, in UTF-16 units, and what stands before and after it."""
    units = text.encode("utf-16-le", "surrogatepass")
    parts = units[: 2 * at], units[2 * at : 2 * (at + length)], units[2 * (at + length) :]
    before, pasted, after = (part.decode("utf-16-le", "replace") for part in parts)
    return pasted, [before, after]


def had_been(pasted: str, texts: Iterable[str]) -> bool:
    """Whether one of these texts holds the pasted one. White space around it is nothing that anybody writes."""
    wanted = pasted.strip()
    return any(wanted in text for text in texts)

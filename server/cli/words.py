"""Text of programs and of task files on its way to a terminal."""

from rich.markup import escape


def plain(text: str) -> str:
    """The text as it can be printed in a line: no markup, and no character that would move somebody's cursor."""
    return escape("".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text))


def cut(text: str, most: int) -> str:
    """The text, or its beginning with an ellipsis."""
    return text if len(text) <= most else text[: most - 1] + "…"


def counted(count: int, one: str, many: str = "") -> str:
    """`1 case`, `2 cases`."""
    return f"{count} {one if count == 1 else many or one + 's'}"

"""Codes that open a locker."""


class Codes:
    """Makes six digits at a time, which look as if they came by chance and never come twice in a year."""

    def __init__(self, start=0):
        self._count = start

    def next(self):
        self._count += 1
        return f"{self._count * 7_919 % 1_000_003 % 1_000_000:06}"

"""Time limits of a task that names none: from what its good solutions need. Pure."""

import math
from collections.abc import Mapping, Sequence
from typing import Final

LEAST: Final = 1.0
"""CPU seconds: nobody should lose a case to a slow start."""
TIMES: Final = 2.0
MOST: Final = 50.0
QUICK: Final = ("c", "cpp", "rust", "go", "swift", "fortran", "pascal", "ocaml", "haskell")
MIDDLE: Final = ("javascript", "typescript", "java", "kotlin", "csharp", "scala")
FACTORS: Final = {**dict.fromkeys(QUICK, 1.0), **dict.fromkeys(MIDDLE, 1.5)}
"""How much of a measured limit a language without a good solution gets, against the quickest sort."""
SLOW_FACTOR: Final = 3.0
"""For every other language: interpreted ones."""


def measured_limits(slowest: Mapping[str, float], languages: Sequence[str]) -> dict[str, float]:
    """CPU seconds a case for each language, rounded up. `slowest` is what the good solutions needed, in seconds.

    A language with a good solution gets twice its time. One without gets what the slowest of those limits comes to in
    it, by the table: no language is held to a time that only another can reach.
    """
    limits = {language: _limit(seconds * TIMES) for language, seconds in slowest.items() if language in languages}
    if not limits:
        return {}
    plain = max(limit / _factor(language) for language, limit in limits.items())
    return {language: limits.get(language) or _limit(plain * _factor(language)) for language in languages}


def _factor(language: str) -> float:
    return FACTORS.get(language, SLOW_FACTOR)


def _limit(seconds: float) -> float:
    return float(min(max(LEAST, math.ceil(seconds)), MOST))

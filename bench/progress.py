"""Words while it runs, on standard error, so that standard output holds nothing but the tables."""

import sys


def say(progress: str) -> None:
    print(progress, file=sys.stderr, flush=True)

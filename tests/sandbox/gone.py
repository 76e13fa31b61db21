"""Waiting until containers are gone, in an engine that may forget to say so."""

import time
from contextlib import suppress
from typing import Final

import docker
import requests

GONE_SECONDS: Final = 30
"""A bound for an engine whose disk is busy, not a promise: the wait ends with the removal itself."""
ASK_SECONDS: Final = 1
"""An engine may miss to tell of a removal that happens while it is asked for it, so it is asked again."""


def wait_until_gone(engine: docker.APIClient, label: dict[str, str]) -> None:
    """Return when no container has this label; an AssertionError says which are still there after GONE_SECONDS."""
    deadline = time.monotonic() + GONE_SECONDS
    while left := engine.containers(all=True, quiet=True, filters=label):
        assert time.monotonic() < deadline, f"still there: {left}"
        with suppress(docker.errors.NotFound, requests.exceptions.ConnectionError, requests.exceptions.Timeout):
            engine.wait(left[0]["Id"], timeout=ASK_SECONDS, condition="removed")

"""What a test needs from the machine: a Docker engine, a browser. Missing ones skip with a count, or fail where CI is
set, because there nobody would notice.

How drawn tests (hypothesis) draw: as busy as a machine may be, how fast it is says nothing about whether it is right;
`make check` draws a quarter of the examples (`--hypothesis-profile quick`), everything else all of them.
"""

import gc
from collections.abc import Iterator
from functools import cache

import pytest
import structlog
from hypothesis import HealthCheck, settings

from sandbox.engine import NoEngine, connect
from setup import machine

collect_ignore_glob = ["fixtures/*"]
"""Projects that tests use hold tests of their own."""

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.register_profile("quick", settings.get_profile("house"), max_examples=25)
settings.load_profile("house")

# A log's trace in full colour with every local in it takes seconds, and nobody reads those of a test that passes.
plain_lines = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
structlog.configure(processors=[*structlog.get_config()["processors"][:-1], plain_lines])


@cache
def no_docker() -> str:
    """Why tests marked `docker` cannot run here; "" when they can."""
    client = connect()
    if isinstance(client, NoEngine):
        return str(client)
    client.close()
    return ""


@cache
def no_browser() -> str:
    """Why tests marked `browser` cannot run here; "" when they can."""
    return "" if machine.browser() else "No Chromium is installed. Run: sudo apt-get install chromium"


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    """A program that a test runs in this process may set up its logs; the next test finds them as they were."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def pytest_collection_finish() -> None:
    """What was imported stays: looking through it for garbage again and again is an eighth of all time."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs other processes gets up to three tries in CI, where a busy machine may starve one of them. A failed
    try is still reported, as a rerun: it is something to look into."""
    if not machine.ci():
        return
    for item in items:
        if any(item.get_closest_marker(marker) for marker in ("docker", "server", "browser")):
            item.add_marker(pytest.mark.flaky(reruns=2))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before any fixture: say what is missing once for each test that needs it."""
    for marker, missing in (("docker", no_docker), ("browser", no_browser)):
        if item.get_closest_marker(marker) is None or not (why := missing()):
            continue
        if machine.ci():
            pytest.fail(why, pytrace=False)
        pytest.skip(why)

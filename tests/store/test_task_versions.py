"""Versions of tasks that are kept go only when no interview pins them (SPEC: L9), whatever happens before."""

import asyncio
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.core.rights import Deletion, Why
from server.core.task_versions import Version, versions_of
from server.live.ports import Store
from server.live.ports_library import TaskVersion
from server.store.memory import Memory
from tests.databases import database
from tests.store_contract import interview

ROOMS = [f"room{number:08d}" for number in range(4)]
Step = tuple[str, str, list[Version]]
"""What is done, with which room, and with which versions."""
VERSIONS = st.sampled_from([("add", "a1"), ("add", "a2"), ("bag", "a1"), ("bag", "b2")])
TASKS = st.lists(VERSIONS, max_size=2, unique_by=lambda each: each[0])
STEPS = st.tuples(st.sampled_from(["keep", "plan", "plan", "delete", "drop"]), st.sampled_from(ROOMS), TASKS)


async def follow(store: Store, steps: Sequence[Step]) -> None:
    """Take these steps, and look after each whether every interview has what it pinned."""
    planned: dict[str, list[Version]] = {}
    used: set[str] = set()  # no interview ever gets the id of another
    kept: set[Version] = set()
    for what, room, versions in steps:
        if what in ("keep", "plan"):  # when an interview is planned, its versions are kept first
            for slug, digest in versions:
                await store.keep_version(TaskVersion(slug, digest, 5, b"packed"))
            kept.update(versions)
        if what == "plan" and room not in used:
            used.add(room)
            tasks, digests = tuple(slug for slug, _ in versions), tuple(digest for _, digest in versions)
            await store.add_interview(replace(interview(room), tasks=tasks, versions=digests))
            planned[room] = versions
        if what == "delete" and planned.pop(room, None) is not None:
            await store.delete_interview(Deletion(room, 1, 1, 1, 1, 1, "Ida", Why.ASKED, "", b"", b""))
        if what == "drop":
            pinned = {version for each in planned.values() for version in each}
            assert {(each.slug, each.digest) for each in await store.drop_versions()} == kept - pinned
            kept &= pinned
        assert {(each.slug, each.digest) for each in await store.versions()} == kept
        for each in await store.interviews():
            for slug, digest in versions_of(each).items():
                assert await store.version(slug, digest), f"{each.id} has lost {slug}"


@pytest.mark.parametrize("kind", ["memory", "database"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, max_size=12))
def test_l9_no_order_of_steps_takes_a_pinned_version_away(kind: str, steps: Sequence[Step]) -> None:
    async def whole() -> None:
        async with AsyncExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            store: Store = Memory() if kind == "memory" else database(folder / "greenroom.db")
            stack.push_async_callback(store.close)
            await follow(store, steps)

    asyncio.run(whole())

"""Containers with an engine that fails: none stays, and no two ever have one number."""

import threading
from itertools import count
from typing import Any

import docker
import pytest

from sandbox.containers import Containers, Engine
from sandbox.hardening import Recipe
from sandbox.stream import SandboxTrouble


class FakeApi:
    """An engine that creates containers and can attach to none. The first removals `fail`; others meet in `pairs`."""

    def __init__(self, fail: int = 0, pairs: bool = False) -> None:
        self._ids, self._fail = count(), fail
        self._meeting = threading.Barrier(2) if pairs else None
        self.removed: list[str] = []

    @property
    def api(self) -> "FakeApi":
        return self

    def close(self) -> None:
        pass

    def create_host_config(self, **_: Any) -> dict[str, Any]:
        return {}

    def create_container(self, **_: Any) -> dict[str, str]:
        return {"Id": f"container-{next(self._ids)}"}

    def attach_socket(self, *_: Any, **__: Any) -> object:
        raise OSError(24, "Too many open files")

    def remove_container(self, id: str, **_: Any) -> None:
        if self._fail:
            self._fail -= 1
            raise docker.errors.DockerException("busy")
        if self._meeting and id not in ("container-0", *self.removed):
            self._meeting.wait(10)
        self.removed.append(id)


def house(api: FakeApi) -> Containers:
    return Containers(Engine(lambda: api), "owner")  # type: ignore[arg-type, return-value]


async def test_a_want_of_descriptors_is_a_sentence_and_leaves_no_container() -> None:
    api = FakeApi()
    containers = house(api)
    container = containers.begin(Recipe("image", 64, 8))
    with pytest.raises(SandboxTrouble, match="Too many open files"):
        await container.stands()
    await container.end()
    assert api.removed == ["container-0"]
    await containers.close()


async def test_a_container_removed_late_by_two_at_once_gives_its_number_back_once() -> None:
    containers = house(FakeApi(fail=1, pairs=True))
    recipe = Recipe("image", 64, 8)
    first, *others = [containers.begin(recipe) for _ in range(3)]
    for container in (first, *others):
        with pytest.raises(SandboxTrouble):
            await container.stands()
    await first.end()
    for leaving in [container.end() for container in others]:
        await leaving
    numbers = [containers.begin(recipe).wanted.number for _ in range(4)]
    assert len(set(numbers)) == 4
    await containers.close()

"""The lock files: exact, hashed, without addresses, and of one mind."""

import re
import tomllib
from collections.abc import Iterator

import pytest

from setup.console import ROOT
from setup.lock import LOCKS


def pins(lock: str) -> dict[str, str]:
    """Each package of a lock file with its exact version."""
    return dict(re.findall(r"^([\w.-]+)==([^\s;\\]+)", (ROOT / lock).read_text(), re.MULTILINE))


def entries(lock: str) -> Iterator[str]:
    """Each package's lines in a lock file, as one text."""
    yield from re.split(r"\n(?=\w)", re.sub(r"^\s*#.*\n", "", (ROOT / lock).read_text(), flags=re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_exact_and_has_its_hashes(lock: str) -> None:
    for entry in entries(lock):
        assert re.match(r"[\w.-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_an_address(lock: str) -> None:
    assert "://" not in (ROOT / lock).read_text()


def test_npm_locks_no_addresses_either() -> None:
    assert '"resolved"' not in (ROOT / "web" / "package-lock.json").read_text()


def test_tools_of_development_come_on_top_of_the_very_packages_that_people_run() -> None:
    run, develop = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {name: develop[name] for name in run} == run


def test_every_dependency_of_the_project_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {plain(name) for name in project["dependencies"]}
    assert wanted <= {plain(name) for name in pins("requirements.lock")}
    tools = {plain(name) for name in project["optional-dependencies"]["dev"]}
    assert tools <= {plain(name) for name in pins("requirements-dev.lock")}


def plain(requirement: str) -> str:
    """A requirement's package name as registries compare it."""
    name = re.match(r"[\w.-]+", requirement)
    assert name is not None
    return re.sub(r"[-_.]+", "-", name[0]).lower()

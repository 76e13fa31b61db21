"""What the page that writes tasks offers for a project's own tests."""

import pytest

from server.core.frameworks import FRAMEWORKS, REPORTING, WALLED, offered
from server.core.project_paths import is_test


def test_every_language_can_be_tested_from_python() -> None:
    assert offered("lua") == (WALLED,)
    assert offered("python")[-1] is WALLED


@pytest.mark.parametrize("language", FRAMEWORKS)
def test_each_framework_takes_its_first_files_for_tests(language: str) -> None:
    for framework in FRAMEWORKS[language]:
        assert is_test(framework.visible, language)
        assert is_test(framework.hidden, language)


def test_every_command_writes_a_report() -> None:
    assert set(REPORTING) == {"java-tests", "go-tests", "cargo-tests", "vitest-tests"}
    commands = {each.run for framework in FRAMEWORKS.values() for each in framework}
    assert all("$REPORT" in run or run in REPORTING for run in commands)

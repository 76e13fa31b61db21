"""`greenroom tasks check` proves projects in every framework that has an image, in the real sandbox."""

import json
import shutil
from collections.abc import Collection
from pathlib import Path

import docker
import pytest

from sandbox.builder import build
from sandbox.client import SandboxClient
from sandbox.languages import load_languages
from server.authoring.project_template import BASKETS, USUAL
from tests.authoring.tracks import exercise
from tests.cli.commands import greenroom

PROJECTS = Path(__file__).parents[1] / "fixtures" / "projects"
TESTED = {
    "lending-desk": ("python",),
    "shelf-javascript": ("javascript",),
    "shelf-vitest": ("javascript", "typescript"),
    "shelf-java": ("java",),
    "shelf-go": ("go",),
    "shelf-rust": ("rust",),
}


def test_every_fixture_is_proved() -> None:
    assert {folder.parent.name for folder in PROJECTS.glob("*/task.yaml")} == TESTED.keys()


def have(client: docker.DockerClient, languages: Collection[str]) -> None:
    """The images of these languages, and of their frameworks."""
    for language in load_languages():
        for image in (language.id, *language.tests.values()) if language.id in languages else ():
            build(client, image, print)


@pytest.mark.docker
@pytest.mark.parametrize("slug", TESTED)
async def test_a_project_proves_itself(
    slug: str, sandbox: SandboxClient, client: docker.DockerClient, tmp_path: Path
) -> None:
    have(client, TESTED[slug])
    folder = shutil.copytree(PROJECTS / slug, tmp_path / slug, ignore=shutil.ignore_patterns(".lock"))
    done = await greenroom("tasks", "check", folder, "--json", "--sandbox", f"unix:{tmp_path / 'sandbox.sock'}")
    (task,) = json.loads(done.stdout)["tasks"]
    said = [each["what"] for solution in task["solutions"] for each in solution["findings"]]
    assert (said, task["proved"], task["cases"]) == ([], True, 4 if slug == "lending-desk" else 3)
    assert task["stubs"] == dict.fromkeys(TESTED[slug], True)
    assert {solution["file"].partition(".")[2] for solution in task["solutions"]} == {
        Path(each).suffix.removeprefix(".") for each in map(str, (PROJECTS / slug / "solutions").iterdir())
    }


@pytest.mark.docker
async def test_a_new_project_proves_itself_in_each_language_that_is_asked_for(
    sandbox: SandboxClient, client: docker.DockerClient, tmp_path: Path
) -> None:
    asked = [language for language in BASKETS if language not in USUAL]
    have(client, asked)
    options = [word for language in asked for word in ("--language", language)]
    made = await greenroom("tasks", "new", "shop", "--kind", "project", *options, "--tasks", tmp_path)
    assert made.exit_code == 0, made.output
    socket = f"unix:{tmp_path / 'sandbox.sock'}"
    done = await greenroom("tasks", "check", tmp_path / "shop", "--quick", "--json", "--sandbox", socket)
    (task,) = json.loads(done.stdout)["tasks"]
    assert (task["proved"], task["cases"], task["stubs"]) == (True, 6, dict.fromkeys(asked, True))
    assert len(task["solutions"]) == 3 * len(asked)


@pytest.mark.docker
@pytest.mark.parametrize(("language", "cases"), [("javascript", 2), ("typescript", 2), ("java", 2)])
async def test_an_exercise_of_exercism_proves_itself(
    language: str, cases: int, sandbox: SandboxClient, client: docker.DockerClient, tmp_path: Path
) -> None:
    have(client, [language])
    tasks = tmp_path / "tasks"
    done = await greenroom("tasks", "import", "exercism-track", exercise(tmp_path, language), "--into", tasks)
    assert done.exit_code == 0, done.output
    socket = f"unix:{tmp_path / 'sandbox.sock'}"
    done = await greenroom("tasks", "check", tasks / "tea-round", "--quick", "--json", "--sandbox", socket)
    (task,) = json.loads(done.stdout)["tasks"]
    said = [each["what"] for solution in task["solutions"] for each in solution["findings"]]
    assert (said, task["proved"], task["cases"], task["stubs"]) == ([], True, cases, {language: True})


async def test_a_function_is_not_written_for_one_language(tmp_path: Path) -> None:
    done = await greenroom("tasks", "new", "fee", "--language", "go", "--tasks", tmp_path)
    assert (done.exit_code, "Leave --language out" in done.output) == (1, True)

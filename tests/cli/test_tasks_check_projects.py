"""`greenroom tasks check` proves projects in every framework that has an image, in the real sandbox."""

import json
import shutil
from pathlib import Path

import docker
import pytest

from sandbox.builder import build
from sandbox.client import SandboxClient
from sandbox.languages import load_languages
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


@pytest.mark.docker
@pytest.mark.parametrize("slug", TESTED)
async def test_a_project_proves_itself(
    slug: str, sandbox: SandboxClient, client: docker.DockerClient, tmp_path: Path
) -> None:
    known = {language.id: language for language in load_languages()}
    for language in TESTED[slug]:
        for image in (language, *known[language].tests.values()):
            build(client, image, print)
    folder = shutil.copytree(PROJECTS / slug, tmp_path / slug, ignore=shutil.ignore_patterns(".lock"))
    done = await greenroom("tasks", "check", folder, "--json", "--sandbox", f"unix:{tmp_path / 'sandbox.sock'}")
    (task,) = json.loads(done.stdout)["tasks"]
    said = [each["what"] for solution in task["solutions"] for each in solution["findings"]]
    assert (said, task["proved"], task["cases"]) == ([], True, 4 if slug == "lending-desk" else 3)
    assert task["stubs"] == dict.fromkeys(TESTED[slug], True)
    assert {solution["file"].partition(".")[2] for solution in task["solutions"]} == {
        Path(each).suffix.removeprefix(".") for each in map(str, (PROJECTS / slug / "solutions").iterdir())
    }

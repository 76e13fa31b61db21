"""Each language's image is named by what it is made of, and built once."""

import socket
import tarfile
from collections.abc import Iterator
from pathlib import Path

import docker
import pytest

from sandbox import images
from sandbox.engine import NoEngine, connect
from tests.sandbox.registry import registry


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A sandbox house with one small language, `echo`."""
    (tmp_path / "languages" / "echo").mkdir(parents=True)
    (tmp_path / "init").mkdir()
    (tmp_path / "init" / "init.c").write_text("int main(void) { return 0; }\n")
    dockerfile(tmp_path).write_text("ARG BASE\nFROM ${BASE}\nCOPY init/init.c /init.c\n")
    return tmp_path


@pytest.fixture
def client() -> Iterator[docker.DockerClient]:
    found = connect()
    assert not isinstance(found, NoEngine)
    yield found
    found.close()


def dockerfile(house: Path) -> Path:
    return house / "languages" / "echo" / "Dockerfile"


def test_the_tag_stays_while_the_files_stay(house: Path) -> None:
    assert images.tag("echo", house) == images.tag("echo", house)
    assert images.tag("echo", house).startswith("greenroom/echo:")


@pytest.mark.parametrize("edited", ["languages/echo/Dockerfile", "init/init.c", "languages/echo/new.py"])
def test_the_tag_changes_with_any_file_that_the_image_is_made_of(house: Path, edited: str) -> None:
    before = images.tag("echo", house)
    with (house / edited).open("a") as file:
        file.write("# edited\n")
    assert images.tag("echo", house) != before


def test_what_python_leaves_behind_is_no_part_of_an_image(house: Path) -> None:
    before = images.tag("echo", house)
    (house / "languages" / "echo" / "__pycache__").mkdir()
    (house / "languages" / "echo" / "__pycache__" / "shim.cpython-311.pyc").touch()
    assert images.tag("echo", house) == before


def test_the_probes_of_the_tests_are_no_part_of_an_image(house: Path) -> None:
    before = images.tag("echo", house)
    (house / "languages" / "echo" / "probe").mkdir()
    (house / "languages" / "echo" / "probe" / "calls.py").touch()
    assert images.tag("echo", house) == before


def test_a_language_without_a_dockerfile_has_no_image_to_build(house: Path) -> None:
    (house / "languages" / "planned").mkdir()
    assert images.languages(house) == ["echo"]


def test_the_build_context_is_roots_and_readable_whoever_checked_it_out(house: Path) -> None:
    dockerfile(house).chmod(0o600)
    (house / "init" / "init.c").chmod(0o700)
    with tarfile.open(fileobj=images.packed("echo", house)) as archive:
        members = archive.getmembers()
    assert [member.name for member in members] == ["Dockerfile", "init/init.c"]
    assert {(member.uid, member.gid, member.uname) for member in members} == {(0, 0, "root")}
    assert [member.mode for member in members] == [0o644, 0o755]


@pytest.mark.docker
def test_an_image_is_built_once_with_visible_progress(house: Path, client: docker.DockerClient) -> None:
    said: list[str] = []
    image = images.build(client, "echo", said.append, house)
    try:
        assert any(line.startswith("Step 1/") for line in said)
        said.clear()
        assert images.build(client, "echo", said.append, house) == image
        assert said == []
    finally:
        client.images.remove(image)


@pytest.mark.docker
def test_a_dockerfile_that_does_not_build_is_named_after_its_last_words(
    house: Path, client: docker.DockerClient
) -> None:
    dockerfile(house).write_text("ARG BASE\nFROM ${BASE}\nRUN echo the kettle is cold && false\n")
    said: list[str] = []
    with pytest.raises(images.ImageTrouble, match="sandbox/languages/echo/Dockerfile"):
        images.build(client, "echo", said.append, house)
    assert "the kettle is cold" in said
    assert not images.present(client, images.tag("echo", house))


@pytest.mark.docker
def test_where_a_registry_answers_the_image_is_pulled(client: docker.DockerClient) -> None:
    with registry() as address:
        image = f"{address}/kettle:trixie"
        assert images.pull(client, image, lambda line: None) == ""
        assert images.present(client, image)
        client.images.remove(image)


@pytest.mark.docker
def test_where_a_registry_refuses_the_reason_is_told(client: docker.DockerClient) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        image = f"127.0.0.1:{nobody.getsockname()[1]}/kettle:trixie"
        assert images.pull(client, image, lambda line: None) == "connection refused"


@pytest.mark.docker
def test_a_registry_that_says_nothing_is_not_waited_for(client: docker.DockerClient) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        image = f"127.0.0.1:{silent.getsockname()[1]}/kettle:trixie"
        assert images.pull(client, image, lambda line: None, patience=0.2) == "silence for 0.2 s"


@pytest.mark.docker
def test_every_language_of_this_checkout_has_its_image(client: docker.DockerClient) -> None:
    images.build_all(client, lambda line: None)
    assert images.present(client, images.BASE)
    assert all(images.present(client, images.tag(language)) for language in images.languages())

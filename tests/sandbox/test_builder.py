"""An image is built once, with visible progress; what does not build is named with its line and its last words."""

from pathlib import Path

import docker
import pytest

from sandbox.builder import arguments, build, extra_certificates, failed, instructions
from sandbox.images import BASE, ImageTrouble, present, tag
from tests.sandbox.houses import dockerfile, echo_house

DOCKERFILE = """# Tea.
ARG BASE

FROM ${BASE}
RUN apt-get update \\
 && apt-get install \\
# a remark in between
    kettle
COPY cup /cup
"""
OURS = "-----BEGIN CERTIFICATE-----\nours\n-----END CERTIFICATE-----"
USUAL = "-----BEGIN CERTIFICATE-----\nusual\n-----END CERTIFICATE-----"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    return echo_house(tmp_path)


def test_instructions_are_counted_as_the_engine_counts_its_steps() -> None:
    assert list(instructions(DOCKERFILE)) == [
        (2, "ARG BASE"),
        (4, "FROM ${BASE}"),
        (5, "RUN apt-get update"),
        (9, "COPY cup /cup"),
    ]


def test_what_failed_says_whose_line_it_was_its_last_words_and_the_mend() -> None:
    said = failed("tea", DOCKERFILE, 3, "E: Unable to locate package kettle")
    assert "sandbox/languages/tea/Dockerfile, line 5 (RUN apt-get update)" in said
    assert "“E: Unable to locate package kettle”" in said
    assert said.endswith("make languages LANGUAGES=tea")


def test_a_step_that_is_in_no_line_names_the_file() -> None:
    assert "sandbox/languages/tea/Dockerfile ended with “no space left”" in failed(
        "tea", DOCKERFILE, 9, "no space left"
    )


def test_certificates_go_only_where_a_dockerfile_asks_for_them() -> None:
    environ = {"EXTRA_CA": OURS}
    assert arguments("FROM x\n", environ) == {"BASE": BASE}
    assert arguments('FROM x\nARG EXTRA_CA=""\n', environ) == {"BASE": BASE, "EXTRA_CA": OURS}


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "PIP_CERT", "NODE_EXTRA_CA_CERTS"])
def test_of_the_machines_certificates_only_the_unusual_ones_are_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "usual").mkdir()
    (tmp_path / "usual" / "root.crt").write_text(USUAL + "\n")
    (tmp_path / "bundle.pem").write_text(f"{USUAL}\n{OURS}\n")
    assert extra_certificates({name: str(tmp_path / "bundle.pem")}, tmp_path / "usual") == OURS


def test_where_nothing_is_named_or_the_file_is_missing_nothing_is_told(tmp_path: Path) -> None:
    assert extra_certificates({}) == ""
    assert extra_certificates({"PIP_CERT": str(tmp_path / "missing.pem")}) == ""


@pytest.mark.docker
def test_an_image_is_built_once_with_visible_progress(house: Path, client: docker.DockerClient) -> None:
    said: list[str] = []
    image = build(client, "echo", said.append, house)
    try:
        assert any(line.startswith("Step 1/") for line in said)
        said.clear()
        assert build(client, "echo", said.append, house) == image
        assert said == []
    finally:
        client.images.remove(image)


@pytest.mark.docker
def test_a_dockerfile_that_does_not_build_is_named_after_its_last_words(
    house: Path, client: docker.DockerClient
) -> None:
    dockerfile(house).write_text("ARG BASE\nFROM ${BASE}\nRUN echo the kettle is cold && false\n")
    said: list[str] = []
    with pytest.raises(
        ImageTrouble, match=r"languages/echo/Dockerfile, line 3 \(RUN echo .+ ended with “the kettle is cold”"
    ):
        build(client, "echo", said.append, house)
    assert "the kettle is cold" in said
    assert not present(client, tag("echo", house))

"""The base of the images is pulled where a registry answers; one that does not is told and not waited for."""

import socket

import docker
import pytest

from sandbox.base import base, pull
from sandbox.images import BASE, present
from tests.sandbox.registry import registry

pytestmark = pytest.mark.docker


def test_where_a_registry_answers_the_image_is_pulled(client: docker.DockerClient) -> None:
    with registry() as address:
        image = f"{address}/kettle:trixie"
        assert pull(client, image, lambda line: None) == ""
        assert present(client, image)
        client.images.remove(image)


def test_where_a_registry_refuses_the_reason_is_told(client: docker.DockerClient) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        image = f"127.0.0.1:{nobody.getsockname()[1]}/kettle:trixie"
        assert pull(client, image, lambda line: None) == "connection refused"


def test_a_registry_that_says_nothing_is_not_waited_for(client: docker.DockerClient) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        image = f"127.0.0.1:{silent.getsockname()[1]}/kettle:trixie"
        assert pull(client, image, lambda line: None, patience=0.2) == "silence for 0.2 s"


def test_an_image_keeps_nothing_that_apt_fetched(client: docker.DockerClient) -> None:
    base(client, print)
    fetched = "cd /var/cache/apt/archives && touch bc.deb partial/bc.deb"
    hook = "apt-config dump --no-empty --format '%v%n' DPkg::Post-Invoke | sh"
    command = ["-c", f"{fetched} && {hook} && find . -name '*.deb'"]
    assert client.containers.run(BASE, command, entrypoint="/bin/sh", remove=True) == b""

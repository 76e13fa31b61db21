"""The built files: compressed as the browser takes them, kept for ever, and nothing beside them."""

import pytest

from server.pages.assets import accepts
from tests.pages.visitors import Town


@pytest.mark.parametrize(
    ("taken", "coding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br;q=0.0,gzip;q=0", None),
        ("identity", None),
        ("", None),
    ],
)
async def test_a_file_comes_in_the_best_coding_that_is_taken(town: Town, taken: str, coding: str | None) -> None:
    client = town.stranger().client
    async with client.stream("GET", "/assets/room-1a2b.js", headers={"accept-encoding": taken}) as answer:
        assert answer.status_code == 200
        assert answer.headers.get("content-encoding") == coding
        assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["vary"].lower() == "accept-encoding"
        assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_file_without_compressed_copies_comes_as_it_is(town: Town) -> None:
    answer = await town.stranger().client.get("/assets/pages-1a2b.js")
    assert answer.text == "plain pages-1a2b.js"


@pytest.mark.parametrize(
    "name",
    [
        "none.js",
        "../.vite/manifest.json",
        "..%2f.vite%2fmanifest.json",
        "%2e%2e/secret.js",
        "room-1a2b.js.br",
        "",
        "a%00.js",
        ".js",
    ],
)
async def test_nothing_beside_the_built_files_is_served(town: Town, name: str) -> None:
    assert (await town.stranger().client.get(f"/assets/{name}")).status_code == 404


async def test_the_icon_is_there_for_all(town: Town) -> None:
    answer = await town.stranger().client.get("/favicon.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.text.startswith("<svg")


def test_a_coding_with_no_weight_is_not_taken() -> None:
    assert accepts("br, gzip;q=0.1, deflate; q=0") == {"br", "gzip"}

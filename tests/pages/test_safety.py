"""What every answer forbids, what may be kept, and how a broken page looks."""

import hashlib
import re
from pathlib import Path

import pytest

from server.live.doors import sign_in_token
from server.live.ports import ApiToken
from server.pages import application
from server.pages.bundle import WEB
from server.pages.render import View
from server.settings import Settings
from server.store.memory import Memory
from tests.house import new_house
from tests.pages.visitors import Town

ANYBODYS = ("/", "/nothing/here", "/healthz", "/favicon.svg", "/api/tasks", "/assets/room-1a2b.js", "/sign-in")


@pytest.mark.parametrize("path", ANYBODYS)
async def test_every_answer_carries_the_headers(town: Town, path: str) -> None:
    answer = await town.stranger().client.get(path)
    policy = dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in answer.headers["permissions-policy"]


async def test_pages_are_never_kept_and_a_nonce_never_repeats(town: Town) -> None:
    owner = await town.owner()
    nonces = set()
    for _ in range(3):
        await owner.opens("/")
        assert owner.page.headers["cache-control"] == "no-store"
        nonces.add(owner.page.headers["content-security-policy"])
    assert len(nonces) == 3


def test_no_template_has_an_inline_script_style_or_handler_or_turns_escaping_off() -> None:
    for template in sorted(Path(WEB / "templates").glob("*.html")):
        text = re.sub(r"{#.*?#}", "", template.read_text(), flags=re.DOTALL)
        assert not re.search(r"\son\w+=", text), template.name
        assert not re.search(r"\sstyle=|<style|javascript:", text), template.name
        assert "|safe" not in text.replace(" ", ""), template.name
        assert "autoescape" not in text, template.name
        for script in re.findall(r"<script[^>]*>", text):
            assert "src=" in script or 'type="application/json"' in script, template.name


async def test_a_broken_page_says_so_calmly_and_tells_nothing_of_why(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(self: Memory, wanted: object) -> list[None]:
        raise RuntimeError("secret detail of the database")

    monkeypatch.setattr(Memory, "counts", broken)
    owner = town.stranger(raise_errors=False)
    await owner.client.get(f"/sign-in?token={sign_in_token(town.house.secret)}")
    assert await owner.opens("/") == 500
    assert "on our side" in owner.text
    assert "secret detail" not in owner.text
    assert "RuntimeError" not in owner.text
    assert "content-security-policy" in owner.page.headers


async def test_when_nothing_can_be_stored_people_and_programs_are_told_what_to_mend(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(self: Memory, *_: object) -> None:
        raise OSError("disk")

    async def why(self: Memory) -> str:
        return "The server's disk is full. Whoever runs it should free some space."

    await town.house.store.add_token(ApiToken("t1", "", hashlib.sha256(b"grt_good").hexdigest(), 1))
    monkeypatch.setattr(Memory, "add_interview", full)
    monkeypatch.setattr(Memory, "check", why)
    ida = town.stranger(raise_errors=False)
    await ida.opens(f"/sign-in?token={sign_in_token(town.house.secret)}")
    await ida.opens("/interviews/new")
    assert await ida.sends("/interviews/new", title="T", host="Ida", candidate="Cam", tasks="slots") == 503
    assert "The server&#39;s disk is full. Whoever runs it should free some space." in ida.text
    plan = {"title": "T", "candidate": "Cam", "tasks": ["slots"]}
    answer = await ida.client.post("/api/interviews", json=plan, headers={"authorization": "Bearer grt_good"})
    assert answer.status_code == 503
    assert answer.json()["error"] == {"code": "store_trouble", "message": await why(Memory())}


async def test_a_broken_answer_of_the_api_is_json_too(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(self: Memory, digest: str) -> None:
        raise RuntimeError("secret detail of the database")

    monkeypatch.setattr(Memory, "token", broken)
    monkeypatch.setattr(Memory, "check", broken)
    program = town.stranger(raise_errors=False).client
    answer = await program.get("/api/tasks", headers={"authorization": "Bearer x"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (500, "server_error")
    assert "secret detail" not in answer.text


async def test_the_pages_of_a_house_behind_https_have_cookies_for_https_only(
    tmp_path: Path, town: Town, dist: Path
) -> None:
    settings = Settings(public_url="https://rooms.example.org")
    house = new_house(tmp_path, store=Memory(), settings=settings)
    far = Town(house, application(house, view=View(WEB / "templates", dist)))
    answer = await far.stranger().client.get(f"/sign-in?token={sign_in_token(house.secret)}")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-greenroom=")
    assert "Secure" in cookie

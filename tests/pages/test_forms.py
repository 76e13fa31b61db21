"""What our forms take, and from whom: foreign pages, missing tokens, other bodies, too much at once."""

import pytest

from server.core.interview import State
from tests.pages.visitors import ORIGIN, Forms, Town

PLAN: dict[str, str | list[str]] = {"title": "Backend engineer", "host": "Ida", "candidate": "Cam", "tasks": ["slots"]}


@pytest.mark.parametrize(
    "said",
    [
        {"origin": "https://evil.example", "sec_fetch_site": "cross-site"},
        {"origin": "https://evil.example", "sec_fetch_site": ""},
        {"origin": "http://greenroom.test:8080", "sec_fetch_site": "same-site"},
        {"origin": "http://greenroom.test.evil.example", "sec_fetch_site": ""},
        {"origin": "null", "sec_fetch_site": "cross-site"},
        {"origin": ORIGIN, "sec_fetch_site": "none"},
    ],
)
async def test_another_sites_form_changes_nothing_even_with_a_token(town: Town, said: dict[str, str]) -> None:
    interview = await town.interview()
    owner = await town.owner()
    fields = {"form-token": Forms(owner.text).found["/sign-out"]["form-token"][0]}
    assert await owner.posts(f"/interviews/{interview.id}/end", fields, **said) == 403
    assert "somewhere else" in owner.text
    assert (await town.now(interview)).state is State.PLANNED
    assert await owner.posts("/interviews/new", {**fields, **PLAN}, **said) == 403
    assert len(await town.house.store.interviews()) == 1


@pytest.mark.parametrize("said", [{}, {"origin": "null", "sec_fetch_site": "same-origin"}])
async def test_our_own_form_works_also_where_the_browser_hides_its_origin(town: Town, said: dict[str, str]) -> None:
    owner = await town.owner()
    fields = {"form-token": Forms(owner.text).found["/sign-out"]["form-token"][0]}
    assert await owner.posts("/interviews/new", {**fields, **PLAN}, **said) == 200
    assert owner.at.startswith("/interviews/")


async def test_a_browser_that_says_nothing_needs_the_forms_token(town: Town) -> None:
    owner = await town.owner()
    bare = {"origin": "null", "sec_fetch_site": ""}
    assert await owner.posts("/interviews/new", PLAN, **bare) == 403
    await owner.opens("/")
    mine = Forms(owner.text).found["/sign-out"]["form-token"][0]
    assert await owner.posts("/interviews/new", {**PLAN, "form-token": mine}, **bare) == 200


async def test_one_sessions_token_is_no_good_in_another(town: Town) -> None:
    interview = await town.interview()
    other = await town.interview("Max")
    ida, max = await town.ida(interview), await town.ida(other)
    await max.opens(f"/interviews/{other.id}")
    stolen = Forms(max.text).found[f"/interviews/{other.id}/end"]
    assert await ida.posts(f"/interviews/{interview.id}/end", stolen) == 403
    assert (await town.now(interview)).state is State.PLANNED


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data; boundary=x", ""])
async def test_another_kind_of_body_is_refused(town: Town, kind: str) -> None:
    owner = await town.owner()
    assert await owner.posts("/interviews/new", PLAN, content_type=kind) == 415
    assert "not a form" in owner.text


async def test_a_broken_form_is_refused(town: Town) -> None:
    owner = await town.owner()
    for body in (b"title=%ff%fe", b"a=1&" * 1000, b"\xff\xfe=1"):
        answer = await owner.client.post(
            "/interviews/new", content=body, headers={"content-type": "application/x-www-form-urlencoded"}
        )
        assert answer.status_code == 400
        assert "arrived broken" in answer.text


async def test_a_form_larger_than_64_kib_is_refused(town: Town) -> None:
    owner, interview = await town.owner(), await town.interview()
    large = {"title": "x" * 70_000}
    for path in ("/interviews/new", f"/interviews/{interview.id}/end", f"/join/{interview.id}", "/sign-out"):
        assert await owner.posts(path, large) == 413
        assert "too much at once" in owner.text


async def test_a_page_that_is_only_read_takes_no_form(town: Town) -> None:
    owner = await town.owner()
    assert await owner.posts("/tasks", {}) == 405
    assert "does not work here" in owner.text

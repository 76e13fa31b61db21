"""Signing in: every way in, what comes of it, and how it ends. Pat interviews here, and Max must not get in."""

import pytest
from starlette.routing import Route

from server.core.accounts import Rank, Standing
from server.core.guessing import MINUTE
from server.core.ids import OWNER
from server.core.interview import Interview
from server.core.roles import Role
from server.core.sessions import INVITATION_MS, SESSION_MS, SIGN_IN_MS
from server.core.setup import Setup
from server.live.doors import sign_in_token
from tests.pages.joining import WORDS, clock, invited, joins, signs_in
from tests.pages.test_doors import TABLE
from tests.pages.visitors import ORIGIN, Forms, Town

# Invitations and links ------------------------------------------------------------------------------------------------


async def test_ida_invites_pat_who_comes_in_once(town: Town) -> None:
    owner = await town.owner()
    await owner.opens("/people")
    assert await owner.sends("/people/invite", name="Pat", email="Pat@example.org", rank="interviewer") == 200
    link = owner.page.text.split(f'value="{ORIGIN}/invitations/')[1].split('"')[0]
    pat, max_ = town.stranger(), town.stranger()
    for who in (pat, max_):
        assert await who.opens(f"/invitations/{link}") == 200
    assert await pat.sends(f"/invitations/{link}", name="Patricia", password=WORDS) == 200
    assert "Patricia" in pat.text
    assert await max_.sends(f"/invitations/{link}", name="Max", password=WORDS) == 404
    assert await max_.opens(f"/invitations/{link}") == 404
    assert await max_.opens("/") == 403
    assert (await signs_in(town, "pat@example.org", WORDS)).at == "/"


@pytest.mark.parametrize(
    ("field", "typed"),
    [("name", {"name": " "}), ("name", {"name": "x" * 81}), ("password", {"password": "short"})],
)
async def test_what_was_typed_wrong_is_said_and_the_invitation_stays(
    town: Town, field: str, typed: dict[str, str]
) -> None:
    made = await invited(town)
    pat, where = town.stranger(), f"/invitations/{made.token}"
    await pat.opens(where)
    assert await pat.sends(where, **{"name": "Pat", **typed}) == 422
    assert f'id="{field}-words"' in pat.text
    assert await pat.sends(where, name="Pat", password="") == 200


async def test_p5_an_invitation_runs_out_and_a_fresh_one_replaces_it(town: Town) -> None:
    made = await invited(town)
    clock(town).ms += INVITATION_MS
    pat, owner = town.stranger(), await town.owner()
    assert await pat.opens(f"/invitations/{made.token}") == 404
    await owner.opens("/people")
    assert "has run out" in owner.text
    assert await owner.sends(f"/people/{made.account.id}/again") == 200
    fresh = owner.page.text.split(f'value="{ORIGIN}/invitations/')[1].split('"')[0]
    assert fresh != made.token
    assert await pat.opens(f"/invitations/{fresh}") == 200


async def test_p5_a_sign_in_link_opens_once_and_not_by_being_looked_at(town: Town) -> None:
    _, id = await joins(town)
    owner = await town.owner()
    await owner.opens("/people")
    assert await owner.sends(f"/people/{id}/link") == 200
    link = owner.page.text.split(f'value="{ORIGIN}/sign-in/once/')[1].split('"')[0]
    pat, max_ = town.stranger(), town.stranger()
    for _ in range(3):
        assert await pat.opens(f"/sign-in/once/{link}") == 200
    assert "Hello Pat" in pat.text
    await max_.opens(f"/sign-in/once/{link}")
    assert await pat.sends(f"/sign-in/once/{link}") == 200
    assert await max_.sends(f"/sign-in/once/{link}") == 404
    assert await max_.opens("/") == 403
    await pat.opens("/account")
    assert "By a link that opens once" in pat.text
    assert "A sign-in link was made for you by <strong>Owner</strong> on <time" in pat.text
    await owner.opens("/account")
    assert "was made for you" not in owner.text


async def test_p5_a_sign_in_link_runs_out_and_stops_with_its_account(town: Town) -> None:
    _, id = await joins(town)
    accounts = town.house.reception.accounts
    account = await accounts.find(id)
    assert account is not None
    late, off = await accounts.sign_in_link(account, ""), await accounts.sign_in_link(account, "")
    pat = town.stranger()
    await pat.opens(f"/sign-in/once/{off}")
    assert await accounts.change(OWNER, id, state=Standing.DISABLED) == ""
    assert await pat.sends(f"/sign-in/once/{off}") == 404
    assert await accounts.enable(OWNER, id) == ""
    assert await pat.opens(f"/sign-in/once/{late}") == 404, "what was given out before is gone for good"
    fresh = await accounts.sign_in_link(account, "")
    clock(town).ms += SIGN_IN_MS
    assert await pat.opens(f"/sign-in/once/{fresh}") == 404


async def test_an_invitation_is_no_sign_in_link_and_the_other_way_round(town: Town) -> None:
    made = await invited(town)
    _, id = await joins(town, "Olu")
    account = await town.house.reception.accounts.find(id)
    assert account is not None
    token = await town.house.reception.accounts.sign_in_link(account, "")
    max_ = town.stranger()
    assert await max_.opens(f"/sign-in/once/{made.token}") == 404
    assert await max_.opens(f"/invitations/{token}") == 404


# Sessions -------------------------------------------------------------------------------------------------------------


async def test_p6_a_session_is_listed_and_ended_from_another_browser(town: Town) -> None:
    here, id = await joins(town, password=WORDS)
    there = await signs_in(town, "pat@example.org", WORDS)
    there.client.headers["user-agent"] = "x"
    await here.opens("/account")
    assert here.text.count("End it") == 1
    (other,) = [each for each in Forms(here.text).found if each.count("/") == 4]
    assert await here.sends(other) == 200
    assert await there.opens("/") == 403
    assert await here.opens("/") == 200
    assert len(await town.house.reception.sessions.of(id)) == 1


async def test_p6_nobody_ends_anothers_session(town: Town) -> None:
    pat, _ = await joins(town)
    max_, maxs = await joins(town, "Max")
    (session,) = await town.house.reception.sessions.of(maxs)
    await pat.opens("/account")
    fields = {"form-token": Forms(pat.text).found["/account/name"]["form-token"][0]}
    await pat.posts(f"/account/sessions/{session.id}/end", fields)
    assert await max_.opens("/") == 200


async def test_p6_a_new_password_ends_all_other_sessions_and_asks_for_the_present_one(town: Town) -> None:
    here, _ = await joins(town, password=WORDS)
    there = await signs_in(town, "pat@example.org", WORDS)
    await there.opens("/account")
    assert await there.sends("/account/password", now="not this one, Max", password="quite another sentence") == 422
    assert "not the password that you have now" in there.text
    assert await there.sends("/account/password", now=WORDS, password="short") == 422
    assert await there.sends("/account/password", now=WORDS, password="quite another sentence") == 200
    assert await here.opens("/") == 403
    assert (await signs_in(town, "pat@example.org", WORDS)).page.status_code == 422
    assert (await signs_in(town, "pat@example.org", "quite another sentence")).at == "/"


async def test_p6_a_session_ends_after_thirty_days_and_says_when_it_was_seen(town: Town) -> None:
    pat, id = await joins(town)
    clock(town).ms += 6 * MINUTE
    await pat.opens("/")
    await town.house.settled()
    (session,) = await town.house.reception.sessions.of(id)
    assert session.seen == session.created + 6 * MINUTE
    clock(town).ms += SESSION_MS - 6 * MINUTE - 1
    assert await pat.opens("/") == 200
    clock(town).ms += 1
    assert await pat.opens("/") == 403


async def test_p6_signing_in_gives_a_new_session_always(town: Town) -> None:
    await joins(town, password=WORDS)
    pat = town.stranger()
    planted = "a-session-that-max-put-here"
    pat.client.headers["cookie"] = f"greenroom={planted}"
    await pat.opens("/sign-in")
    del pat.client.headers["cookie"]
    assert await pat.sends("/sign-in", email="pat@example.org", password=WORDS) == 200
    first = pat.client.cookies["greenroom"]
    assert first != planted
    assert "greenroom-stranger" not in pat.client.cookies
    await pat.opens(f"/sign-in?token={sign_in_token(town.house.secret)}")
    assert pat.client.cookies["greenroom"] != first
    assert "greenroom-stranger" not in pat.client.cookies
    max_ = town.stranger()
    max_.client.cookies.set("greenroom", first)
    assert await max_.opens("/") == 403, "the session before is over"


async def test_sessions_and_links_are_at_rest_as_digests_only(town: Town) -> None:
    pat, id = await joins(town, password=WORDS)
    token = pat.client.cookies.get("greenroom") or ""
    (session,) = await town.house.reception.sessions.of(id)
    assert token
    assert token not in repr(session)
    hashed = await town.house.store.accounts.password(id)
    assert hashed.startswith("$argon2id$")
    assert WORDS not in hashed


# Disabled -------------------------------------------------------------------------------------------------------------


async def test_p1_who_is_disabled_is_out_everywhere_at_once_until_enabled(town: Town) -> None:
    pat, id = await joins(town, password=WORDS)
    owner = await town.owner()
    await owner.opens("/people")
    assert await owner.sends(f"/people/{id}/disable") == 200
    assert await pat.opens("/") == 403
    assert (await signs_in(town, "pat@example.org", WORDS)).page.status_code == 422
    assert await owner.sends(f"/people/{id}/enable") == 200
    assert await pat.opens("/") == 403, "the sessions of before are gone"
    assert (await signs_in(town, "pat@example.org", WORDS)).at == "/"


async def test_p1_a_disabled_accounts_room_cookie_and_link_are_nothing_any_more(town: Town) -> None:
    _, id = await joins(town)
    opened = await town.house.open_interview("T", "Pat", "Cam", ["slots"], setup=Setup(account=id))
    assert isinstance(opened, Interview)
    pat = await town.ida(opened)
    assert await pat.opens(f"/interviews/{opened.id}") == 200
    await town.house.reception.accounts.change(OWNER, id, state=Standing.DISABLED)
    assert await pat.opens(f"/interviews/{opened.id}") == 403
    assert await pat.opens(town.link(opened, Role.HOST)) == 403


async def test_p3_the_last_owner_stays_and_nobody_disables_themselves(town: Town) -> None:
    owner = await town.owner()
    await owner.opens("/people")
    assert await owner.sends(f"/people/{OWNER}/rank", rank="viewer") == 422
    assert "the only owner who can sign in" in owner.text
    assert await owner.opens("/people") == 200
    fields = {"form-token": Forms(owner.text).found["/people/invite"]["form-token"][0]}
    assert await owner.posts(f"/people/{OWNER}/disable", fields) == 422
    assert "your own account" in owner.text


async def test_p2_a_new_rank_holds_from_the_next_page_on(town: Town) -> None:
    pat, id = await joins(town)
    owner = await town.owner()
    await owner.opens("/people")
    assert await owner.sends(f"/people/{id}/rank", rank="owner") == 200
    assert await pat.opens("/people") == 200
    assert await pat.sends(f"/people/{OWNER}/rank", rank="viewer") == 200
    assert await owner.opens("/people") == 403


# Guessing -------------------------------------------------------------------------------------------------------------


async def test_p7_p9_guessing_is_slowed_down_and_says_nothing_of_who_is_here(town: Town) -> None:
    await joins(town, password=WORDS)
    said = {}
    for email in ("pat@example.org", "nobody@example.org"):
        words = []
        for n in range(7):
            max_ = await signs_in(town, email, f"a guess of Max, the {n}.", host=f"198.51.100.{n}")
            assert max_.page.status_code == 422
            words.append(max_.main_without(email))
        said[email] = words
    assert said["pat@example.org"] == said["nobody@example.org"]
    assert "Try again in a minute" in said["pat@example.org"][5]
    assert (await signs_in(town, "pat@example.org", WORDS)).page.status_code == 422, "the right one has to wait as well"
    assert (await town.owner()).at == "/", "the owner's link never waits"
    clock(town).ms += MINUTE
    assert (await signs_in(town, "pat@example.org", WORDS)).at == "/"


async def test_p7_one_place_that_tries_many_names_waits_too(town: Town) -> None:
    for n in range(40):
        assert "belong together" in (await signs_in(town, f"n{n}@example.org", "x")).text
    assert "Try again in a minute" in (await signs_in(town, "another@example.org", "x")).text
    assert "belong together" in (await signs_in(town, "another@example.org", "x", host="198.51.100.9")).text


async def test_p7_the_present_password_cannot_be_guessed_from_a_session_that_was_left_open(town: Town) -> None:
    await joins(town, password=WORDS)
    max_ = await signs_in(town, "pat@example.org", WORDS)
    for _ in range(5):
        await max_.opens("/account")
        await max_.sends("/account/password", now="a guess", password="a new one of Max's")
    assert await max_.sends("/account/password", now=WORDS, password="a new one of Max's") == 422
    assert "Try again in a minute" in max_.text


async def test_a_password_of_a_megabyte_or_with_odd_characters_is_just_wrong(town: Town) -> None:
    await joins(town, password=WORDS)
    for password in ("x" * 10_000, "\x00", "\u202e\U0001f600"):
        assert (await signs_in(town, "pat@example.org", password)).page.status_code == 422


# Forms from elsewhere -------------------------------------------------------------------------------------------------

FORMS = [
    path
    for (method, path) in TABLE
    if method == "POST" and path.startswith(("/sign-", "/people", "/account", "/invitations"))
]
ELSEWHERE = {"origin": "https://evil.example", "sec_fetch_site": "cross-site"}


@pytest.mark.parametrize("path", FORMS)
async def test_every_new_form_is_refused_from_elsewhere_and_without_its_token(town: Town, path: str) -> None:
    pat, id = await joins(town, rank=Rank.OWNER, password=WORDS)
    account = await town.house.reception.accounts.find(id)
    assert account is not None
    token = await town.house.reception.accounts.sign_in_link(account, "")
    made = await invited(town, "Olu")
    (session,) = await town.house.reception.sessions.of(id)
    where = path.format(account=id, session=session.id, once=token, invitation=made.token)
    fields: dict[str, str | list[str]] = {
        "email": "pat@example.org", "password": WORDS, "name": "Max", "rank": "viewer", "now": WORDS,
    }  # fmt: skip
    before = (await town.house.reception.accounts.all(), await town.house.reception.sessions.of(id))
    for who in (pat, town.stranger()):
        await who.opens("/account" if who is pat else "/sign-in")
        mine = next(iter(Forms(who.text).found.values()))["form-token"][0]
        assert await who.posts(where, {**fields, "form-token": mine}, **ELSEWHERE) == 403
        assert await who.posts(where, fields) == 403
        assert await who.posts(where, {**fields, "form-token": "made.up.token"}) == 403
    assert (await town.house.reception.accounts.all(), await town.house.reception.sessions.of(id)) == before


async def test_another_browsers_sign_in_form_signs_nobody_in(town: Town) -> None:
    """Max cannot sign Pat in as Max: the token of his page fits his browser only."""
    await joins(town, "Max", password=WORDS)
    max_, pat = town.stranger(), town.stranger()
    await max_.opens("/sign-in")
    await pat.opens("/sign-in")
    his = Forms(max_.text).found["/sign-in"]["form-token"][0]
    fields = {"form-token": his, "email": "max@example.org", "password": WORDS}
    assert await pat.posts("/sign-in", fields, origin="null", sec_fetch_site="") == 403
    assert await pat.opens("/") == 403


async def test_what_people_type_is_shown_as_text(town: Town) -> None:
    owner = await town.owner()
    await owner.opens("/people")
    await owner.sends("/people/invite", name='<img src=x onerror="x">', email="x@example.org", rank="viewer")
    assert "<img" not in owner.page.text
    assert "&lt;img" in owner.page.text
    who = await signs_in(town, '"><script>x</script>@x', "x")
    assert "<script>x" not in who.page.text


def test_there_is_a_form_for_each_of_these(town: Town) -> None:
    posts = {route.path for route in town.app.routes if isinstance(route, Route) and "POST" in (route.methods or ())}
    assert set(FORMS) <= posts
    assert len(FORMS) >= 14

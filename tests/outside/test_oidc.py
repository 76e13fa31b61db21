"""Signing in through another service, with a real provider on this machine: who gets in, who does not, and why."""

import json
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet

from server.core.accounts import Rank, Standing
from server.core.ids import OWNER
from server.live.account_ports import Asked, NoAnswer, Provider
from server.live.accounts import Invited
from server.outside import oidc
from server.outside.oidc import OidcProvider
from server.pages import application
from server.settings import Settings
from server.store.memory import Memory
from tests.fakes import FakeLibrary, FakeSandbox, StillClock
from tests.house import new_house
from tests.outside.provider import CLIENT, Login, provider
from tests.pages.visitors import Town, Visitor

pytestmark = pytest.mark.server

BACK = "http://greenroom.test/sign-in/provider/back"


@pytest.fixture
async def login() -> AsyncIterator[Login]:
    async with provider() as login:
        yield login


def town_with(tmp_path: Path, provider: Provider, domains: str = "") -> Town:
    settings = Settings(oidc_domains=domains)
    house = new_house(
        tmp_path,
        store=Memory(),
        sandbox=FakeSandbox(),
        tasks=FakeLibrary(),
        clock=StillClock(),
        settings=settings,
        provider=provider,
    )
    return Town(house, application(house))


def works(login: Login) -> OidcProvider:
    return OidcProvider(login.issuer, CLIENT, "a secret", "Works")


async def invited(town: Town, email: str = "pat@example.org", name: str = "Pat") -> str:
    made = await town.house.reception.accounts.invite(OWNER, name, email, Rank.INTERVIEWER)
    assert isinstance(made, Invited)
    return made.account.id


async def sent_away(who: Visitor) -> str:
    """Where the button leads."""
    answer = await who.client.get("/sign-in/provider", follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def comes_by(town: Town, login: Login, sub: str) -> Visitor:
    who = town.stranger()
    await who.opens(await login.signs_in(await sent_away(who), sub))
    return who


async def test_who_was_invited_comes_in_with_a_verified_address_and_nothing_else(tmp_path: Path, login: Login) -> None:
    town = town_with(tmp_path, works(login))
    id = await invited(town)
    await login.knows("p1", email="Pat@Example.org", email_verified=True, name="Patricia")
    pat = town.stranger()
    assert await pat.opens("/sign-in") == 200
    assert "Go on with Works" in pat.text
    address = await sent_away(pat)
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) == 43
    assert asked["nonce"]
    assert asked["state"]
    assert asked["scope"] == ["openid email profile"]
    assert await pat.opens(await login.signs_in(address, "p1")) == 200
    assert pat.at == "/"
    account = await town.house.reception.accounts.find(id)
    assert account is not None
    assert (account.state, account.name) == (Standing.ACTIVE, "Pat")


async def test_who_was_not_invited_stays_outside(tmp_path: Path, login: Login) -> None:
    town = town_with(tmp_path, works(login))
    await login.knows("m1", email="max@example.org", email_verified=True)
    max_ = await comes_by(town, login, "m1")
    assert max_.page.status_code == 422
    assert "does not know you" in max_.text
    assert await max_.opens("/") == 403


async def test_a_domain_that_is_welcome_needs_no_invitation(tmp_path: Path, login: Login) -> None:
    town = town_with(tmp_path, works(login), domains="example.org, other.test")
    await login.knows("n1", email="new@example.org", email_verified=True, name="New Person")
    await login.knows("m1", email="max@evil-example.org", email_verified=True)
    new = await comes_by(town, login, "n1")
    assert new.at == "/"
    account = await town.house.store.accounts.by_email("new@example.org")
    assert account is not None
    assert (account.rank, account.name) == (Rank.INTERVIEWER, "New Person")
    assert (await comes_by(town, login, "m1")).page.status_code == 422


@pytest.mark.parametrize("claims", [{"email_verified": False}, {}], ids=["it says no", "it says nothing"])
async def test_an_address_that_is_not_verified_is_nobodys(
    tmp_path: Path, login: Login, claims: dict[str, bool]
) -> None:
    town = town_with(tmp_path, works(login), domains="example.org")
    await invited(town)
    await login.knows("p1", email="pat@example.org", **claims)
    max_ = await comes_by(town, login, "p1")
    assert max_.page.status_code == 422
    assert "really yours" in max_.text
    assert await max_.opens("/") == 403


async def test_the_account_keeps_to_whom_it_was_first(tmp_path: Path, login: Login) -> None:
    town = town_with(tmp_path, works(login))
    await invited(town)
    await login.knows("p1", email="pat@example.org", email_verified=True)
    await login.knows("m1", email="pat@example.org", email_verified=True)
    assert (await comes_by(town, login, "p1")).at == "/"
    max_ = await comes_by(town, login, "m1")
    assert max_.page.status_code == 422
    assert "somebody else there" in max_.text
    await login.knows("p1", email="pat.married@example.org", email_verified=True)
    assert (await comes_by(town, login, "p1")).at == "/"


async def test_who_is_disabled_does_not_come_in_by_another_service_either(tmp_path: Path, login: Login) -> None:
    town = town_with(tmp_path, works(login), domains="example.org")
    id = await invited(town)
    await login.knows("p1", email="pat@example.org", email_verified=True)
    pat = await comes_by(town, login, "p1")
    await town.house.reception.accounts.change(OWNER, id, state=Standing.DISABLED)
    assert await pat.opens("/") == 403
    again = await comes_by(town, login, "p1")
    assert again.page.status_code == 422
    assert await again.opens("/") == 403


async def test_an_answer_for_another_try_or_another_browser_signs_nobody_in(tmp_path: Path, login: Login) -> None:
    town = town_with(tmp_path, works(login))
    await invited(town)
    await login.knows("p1", email="pat@example.org", email_verified=True)
    pat, max_ = town.stranger(), town.stranger()
    back = await login.signs_in(await sent_away(pat), "p1")
    assert await max_.opens(back) == 400, "Max has begun nothing, so an answer that he caught is worth nothing"
    await sent_away(max_)
    assert await max_.opens(back) == 422
    assert "another try" in max_.text
    assert await max_.opens("/") == 403
    assert await pat.opens(back) == 200
    assert await pat.opens(back) == 400, "an answer is good once"


async def test_another_nonce_than_was_asked_for_is_refused(login: Login) -> None:
    works_ = works(login)
    await login.knows("p1", email="pat@example.org", email_verified=True)
    asked = await works_.ask(BACK)
    assert isinstance(asked, Asked)
    query = urlsplit(await login.signs_in(asked.address, "p1")).query
    answer = await works_.answer(BACK, query, replace(asked, nonce="another"))
    assert answer == NoAnswer(oidc.UNSOUND.format("Works"))


async def test_a_token_for_another_client_is_refused(login: Login) -> None:
    await login.knows("p1", email="pat@example.org", email_verified=True)
    theirs = OidcProvider(login.issuer, "another", "", "Works")
    asked = await theirs.ask(BACK)
    assert isinstance(asked, Asked)
    query = urlsplit(await login.signs_in(asked.address, "p1")).query
    answer = await works(login).answer(BACK, query, asked)
    assert isinstance(answer, NoAnswer)


def test_whom_a_token_is_for_is_checked_by_itself() -> None:
    """Everything else about these tokens is as it should be: the key, the issuer, the nonce, the time."""
    key = ECKey.generate_key("P-256")
    about, asked = {"issuer": "https://works.test"}, Asked("", "state", "nonce", "verifier")
    now = int(time.time())
    said = {"iss": about["issuer"], "sub": "p1", "exp": now + 60, "iat": now, "nonce": "nonce"}
    provider = OidcProvider(about["issuer"], CLIENT, "", "Works")

    def read(**more: object) -> Mapping[str, object]:
        token = {"id_token": jwt.encode({"alg": "ES256"}, {**said, **more}, key)}
        return provider._claims(token, KeySet([key]), about, asked)

    assert read(aud=CLIENT)["sub"] == "p1"
    for wrong in ({"aud": "another"}, {"aud": ["another"]}, {}):
        with pytest.raises(JoseError):
            read(**wrong)


async def test_who_does_not_go_on_there_reads_that_nothing_happened(tmp_path: Path, login: Login) -> None:
    town = town_with(tmp_path, works(login))
    who = town.stranger()
    address = await sent_away(who)
    (state,) = parse_qs(urlsplit(address).query)["state"]
    assert await who.opens(f"/sign-in/provider/back?error=access_denied&state={state}") == 422
    assert "not signed in at Works" in who.text


async def test_an_answer_with_a_code_that_was_made_up_is_declined(tmp_path: Path, login: Login) -> None:
    town = town_with(tmp_path, works(login))
    who = town.stranger()
    (state,) = parse_qs(urlsplit(await sent_away(who)).query)["state"]
    assert await who.opens(f"/sign-in/provider/back?code=made-up&state={state}") == 422
    assert await who.opens("/") == 403


async def test_a_provider_that_is_down_is_a_sentence_and_the_other_ways_stay(tmp_path: Path) -> None:
    async with provider() as login:
        down = works(login)
    town = town_with(tmp_path, down)
    who = town.stranger()
    assert await who.opens("/sign-in/provider") == 503
    assert "Works does not answer at the moment" in who.text
    assert 'name="password"' in who.text
    await town.house.reception.accounts.rename(await town.house.reception.accounts.first_owner(), "Ida", "ida@x.org")
    await town.house.reception.accounts.first_password(
        await town.house.reception.accounts.first_owner(), "four words that fit"
    )
    assert await who.sends("/sign-in", email="ida@x.org", password="four words that fit") == 200
    assert who.at == "/"


async def test_a_provider_that_goes_down_half_way_is_a_sentence_too(tmp_path: Path) -> None:
    async with provider() as login:
        town = town_with(tmp_path, works(login))
        await login.knows("p1", email="pat@example.org", email_verified=True)
        who = town.stranger()
        back = await login.signs_in(await sent_away(who), "p1")
    assert await who.opens(back) == 422
    assert "Works does not answer" in who.text


@pytest.mark.parametrize(
    "about",
    [
        {"issuer": "https://other.example.org"},
        {"authorization_endpoint": "http://login.example.org/authorize"},
        {"token_endpoint": "javascript:alert(1)"},
        {"jwks_uri": ""},
    ],
    ids=str,
)
async def test_a_provider_that_says_odd_things_of_itself_is_not_believed(
    about: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {
        "issuer": "https://login.example.org",
        "authorization_endpoint": "https://login.example.org/authorize",
        "token_endpoint": "https://login.example.org/token",
        "jwks_uri": "https://login.example.org/keys",
        **about,
    }
    odd = OidcProvider("https://login.example.org/", CLIENT, "", "")
    transport = httpx2.MockTransport(lambda request: httpx2.Response(200, text=json.dumps(said)))
    made = odd._client

    def client(back: str) -> object:
        found = made(back)
        found._transport = transport
        found._mounts = {}
        return found

    monkeypatch.setattr(odd, "_client", client)
    assert await odd.ask(BACK) == NoAnswer(oidc.UNSOUND.format("login.example.org"))

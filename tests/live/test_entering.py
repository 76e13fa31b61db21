"""Coming in, without pages: what many tries at once, old hashes and a first owner make of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from server.core.accounts import Account, Rank
from server.core.ids import OWNER
from server.live import guesses, passwords
from server.live.accounts import Invited
from server.live.entering import DOES_NOT_FIT, FREE
from server.live.guesses import Guesses
from server.live.planning import Refused
from server.live.reception import Reception
from server.live.sessions import Entered, Visit
from server.store.memory import Memory
from tests.fakes import StillClock
from tests.house import new_house

WORDS = "four words that fit"
HERE = Visit("203.0.113.7", "Firefox on Linux")


@pytest.fixture
def reception(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reception:
    monkeypatch.setattr(passwords, "PasswordHasher", partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1))
    return new_house(tmp_path, store=Memory(), clock=StillClock()).reception


async def pat(reception: Reception) -> Account:
    made = await reception.accounts.invite(OWNER, "Pat", "pat@example.org", Rank.INTERVIEWER)
    assert isinstance(made, Invited)
    entered = await reception.entering.accept(made.token, "Pat", WORDS, HERE)
    assert isinstance(entered, Entered)
    return entered.account


async def test_p7_many_guesses_at_once_count_as_many(reception: Reception) -> None:
    await pat(reception)
    guess = [reception.entering.by_password("pat@example.org", f"guess {n}", HERE) for n in range(30)]
    refused = [each for each in await asyncio.gather(*guess) if isinstance(each, Refused)]
    assert len(refused) == 30
    assert sum(each.message == DOES_NOT_FIT for each in refused) == FREE


async def test_a_right_password_forgives_the_guesses_at_it(reception: Reception) -> None:
    await pat(reception)
    for _ in range(3):
        for _ in range(FREE - 1):
            await reception.entering.by_password("pat@example.org", "a guess", HERE)
        assert isinstance(await reception.entering.by_password(" PAT@example.org ", WORDS, HERE), Entered)


async def test_a_hash_with_old_parameters_is_made_anew_when_its_owner_comes(
    reception: Reception, tmp_path: Path
) -> None:
    account = await pat(reception)
    store = reception._store
    before = await store.password(account.id)
    reception._passwords._hasher = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    assert isinstance(await reception.entering.by_password("pat@example.org", WORDS, HERE), Entered)
    after = await store.password(account.id)
    assert after != before
    assert "m=16,t=2" in after
    assert isinstance(await reception.entering.by_password("pat@example.org", WORDS, HERE), Entered)
    assert await store.password(account.id) == after


async def test_p5_two_who_accept_one_invitation_at_once_are_one(reception: Reception) -> None:
    made = await reception.accounts.invite(OWNER, "Pat", "pat@example.org", Rank.INTERVIEWER)
    assert isinstance(made, Invited)
    came = await asyncio.gather(*(reception.entering.accept(made.token, "Pat", "", HERE) for _ in range(4)))
    assert sum(isinstance(each, Entered) for each in came) == 1


async def test_p3_two_owners_who_take_each_others_rank_at_once_leave_one(reception: Reception) -> None:
    made = await reception.accounts.invite(OWNER, "Pat", "pat@example.org", Rank.OWNER)
    assert isinstance(made, Invited)
    await reception.accounts.join(made.account)
    change = reception.accounts.change
    await asyncio.gather(
        change(OWNER, made.account.id, rank=Rank.VIEWER), change(made.account.id, OWNER, rank=Rank.VIEWER)
    )
    assert sum(account.owns for account in await reception.accounts.all()) == 1


async def test_nobody_but_an_owner_invites(reception: Reception) -> None:
    account = await pat(reception)
    for by in (account.id, "nobody"):
        refused = await reception.accounts.invite(by, "Max", "max@example.org", Rank.OWNER)
        assert isinstance(refused, Refused)


# Links that somebody else makes ---------------------------------------------------------------------------------------


class Post:
    """Mail that is kept, or that a server does not take."""

    def __init__(self, trouble: str = "", *, ready: bool = True) -> None:
        self.ready = ready
        self.trouble = trouble
        self.sent: list[tuple[str, str, str]] = []

    async def send(self, to: str, subject: str, text: str) -> str:
        if not self.trouble:
            self.sent.append((to, subject, text))
        return self.trouble


@asynccontextmanager
async def with_post(post: Post) -> AsyncIterator[Reception]:
    beside = asyncio.ensure_future
    at_desk = Reception(Memory().accounts, StillClock(), "secret", show_out=lambda *_: None, beside=beside, mail=post)
    yield at_desk
    at_desk.close()


async def told(reception: Reception, account: Account) -> list[str]:
    return [name for _, name in await reception.accounts.made_for(account)]


async def test_p5_pat_is_told_by_mail_and_page_of_a_link_that_somebody_else_made() -> None:
    post = Post()
    async with with_post(post) as reception:
        account, owner = await pat(reception), await reception.accounts.first_owner()
        token, trouble = await reception.entering.link_for(account, owner)
        assert trouble == ""
        ((to, subject, text),) = post.sent
        assert (to, subject) == ("pat@example.org", "A sign-in link was made for you")
        assert f"{owner.name} made a link" in text
        assert token not in text, "a mail that is read by others lets nobody in"
        await reception.entering.by_link(token, HERE)
        assert await told(reception, account) == [owner.name], "also once it is used"
        await reception.entering.link_for(account, None)
        assert "whoever runs the machine made a link" in post.sent[1][2]
        assert sorted(await told(reception, account)) == ["", owner.name]
        assert await told(reception, owner) == []


async def test_p5_pats_page_says_it_also_without_mail_or_when_the_mail_did_not_go_out() -> None:
    for post, why in ((Post(ready=False), ""), (Post("The server is away."), "The server is away.")):
        async with with_post(post) as reception:
            account, owner = await pat(reception), await reception.accounts.first_owner()
            token, trouble = await reception.entering.link_for(account, owner)
            assert (trouble, post.sent) == (why, [])
            assert await told(reception, account) == [owner.name]
            assert await reception.entering.by_link(token, HERE)


async def test_what_ida_makes_for_herself_or_has_mailed_is_told_to_nobody() -> None:
    post = Post()
    async with with_post(post) as reception:
        account = await pat(reception)
        await reception.entering.link_for(account, account)
        assert post.sent == []
        await reception.entering._mail_link("pat@example.org", "https://rooms.example.org")
        ((_, subject, _),) = post.sent
        assert subject == "Your sign-in link for Greenroom"
        assert await told(reception, account) == []


def test_what_is_remembered_of_guesses_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guesses, "KEPT", 3)
    tried = Guesses(StillClock(), 1, 1_000)
    for name in "abcde":
        assert tried.begin(name, "203.0.113.7") == ""
    assert len(tried._of) == 3
    assert tried.begin("e", "203.0.113.7")

"""What every account store does, run on each of them: the database and the one in memory."""

import asyncio
from dataclasses import replace

from server.core.accounts import Account, Rank, Standing
from server.core.ids import OWNER
from server.core.listing import Wanted
from server.core.roles import Role
from server.core.sessions import MADE_KEPT_MS, Kind, MadeLink, OneTimeLink, Session, Way
from server.core.setup import Member, Setup
from server.live.ports import Store
from tests.store_contract import interview

IDA = Account("a1", "Ida", "ida@example.org", Rank.INTERVIEWER, Standing.INVITED, created=4_000_000_000_000)
SESSION = Session("s1", "a1", "d1" * 32, created=10, seen=10, expires=100, browser="Firefox on Linux", way=Way.PASSWORD)
LINK = OneTimeLink("l1", "a1", Kind.SIGN_IN, "e1" * 32, created=10, expires=100, by=OWNER)


class AccountContract:
    async def test_a_new_house_has_its_first_owner(self, store: Store) -> None:
        (first,) = await store.accounts.all()
        assert (first.id, first.rank, first.state, first.email) == (OWNER, Rank.OWNER, Standing.ACTIVE, "")
        assert first.joined > 0
        assert await store.accounts.by_email("") is None
        assert await store.accounts.by_subject("") is None

    async def test_accounts_are_kept_and_found_by_their_address(self, store: Store) -> None:
        assert await store.accounts.add(IDA)
        assert await store.accounts.account("a1") == IDA
        assert await store.accounts.by_email("ida@example.org") == IDA
        assert [each.id for each in await store.accounts.all()] == [OWNER, "a1"]
        changed = replace(IDA, name="Ida B.", state=Standing.ACTIVE, joined=9, rank=Rank.OWNER)
        assert await store.accounts.save(changed)
        assert await store.accounts.account("a1") == changed

    async def test_no_two_accounts_have_one_address_but_several_may_have_none(self, store: Store) -> None:
        assert await store.accounts.add(IDA)
        assert not await store.accounts.add(replace(IDA, id="a2"))
        other = replace(IDA, id="a2", email="")
        assert await store.accounts.add(other)
        assert not await store.accounts.save(replace(other, email="ida@example.org"))
        assert await store.accounts.account("a2") == other
        assert await store.accounts.save(IDA)

    async def test_passwords_and_providers_names_stay_beside_the_account(self, store: Store) -> None:
        await store.accounts.add(IDA)
        assert await store.accounts.password("a1") == ""
        assert await store.accounts.subject("a1") == ""
        await store.accounts.set_password("a1", "$argon2id$...")
        await store.accounts.bind("a1", "https://login.example.org ida")
        await store.accounts.save(replace(IDA, name="Ida B."))
        assert await store.accounts.password("a1") == "$argon2id$..."
        found = await store.accounts.by_subject("https://login.example.org ida")
        assert found is not None
        assert found.id == "a1"
        await store.accounts.bind("a1", "")
        await store.accounts.bind(OWNER, "")
        assert await store.accounts.by_subject("https://login.example.org ida") is None
        assert await store.accounts.password("nobody") == ""

    async def test_sessions_are_found_seen_and_dropped(self, store: Store) -> None:
        await store.accounts.add(IDA)
        newer = replace(SESSION, id="s2", digest="d2" * 32, created=20)
        for each in (SESSION, newer):
            await store.accounts.add_session(each)
        assert await store.accounts.signed_in(SESSION.digest) == (SESSION, IDA)
        assert await store.accounts.session("s2") == (newer, IDA)
        assert await store.accounts.signed_in("f" * 64) is None
        assert await store.accounts.sessions("a1") == [newer, SESSION]
        await store.accounts.saw("s1", 50)
        await store.accounts.saw("s1", 40)
        assert (await store.accounts.sessions("a1"))[1].seen == 50
        assert not await store.accounts.drop_session(OWNER, "s1")
        assert await store.accounts.drop_session("a1", "s1")
        assert not await store.accounts.drop_session("a1", "s1")
        assert await store.accounts.session("s1") is None

    async def test_all_sessions_but_one_are_dropped(self, store: Store) -> None:
        await store.accounts.add(IDA)
        for n in range(3):
            await store.accounts.add_session(replace(SESSION, id=f"s{n}", digest=f"{n}" * 64))
        await store.accounts.add_session(replace(SESSION, id="o", account=OWNER, digest="o" * 64))
        assert sorted(await store.accounts.drop_sessions("a1", but="s1")) == ["s0", "s2"]
        assert await store.accounts.drop_sessions("a1") == ["s1"]
        assert len(await store.accounts.sessions(OWNER)) == 1

    async def test_a_session_whose_account_is_not_here_is_none(self, store: Store) -> None:
        await store.accounts.add_session(SESSION)
        assert await store.accounts.signed_in(SESSION.digest) is None

    async def test_a_link_is_taken_once_also_by_two_at_the_same_time(self, store: Store) -> None:
        await store.accounts.add_link(LINK)
        assert await store.accounts.link(LINK.digest) == LINK
        taken = await asyncio.gather(*(store.accounts.take_link(LINK.digest) for _ in range(5)))
        assert [each for each in taken if each] == [LINK]
        assert await store.accounts.link(LINK.digest) is None

    async def test_links_are_listed_by_what_they_are_for_and_dropped_with_their_account(self, store: Store) -> None:
        invitation = replace(LINK, id="l2", kind=Kind.INVITATION, digest="e2" * 32)
        other = replace(invitation, id="l3", account="a2", digest="e3" * 32, created=11)
        for each in (LINK, invitation, other):
            await store.accounts.add_link(each)
        assert await store.accounts.links(Kind.INVITATION) == [invitation, other]
        await store.accounts.drop_links("a1")
        assert await store.accounts.links(Kind.INVITATION) == [other]
        assert await store.accounts.links(Kind.SIGN_IN) == []

    async def test_what_has_run_out_is_tidied_away(self, store: Store) -> None:
        await store.accounts.add(IDA)
        later = replace(SESSION, id="s2", digest="d2" * 32, expires=101)
        for session in (SESSION, later):
            await store.accounts.add_session(session)
        await store.accounts.add_link(LINK)
        await store.accounts.tidy(100)
        assert await store.accounts.sessions("a1") == [later]
        assert await store.accounts.link(LINK.digest) is None

    async def test_that_a_link_was_made_is_kept_for_a_year_whatever_becomes_of_it(self, store: Store) -> None:
        first, second = MadeLink("m1", "a1", OWNER, 10), MadeLink("m2", "a1", "", 11)
        for made in (first, second, MadeLink("m3", OWNER, "a1", 12)):
            await store.accounts.add_made(made)
        await store.accounts.drop_links("a1")
        await store.accounts.tidy(10 + MADE_KEPT_MS - 1)
        assert await store.accounts.made_for("a1") == [second, first]
        await store.accounts.tidy(10 + MADE_KEPT_MS)
        assert await store.accounts.made_for("a1") == [second]
        assert await store.accounts.made_for("nobody") == []

    async def test_an_account_finds_the_interviews_in_which_it_has_a_place(self, store: Store) -> None:
        hosted = replace(interview("aaaaaaaaaaaa", 1), setup=Setup(account="a1"))
        panel = replace(interview("bbbbbbbbbbbb", 2), setup=Setup((Member("p1", "Ida", Role.PANELIST, "a1"),)))
        other = replace(interview("cccccccccccc", 3), setup=Setup(account=OWNER))
        for each in (hosted, panel, other):
            await store.add_interview(each)
        assert await store.listed(Wanted(account="a1")) == [panel, hosted]
        await store.save_interview(replace(panel, setup=Setup()))
        assert await store.listed(Wanted(account="a1")) == [hosted]
        assert await store.listed(Wanted(account="nobody")) == []

"""`greenroom invite`, `greenroom link` and `greenroom token`: letting people in from the machine itself."""

from pathlib import Path

from server.cli.reception import reception_of
from server.core.accounts import Rank, Standing
from server.core.sessions import Kind
from server.live.sessions import Entered, Visit
from server.pages.tokens import digest
from server.settings import Settings
from tests.cli.commands import greenroom

BASE = "http://localhost:8000"


async def invited(tmp_path: Path, *more: str) -> str:
    """The token of the link that is printed."""
    done = await greenroom("invite", "Pat", "Pat@example.org", *more, "--data", tmp_path)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith(f"{BASE}/invitations/")
    return done.stdout.strip().rpartition("/")[2]


async def joins(tmp_path: Path) -> None:
    token = await invited(tmp_path)
    async with reception_of(Settings(data=tmp_path)) as (_, reception):
        assert isinstance(await reception.entering.accept(token, "Pat", "", Visit("", "")), Entered)


async def test_somebody_is_invited_by_a_link_that_is_printed(tmp_path: Path) -> None:
    token = await invited(tmp_path, "--rank", "viewer")
    async with reception_of(Settings(data=tmp_path)) as (_, reception):
        account = await reception.entering.look_at(token, Kind.INVITATION)
        assert account is not None
        assert (account.name, account.email, account.rank) == ("Pat", "pat@example.org", Rank.VIEWER)
    again = await greenroom("invite", "Pat", "pat@example.org", "--data", tmp_path)
    assert again.exit_code == 1
    assert "is here already" in again.output
    odd = await greenroom("invite", "Pat", "no address", "--data", tmp_path)
    assert odd.exit_code == 1
    assert "Write an e-mail address" in odd.output


async def test_the_owners_link_and_one_for_somebody_else(tmp_path: Path) -> None:
    owners = await greenroom("link", "--data", tmp_path)
    assert owners.stdout.startswith(f"{BASE}/sign-in?token=")
    nobody = await greenroom("link", "pat@example.org", "--data", tmp_path)
    assert nobody.exit_code == 1
    assert "Nobody signs in here with pat@example.org" in nobody.output
    await joins(tmp_path)
    pats = await greenroom("link", "PAT@example.org", "--data", tmp_path)
    assert pats.stdout.startswith(f"{BASE}/sign-in/once/")
    async with reception_of(Settings(data=tmp_path)) as (_, reception):
        came = await reception.entering.by_link(pats.stdout.strip().rpartition("/")[2], Visit("", ""))
        assert came is not None
        assert came.account.state is Standing.ACTIVE


async def test_a_token_is_the_owners_or_somebody_elses(tmp_path: Path) -> None:
    await joins(tmp_path)
    owners = await greenroom("token", "create", "calendar", "--data", tmp_path)
    pats = await greenroom("token", "create", "--account", "pat@example.org", "--data", tmp_path)
    async with reception_of(Settings(data=tmp_path)) as (store, reception):
        first = await store.token(digest(owners.stdout.strip()))
        second = await store.token(digest(pats.stdout.strip()))
        assert first is not None
        assert second is not None
        assert first.account == (await reception.accounts.first_owner()).id
        pat = await reception.accounts.find(second.account)
        assert pat is not None
        assert pat.email == "pat@example.org"

"""Panel members who have an account: written as “Ida <ida@example.org>” in the planning form, they come in by it."""

from collections.abc import Sequence
from dataclasses import replace

from server.core.accounts import Account, Rank, Standing, tidy_email
from server.core.setup import NO_SETUP, Member, Setup
from server.live.planning import Refused
from server.pages.site import Site


async def colleagues(site: Site) -> list[str]:
    """Everybody who can be on a panel, as they are written."""
    return [written(account) for account in await _everybody(site)]


def written(account: Account) -> str:
    return f"{account.name} <{account.email}>"


async def recognised(site: Site, setup: Setup | Refused, before: Setup = NO_SETUP) -> Setup | Refused:
    """The same, where each member who is written with the address of an account has it; or why that cannot be. Whoever
    is written otherwise than before has no account until it is written again."""
    if isinstance(setup, Refused):
        return setup
    everybody = await _everybody(site)
    names = {member.id: member.name for member in before.panel}
    panel = tuple(_with_account(member, names.get(member.id), everybody) for member in setup.panel)
    theirs = [member.account for member in panel if member.account]
    if len(theirs) != len(set(theirs)) or setup.account in theirs:
        return Refused("Somebody is there twice. Everybody has one place.", "panel")
    return replace(setup, panel=panel)


async def _everybody(site: Site) -> Sequence[Account]:
    """Viewers have no place in a room."""
    everybody = await site.house.reception.accounts.all()
    return [each for each in everybody if each.email and each.rank is not Rank.VIEWER and _here(each)]


def _here(account: Account) -> bool:
    return account.state is not Standing.DISABLED


def _with_account(member: Member, before: str | None, everybody: Sequence[Account]) -> Member:
    name, bracket, rest = member.name.rpartition("<")
    email = tidy_email(rest.removesuffix(">") if bracket else member.name)
    account = next((each for each in everybody if each.email == email), None)
    if account is None:
        return member if member.name == before else replace(member, account="")
    return replace(member, name=name.strip() or account.name, account=account.id)

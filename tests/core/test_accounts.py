"""Who may do what in the house, as a table: every rank, every standing, every deed. It is the one in SPEC.md."""

from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from server.core import accounts
from server.core.accounts import Account, Deed, Rank, Standing, change_problem, may, reads, role_in
from server.core.ids import OWNER
from server.core.interview import State
from server.core.roles import Role

IDA = Account("ida", "Ida", "ida@example.org", Rank.OWNER, Standing.ACTIVE, created=1, joined=1)
PAT = replace(IDA, id="pat", name="Pat", email="pat@example.org", rank=Rank.INTERVIEWER)
OLU = replace(IDA, id="olu", name="Olu", email="olu@example.org", rank=Rank.VIEWER)
SPEC = Path(accounts.__file__).with_name("SPEC.md")


def written() -> dict[tuple[Rank, Deed], bool]:
    """P2's table as SPEC.md has it."""
    rows = [[cell.strip() for cell in line.strip("|\n ").split("|")] for line in SPEC.read_text().splitlines()]
    start = rows.index(["may", "owner", "interviewer", "viewer"]) + 2
    table: dict[tuple[Rank, Deed], bool] = {}
    for row in rows[start : start + len(Deed)]:
        deed = Deed(row[0].split(":")[0])
        table |= {(rank, deed): cell == "yes" for rank, cell in zip(Rank, row[1:], strict=True)}
    return table


def test_p2_each_rank_may_what_the_table_in_the_spec_says() -> None:
    table = written()
    assert set(table) == set(product(Rank, Deed))
    for (rank, deed), allowed in table.items():
        assert may(replace(IDA, rank=rank), deed) is allowed, (rank, deed)


@pytest.mark.parametrize(("rank", "state", "deed"), [*product(Rank, [Standing.INVITED, Standing.DISABLED], Deed)])
def test_p1_who_is_not_active_may_nothing(rank: Rank, state: Standing, deed: Deed) -> None:
    who = replace(IDA, rank=rank, state=state)
    assert not may(who, deed)
    assert not who.owns
    assert role_in(who, Role.HOST) is None
    assert not reads(who, State.ENDED)


@pytest.mark.parametrize("seat", [Role.HOST, Role.PANELIST, Role.OBSERVER])
def test_p4_a_place_in_an_interview_is_what_one_is_there(seat: Role) -> None:
    assert role_in(IDA, seat) is seat
    assert role_in(PAT, seat) is seat
    assert role_in(OLU, seat) is None


def test_p4_without_a_place_an_owner_hosts_and_others_are_nobody() -> None:
    assert role_in(IDA, None) is Role.HOST
    assert role_in(PAT, None) is None
    assert role_in(OLU, None) is None


@pytest.mark.parametrize("state", State)
def test_p4_what_has_ended_is_read_by_viewers(state: State) -> None:
    assert reads(IDA, state)
    assert not reads(PAT, state)
    assert reads(OLU, state) is (state is State.ENDED)


@pytest.mark.parametrize(
    "change", [{"rank": Rank.INTERVIEWER}, {"rank": Rank.VIEWER}, {"state": Standing.DISABLED}], ids=str
)
def test_p3_the_last_owner_stays_one(change: dict[str, Any]) -> None:
    other = replace(IDA, id="other", name="Other")
    for left in (PAT, OLU, replace(other, state=Standing.DISABLED), replace(other, state=Standing.INVITED)):
        assert change_problem([IDA, left], "ida", "ida", **change)
    by = "other" if "state" in change else "ida"
    assert change_problem([IDA, other], by, "ida", **change) == ""


def test_p3_nobody_disables_themselves() -> None:
    other = replace(IDA, id="other")
    assert "your own" in change_problem([IDA, other], "ida", "ida", state=Standing.DISABLED)


def test_p2_only_owners_change_others_and_only_those_that_there_are() -> None:
    for by in ("pat", "olu", "max"):
        assert "Only an owner" in change_problem([IDA, PAT, OLU], by, "olu", rank=Rank.OWNER)
    assert "no such" in change_problem([IDA, PAT], "ida", "max", rank=Rank.VIEWER)
    assert change_problem([IDA, PAT], "ida", "pat", rank=Rank.OWNER) == ""
    assert change_problem([IDA, PAT], "ida", "pat", state=Standing.DISABLED) == ""


def test_the_first_owner_has_no_name_of_their_own_at_first() -> None:
    first = replace(IDA, id=OWNER, name=accounts.FIRST_NAME)
    assert first.given_name == ""
    assert replace(first, name="Ida").given_name == "Ida"
    assert replace(PAT, name=accounts.FIRST_NAME).given_name == accounts.FIRST_NAME


def test_who_is_enabled_again_is_what_they_were() -> None:
    assert accounts.enabled(PAT) is Standing.ACTIVE
    assert accounts.enabled(replace(PAT, joined=0)) is Standing.INVITED


@pytest.mark.parametrize(
    "email", ["ida@example.org", "ida+x@a.b", "ida@localhost", "ïda@exämple.org", f"{'i' * 242}@example.org"]
)
def test_these_are_addresses(email: str) -> None:
    assert accounts.email_problem(email) == ""


@pytest.mark.parametrize(
    "email",
    [
        "", "ida", "@example.org", "ida@", "i@d@a", "ida@example.org, max@example.org", "ida @x.y", "ida\n@x.y",
        "<ida@x.y>", "ida@x.y\r\nBcc: max@x.y", f"{'i' * 250}@example.org",
    ],
)  # fmt: skip
def test_these_are_none(email: str) -> None:
    assert accounts.email_problem(email)


def test_addresses_are_compared_without_spaces_and_capitals() -> None:
    assert accounts.tidy_email("  Ida@Example.ORG ") == "ida@example.org"
    assert accounts.domain_of("ida@example.org") == "example.org"


@pytest.mark.parametrize("password", ["four words that fit", "ein längerer Satz", "x9" * 5 + "yz", "a b c d" * 30])
def test_these_passwords_will_do(password: str) -> None:
    assert accounts.password_problem(password, IDA) == ""


@pytest.mark.parametrize("password", ["", "short", "a" * 20, "abab" * 5, "Ida@Example.org", "x" * 200 + "yz" * 40])
def test_these_passwords_will_not(password: str) -> None:
    assert accounts.password_problem(password, IDA)


def test_a_name_is_no_password() -> None:
    assert accounts.password_problem("ida of the north", replace(IDA, name="Ida of the North"))

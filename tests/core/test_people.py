"""The people of an interview: who belongs to it, and who does not any more."""

from dataclasses import replace

from server.core import asks as a
from server.core import effects as f
from server.core import events as e
from server.core import inputs as i
from server.core.agenda import Plan, Stage
from server.core.ids import HOST
from server.core.interview import Interview, State
from server.core.people import accounts_of, member_of, members_of, names_of, removed
from server.core.refusals import BEGUN
from server.core.roles import Role
from server.core.setup import Member, Practice, Setup
from tests.core.rooms import Told

PAT, OLU = Member("pat", "Pat", Role.PANELIST), Member("olu", "Olu", Role.OBSERVER)
INTERVIEW = Interview(
    "a" * 12, "T", "Ida", "Cam", (), State.PLANNED, 1, setup=Setup(panel=(PAT, OLU), account="ida-account")
)
TOLD = (e.PanelMember("pat", "Pat", "panelist"),)


def test_the_host_comes_first_and_the_candidate_last() -> None:
    assert [member.name for member in members_of(INTERVIEW)] == ["Ida", "Pat", "Olu", "Cam"]
    assert members_of(INTERVIEW)[0].account == "ida-account"
    assert names_of(INTERVIEW) == {"host": "Ida", "pat": "Pat", "olu": "Olu", "candidate": "Cam"}
    assert member_of(INTERVIEW, "olu") == OLU
    assert member_of(INTERVIEW, "max") is None


def test_who_is_gone_or_has_another_role_has_to_come_in_again() -> None:
    assert removed((PAT, OLU), (OLU,)) == {"pat"}
    assert removed((PAT, OLU), (PAT, replace(OLU, role=Role.PANELIST))) == {"olu"}
    assert removed((PAT,), (PAT, OLU)) == frozenset()


def test_a_plan_takes_as_long_as_its_stages() -> None:
    assert Plan("p", 1, "Sixty", (Stage("Welcome", 5), Stage("Task", 40))).minutes == 45


def test_everybody_hears_who_is_on_the_panel() -> None:
    told = Told()
    (recorded,) = told.say(i.ChangesPanel(HOST, TOLD))
    assert isinstance(recorded, f.Record)
    assert recorded.entry.event == e.PanelChanged(TOLD)
    assert told.room.names["pat"] == "Pat"
    assert told.say(i.ChangesPanel(HOST, TOLD)) == []  # nothing new


def test_whoever_comes_with_another_account_is_somebody_else() -> None:
    pat = Member("pat", "Pat", Role.PANELIST, "a1")
    assert removed([pat], [replace(pat, account="a2")]) == {"pat"}
    assert removed([pat], [replace(pat, name="Patricia")]) == frozenset()


def test_accounts_that_have_a_place() -> None:
    pat = Member("pat", "Pat", Role.PANELIST, "a1")
    assert accounts_of(replace(INTERVIEW, setup=Setup((pat,), account="a2"))) == {"a1", "a2"}
    assert accounts_of(replace(INTERVIEW, setup=Setup())) == frozenset()


def test_nobody_is_added_after_the_end() -> None:
    told = Told()
    told.ida(a.AskEnd())
    assert told.say(i.ChangesPanel(HOST, TOLD)) == []


def test_a_newer_version_of_a_task_is_taken_only_before_it_begins() -> None:
    told = Told()
    (recorded,) = told.say(i.TakesVersion(HOST, "slots", "d2"))
    assert isinstance(recorded, f.Record)
    assert recorded.entry.event == e.VersionTaken("slots", "d2")  # L5
    told.ida(a.AskEnd())
    (refused,) = told.say(i.TakesVersion(HOST, "slots", "d3"))
    assert isinstance(refused, f.Refuse)


def test_each_role_reads_why_it_cannot() -> None:
    room = Told().room
    assert "host" in room.refusal(Role.PANELIST, a.AskEnd(), "x")
    assert "observe" in room.refusal(Role.OBSERVER, a.AskNote("x"), "x")
    assert "candidate only" in room.refusal(Role.PANELIST, a.AskAway(), "x")
    assert "interviewer" in room.refusal(Role.CANDIDATE, a.AskNote("x"), "x")


def test_who_practises_alone_is_there_alone_and_helps_themselves() -> None:
    alone = replace(INTERVIEW, setup=Setup(practice=Practice.SOLO))
    (learner,) = members_of(alone)
    assert (learner.id, learner.name, learner.role) == ("candidate", "Cam", Role.LEARNER)
    told = Told()
    effects = told.say(i.Arrives("candidate", "Cam", Role.LEARNER))
    assert f.Become(State.LIVE) in effects  # R4
    assert told.room.refusal(Role.LEARNER, a.AskHint("slots", 1), "x") == ""
    assert "interviewer" in told.room.refusal(Role.LEARNER, a.AskNote("x"), "x")


def test_what_it_is_about_changes_until_it_starts() -> None:
    told = Told()
    other = e.Opened("Another title", "Ida", "Cam", ("slots",), ("d",))
    (recorded,) = told.say(i.Replans(HOST, other))
    assert isinstance(recorded, f.Record)
    assert (recorded.entry.by, recorded.entry.event) == (HOST, other)  # R29
    told.cam_comes()
    assert told.say(i.Replans(HOST, other)) == [f.Refuse(BEGUN)]

"""Thinking privately: SPEC.md, W1 to W12, as far as the core decides."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, Text

from sandbox.contract import Verdict
from server.core import asks as a
from server.core import effects as f
from server.core import events as e
from server.core import inputs as i
from server.core import private, private_rules, refusals
from server.core.document import Document, seed
from server.core.draft import DRAFT_MAX, Draft
from server.core.ids import CANDIDATE, HOST
from server.core.private import PrivatePolicy
from server.core.roles import Role, hears, sees
from server.core.room import Room
from server.core.setup import Release
from server.core.stretches import stretches
from tests.core.rooms import TASKS, Told, refusal

RELEASED, RECORDED, NOT_RECORDED = PrivatePolicy.RELEASED, PrivatePolicy.RECORDED, PrivatePolicy.NOT_RECORDED
FILE = "slots/solution.py"
CHANGE: private.Change = (FILE, 0, 0, "canary")


def room(policy: PrivatePolicy = RELEASED, *, begun: bool = True) -> Told:
    told = Told()
    told.ida_comes()
    told.cam_comes()
    if begun:
        goes(told, policy)
    return told


def goes(
    told: Told, policy: PrivatePolicy = RELEASED, spell: str = "s1", ask: a.AskPrivate | None = None
) -> list[f.Effect]:
    return told.say(i.PrivateAsked(CANDIDATE, Role.CANDIDATE, ask or a.AskPrivate(), spell, policy))


def test_cam_goes_and_comes_back() -> None:
    told = room()
    assert told.kinds[-1] == "private_began"
    told.cam(a.AskPrivateEnd())
    assert [entry.event for entry in told.entries[-2:]] == [
        e.PrivateBegan("s1", RELEASED, 5),
        e.PrivateEnded("s1", shared=True),
    ]
    assert refusal(told.cam(a.AskPrivateEnd())) == private_rules.NOT_ALONE


def test_when_nobody_can_begin() -> None:
    told = Told()
    told.ida_comes()
    assert refusal(goes(told)) == private_rules.NOT_YET
    told.cam_comes()
    for minutes in (0, 61):
        assert "1 to 60" in refusal(goes(told, ask=a.AskPrivate(minutes)))
    goes(told)
    assert refusal(goes(told, spell="s2")) == "This is going on already."
    told.cam(a.AskPrivateEnd(share=False))
    for n in range(private_rules.SPELLS_MAX - 1):
        goes(told, spell=f"again{n}")
        told.cam(a.AskPrivateEnd())
    assert "the most for one interview" in refusal(goes(told, spell="one too many"))
    told.ida(a.AskEnd())
    assert refusal(goes(told)) == refusals.ENDED


def test_ida_may_begin_it_where_the_plan_has_time_for_it() -> None:
    told = room(begun=False)
    asked = i.PrivateAsked(HOST, Role.HOST, a.AskPrivate(10), "s1", RECORDED)
    assert refusal(told.say(asked)) == private_rules.NOT_PLANNED
    told.say(i.PrivateAsked(HOST, Role.HOST, a.AskPrivate(10), "s1", RECORDED, planned=True))
    assert (told.entries[-1].by, told.entries[-1].event) == (HOST, e.PrivateBegan("s1", RECORDED, 10))
    for ask in (a.AskPrivateEnd(), a.AskPrivateRelease("s1")):
        assert refusal(told.ida(ask)) == refusals.CANDIDATES_OWN
    panelist = i.PrivateAsked("pat", Role.PANELIST, a.AskPrivate(), "s2", RECORDED, planned=True)
    assert refusal(told.say(panelist)) == refusals.HOSTS_ONLY


ALONE: list[a.Ask] = [
    a.AskRun("slots", "python"),
    a.AskScratch("slots", "python"),
    a.AskStop(),
    a.AskCase("slots", "mine", {}),
    a.AskCaseDrop("c"),
    a.AskPasted("slots", "python", 0, 3),
    a.AskAway(),
]


@pytest.mark.parametrize("ask", ALONE, ids=lambda ask: type(ask).__name__)
def test_what_would_be_seen_by_everybody_waits(ask: a.Ask) -> None:
    told = room()
    assert refusal(told.cam(ask)) == private_rules.ALONE  # W3
    assert told.ida(a.AskNote("x")) != []
    assert told.room.refusal(Role.HOST, a.AskRun("slots", "python"), HOST) == "", "Ida may run what was shared"


def test_nothing_that_cam_types_points_at_or_looks_at_goes_on_the_timeline() -> None:
    told = room()
    before = told.kinds
    assert told.say(i.Types(CANDIDATE, b"u")) == []
    assert told.say(i.Points(CANDIDATE, b"u")) == []
    assert told.cam(a.AskSwitch("slots", "javascript")) == []
    assert told.kinds == before  # W3
    told.say(i.Types(HOST, b"u"))
    told.ida(a.AskSwitch("slots", "javascript"))
    assert told.kinds[len(before) :] == ["edited", "switched"]


def test_not_recorded_is_not_recorded() -> None:
    told = room(NOT_RECORDED)
    assert told.say(i.Drafted((CHANGE,))) == []
    assert told.say(i.DraftRan("slots", "python", e.Suite.EXAMPLES, Verdict.PASSED, 1, 1)) == []
    assert "canary" not in repr(told.entries)  # W4
    told.cam(a.AskPrivateEnd())
    assert refusal(told.cam(a.AskPrivateRelease("s1"))) == private_rules.NOT_TO_RELEASE


def test_what_is_recorded_is_there_once_more_when_cam_releases_it() -> None:
    told = room()
    told.say(i.Drafted((CHANGE,)))
    told.say(i.Drafted(()))
    told.say(i.DraftRan("slots", "python", e.Suite.EXAMPLES, Verdict.WRONG, 1, 2))
    assert "Come back first" in refusal(told.cam(a.AskPrivateRelease("s1")))
    told.cam(a.AskPrivateEnd())
    at = [entry.at for entry in told.entries if isinstance(entry.event, e.PrivateEdited | e.PrivateRan)]
    told.cam(a.AskPrivateRelease("s1"))
    tried = e.PrivateTry(at[2], "slots", "python", e.Suite.EXAMPLES, Verdict.WRONG, 1, 2)
    assert told.entries[-1].event == e.PrivateReleased("s1", (e.PrivateStep(at[0], (CHANGE,)),), (tried,))  # W8
    assert "released this already" in refusal(told.cam(a.AskPrivateRelease("s1")))
    assert refusal(told.cam(a.AskPrivateRelease("nothing"))) == private_rules.NOT_TO_RELEASE


def test_nothing_is_recorded_while_nobody_is_private() -> None:
    told = room(begun=False)
    assert told.say(i.Drafted((CHANGE,))) == []
    assert told.say(i.DraftRan("slots", "python", e.Suite.EXAMPLES, Verdict.PASSED, 1, 1)) == []


def test_what_is_too_much_is_cut_and_stays_so() -> None:
    told = room()
    large = (FILE, 0, 0, "x" * (private_rules.DRAFTED_MAX - 100))
    told.say(i.Drafted((large,)))
    told.say(i.Drafted((CHANGE, CHANGE, CHANGE, CHANGE)))
    told.say(i.Drafted((CHANGE,)))
    kept = [entry.event for entry in told.entries if isinstance(entry.event, e.PrivateEdited)]
    assert [(event.changes, event.cut) for event in kept] == [((large,), False), ((), True), ((), True)]  # W10


def test_beats_and_tries_have_a_most() -> None:
    told = room()
    told.room.beats, told.room.tries = private_rules.BEATS_MAX, private_rules.TRIES_MAX
    assert told.say(i.Drafted((CHANGE,))) == []
    assert told.say(i.DraftRan("slots", "python", e.Suite.EXAMPLES, Verdict.PASSED, 1, 1)) == []


def test_the_end_of_the_interview_is_its_end_too() -> None:
    told = room()
    told.ida(a.AskEnd())
    assert told.kinds[-2:] == ["private_ended", "ended"]
    assert told.entries[-2] == e.Entry(told.entries[-2].seq, 4, 1_004, CANDIDATE, e.PrivateEnded("s1", shared=False))
    assert told.room.private is None


def test_it_goes_on_when_the_server_comes_back() -> None:
    told = room()
    told.say(i.Drafted((CHANGE,)))
    again = Room(TASKS)
    again.restore(told.entries, told.room.seq, told.room.at)
    assert again.private == told.room.private
    assert again.kept.keys() == {"s1"}
    again.receive(i.ServerReturns(), 9, 9)
    assert again.private is not None


SENTENCES = st.text(st.sampled_from("ab \n(ü😀"), max_size=30)


@given(SENTENCES, SENTENCES)
def test_a_change_leads_from_one_text_to_the_other(before: str, after: str) -> None:
    changes = private.changed("t/f", before, after)
    assert private.applied({"t/f": before}, changes) == {"t/f": after}
    assert len(changes) == (before != after)


@given(SENTENCES, SENTENCES)
def test_hunks_lead_from_one_text_to_the_other(before: str, after: str) -> None:
    now = before
    for start, end, inserted in reversed(private.hunks(before, after)):
        now = now[:start] + inserted + now[end:]
    assert now == after


def test_a_difference_of_thousands_of_empty_lines_is_told_at_once() -> None:
    assert private.hunks("\n" * 2_000, "\n" * 2_000) == []
    assert private.hunks("x" + "\n" * 2_000, "\n" * 2_000 + "y") == [(0, 2_001, "\n" * 2_000 + "y")]


def test_hunks_are_where_something_changed() -> None:
    before = "one\ntwo\nthree\n"
    assert private.hunks(before, "one\ntwo!\nthree\nfour\n") == [(7, 7, "!"), (14, 14, "four\n")]


# The draft ----------------------------------------------------------------------------------------------------------

CLIENTS = count(1_000)


class Pages:
    """A page of Cam's private document, and one of Ida's shared one."""

    def __init__(self, text: str = "def f():\n    pass\n") -> None:
        self.shared = Document(seed({FILE: text}))
        self.draft = Draft("s1", ("slots",), self.shared.state())

    def _typed(self, document: Document, at: int, words: str, deleted: int, file: str) -> bytes:
        doc: Doc[Text] = Doc(client_id=next(CLIENTS))
        doc.apply_update(document.state())
        before = doc.get_state()
        text = doc.get(file, type=Text)
        if deleted:
            del text[at : at + deleted]
        text.insert(at, words)
        return doc.get_update(before)

    def cam(self, at: int, words: str, deleted: int = 0, file: str = FILE) -> None:
        self.draft.add(self._typed(self.draft.document, at, words, deleted, file))

    def ida(self, at: int, words: str, deleted: int = 0, file: str = FILE) -> None:
        self.shared.add(self._typed(self.shared, at, words, deleted, file))

    def back(self) -> list[bytes]:
        updates = self.draft.merges(self.shared, (next(CLIENTS), next(CLIENTS)))
        for update in updates:
            self.shared.add(update)
        return updates


def test_only_the_difference_is_shared() -> None:
    pages = Pages()
    pages.cam(9, "    canary = 1\n")
    pages.cam(9, "    x = 1\n", deleted=15)
    updates = pages.back()
    assert pages.shared.text(FILE) == "def f():\n    x = 1\n    pass\n"
    assert not any(b"canary" in update for update in updates)  # W9


def test_what_ida_wrote_meanwhile_stays() -> None:
    pages = Pages("one\ntwo\nthree\n")
    pages.cam(4, "2", deleted=3)
    pages.ida(0, "zero\n")
    pages.ida(len("zero\none\ntwo\nthree\n"), "four\n")
    pages.back()
    assert pages.shared.text(FILE) == "zero\none\n2\nthree\nfour\n"  # W9


def test_a_file_that_both_began_is_not_there_twice() -> None:
    pages = Pages()
    new = "slots/solution.js"
    pages.cam(0, "// start\nlet x\n", file=new)
    pages.ida(0, "// start\n", file=new)
    pages.back()
    assert pages.shared.text(new) == "// start\nlet x\n"


def test_a_new_file_is_shared_and_one_that_is_none_is_not() -> None:
    pages = Pages()
    pages.cam(0, "let x\n", file="slots/solution.js")
    pages.cam(0, "canary", file="other/solution.js")
    pages.cam(0, "canary", file="nonsense")
    pages.back()
    assert pages.shared.text("slots/solution.js") == "let x\n"
    assert pages.draft.texts().keys() == {FILE, "slots/solution.js"}
    assert b"canary" not in pages.shared.state()


def test_a_draft_is_told_file_by_file_each_whole_at_first() -> None:
    pages = Pages()
    assert pages.draft.changes() == ()
    pages.cam(8, " # ü😀")
    assert pages.draft.changes() == ((FILE, 0, 0, "def f(): # ü😀\n    pass\n"),)
    pages.cam(0, "x\n")
    assert pages.draft.changes() == ((FILE, 0, 0, "x\n"),)
    assert pages.draft.changes() == ()


def test_a_draft_goes_on_from_what_was_told_before_a_restart() -> None:
    pages = Pages("a\n")
    draft = Draft("s1", ("slots",), pages.shared.state(), {FILE: "a\nb\n"})
    assert draft.changes() == ((FILE, 2, 2, ""),), "the page with the rest is not back yet"


def test_a_draft_has_a_size() -> None:
    draft = Draft("s1", ("slots",), b"")
    assert draft.has_room_for(DRAFT_MAX)
    assert not draft.has_room_for(1)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 60), st.sampled_from(["x\n", "ü", "yy", ""]), st.booleans())))
def test_whatever_both_do_nothing_that_ida_wrote_is_lost(steps: list[tuple[bool, int, str, bool]]) -> None:
    pages = Pages("one\ntwo\nthree\nfour\n")
    marks = []
    for number, (cams, place, words, deletes) in enumerate(steps):
        text = (pages.draft.document if cams else pages.shared).text(FILE)
        at = min(place, len(text))
        if cams:
            pages.cam(len(text[:at].encode()), words, len(text[at : at + 1].encode()) if deletes else 0)
        else:
            marks.append(f"<ida{number}>")
            pages.ida(text.rfind("\n", 0, at) + 1, marks[-1])
    pages.back()
    assert all(mark in pages.shared.text(FILE) for mark in marks)  # W9


def test_what_is_deleted_privately_is_deleted_when_cam_is_back() -> None:
    pages = Pages("one\ntwo\nthree\n")
    pages.cam(4, "", deleted=4)
    pages.back()
    assert pages.shared.text(FILE) == "one\nthree\n"


def test_a_file_that_is_as_it_was_shared_is_not_told() -> None:
    pages = Pages()
    pages.cam(0, "let x\n", file="slots/solution.js")
    assert pages.draft.changes() == (("slots/solution.js", 0, 0, "let x\n"),)


def test_what_is_left_of_a_damaged_timeline_is_taken_as_it_is() -> None:
    again = Room(TASKS)
    again.apply(e.Entry(1, 0, 0, CANDIDATE, e.PrivateEdited("s1", RELEASED, (CHANGE,))))
    assert again.private is None
    assert stretches([e.Entry(1, 0, 0, CANDIDATE, e.PrivateEdited("s1", RELEASED, (CHANGE,)))]) == []


def test_the_stretches_of_an_interview() -> None:
    told = room()
    told.say(i.Drafted((CHANGE,)))
    told.say(i.DraftRan("slots", "python", e.Suite.EXAMPLES, Verdict.WRONG, 1, 2))
    told.say(i.Drafted(((FILE, 6, 0, " two"),)))
    told.cam(a.AskPrivateEnd())
    told.cam(a.AskPrivateRelease("s1"))
    goes(told, NOT_RECORDED, "s2")
    goes(told, NOT_RECORDED, "s3")
    one, two = stretches(told.entries, [Release("s2", 77), Release("gone", 78)])
    assert (one.policy, one.end is not None, one.shared, one.released) == (RELEASED, True, True, told.entries[-2].wall)
    assert one.texts == {FILE: "canary two"}
    assert [each.passed for each in one.tries] == [1]
    assert (two.spell, two.end, two.released, two.texts) == ("s2", None, 77, {})


ASKS: list[a.Ask] = [
    a.AskPrivateEnd(),
    a.AskPrivateEnd(share=False),
    a.AskPrivateRelease("s1"),
    a.AskSwitch("slots", "javascript"),
    a.AskRun("slots", "python"),
    a.AskEnd(),
]
CANARY = "canary-3e91"
SAID: list[i.Input] = [
    *(
        i.Asks(person, role, ask, "x")
        for ask in ASKS
        for person, role in ((CANDIDATE, Role.CANDIDATE), (HOST, Role.HOST))
    ),
    *(i.PrivateAsked(CANDIDATE, Role.CANDIDATE, a.AskPrivate(), "s1", policy) for policy in PrivatePolicy),
    i.Drafted(((FILE, 0, 0, CANARY),)),
    i.DraftRan(CANARY, "python", e.Suite.EXAMPLES, Verdict.PASSED, 1, 1),
    i.Leaves(CANDIDATE),
    i.Arrives(CANDIDATE, "Cam", Role.CANDIDATE),
    i.ServerReturns(),
]


@given(st.lists(st.sampled_from(SAID), max_size=40))
def test_whatever_is_asked_in_whatever_order_nothing_private_is_told_before_its_release(said: list[i.Input]) -> None:
    told = room(begun=False)
    for each in said:
        told.say(each)
    released = {entry.event.spell for entry in told.entries if isinstance(entry.event, e.PrivateReleased)}
    for entry in told.entries:
        for role in Role:
            heard, seen = hears(role, entry.event), sees(role, entry.event)
            if CANARY in repr(heard):
                assert isinstance(heard, e.PrivateReleased)
            if CANARY in repr(seen) and not isinstance(seen, e.PrivateReleased):
                assert isinstance(seen, e.PrivateEdited | e.PrivateRan)
                assert seen.policy is RECORDED
    policies = {entry.event.policy for entry in told.entries if isinstance(entry.event, e.PrivateEdited)}
    assert NOT_RECORDED not in policies
    assert released <= {"s1"}

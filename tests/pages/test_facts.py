"""Stages, hints and facts on the pages: chosen by Ida, declared to Cam, read in the record."""

import html
import json
from pathlib import Path

import msgspec
import pytest

from server.core import events as e
from server.core.interview import Interview
from server.core.roles import Role
from server.live.planning import TERMS_WITH_FACTS
from server.pages.record import record_of
from tests.pages.test_interviews import PLAN
from tests.pages.visitors import Town

STORY: list[tuple[int, str, e.Event]] = [
    (0, "room", e.Started()),
    (0, "candidate", e.Joined("Cam", "candidate")),
    (1_000, "host", e.StageBegan("g1", "Welcome", 5)),
    (60_000, "host", e.StageEnded("g1")),
    (60_000, "host", e.StageBegan("g2", "Coding task", 0)),
    (70_000, "host", e.HintGiven("slots", 2, "Go through it *once*. <b>not bold</b>")),
    (80_000, "candidate", e.Pasted("slots", "python", 120, known=True)),
    (81_000, "candidate", e.Pasted("slots", "python", 1, known=False)),
    (90_000, "candidate", e.WentAway()),
    (215_000, "candidate", e.CameBack(126_000)),
    (220_000, "candidate", e.Switched("slots", "python")),
    (300_000, "host", e.StageEnded("g2")),
    (300_000, "host", e.Ended()),
]
FACTS = [
    "Cam pasted 120 characters, which had been in this room’s code or task before",
    "Cam pasted 1 character, which had not been in this room’s code or task before",
    "Cam’s page lost the focus for 2 min 6 s",
]
VERDICTS = ("score", "suspicio", "cheat", "dishonest", "violation", "flagged")


async def lived(town: Town, *, ended: bool = True) -> Interview:
    """An interview that went as the story says, to its end or to just before."""
    interview = await town.interview(facts=True)
    for seq, (at, by, event) in enumerate(STORY if ended else STORY[:-2], start=3):
        town.house.store.journal.append(interview.id, e.Entry(seq, at, 1_795_000_000_000 + at, by, event))
    await town.house.store.journal.flush(interview.id)
    await town.house.enter(interview.id)  # its row follows its timeline
    return interview


GOLDEN = Path(__file__).parents[1] / "wire" / "facts.json"


async def test_the_record_says_it_in_the_words_of_the_room(town: Town) -> None:
    """The browser's tests read the same file: what Cam sees in the room and what Ida reads afterwards."""
    golden = json.loads(GOLDEN.read_text())
    entries = [
        e.Entry(each["seq"], each["at"], each["wall"], each["by"], msgspec.convert(each["data"], e.KINDS[each["kind"]]))
        for each in golden["events"]
    ]
    record = record_of(await town.interview(), entries, {}, {})
    assert [{"at": line.at, "words": line.text} for line in record.facts] == golden["lines"]


async def test_facts_are_off_unless_ida_ticks_them(town: Town) -> None:
    ida = await town.owner()
    await ida.opens("/interviews/new")
    assert 'name="facts" value="yes"' in ida.text
    assert 'name="facts" value="yes" checked' not in ida.text
    await ida.sends("/interviews/new", **PLAN)
    assert "focus" not in ida.text
    await ida.opens("/interviews/new")
    await ida.sends("/interviews/new", **PLAN, facts="yes")
    assert "They also read that pastes into the editor and the page’s focus are recorded" in ida.text
    newest, first = await town.house.interviews()
    assert {newest.facts, first.facts} == {True, False}


async def test_a_refused_form_keeps_the_tick(town: Town) -> None:
    ida = await town.owner()
    await ida.opens("/interviews/new")
    assert await ida.sends("/interviews/new", **{**PLAN, "title": "", "facts": "yes"}) == 422
    assert 'name="facts" value="yes" checked' in ida.text


async def test_cam_reads_of_facts_only_where_they_are_recorded(town: Town) -> None:
    cam = town.stranger()
    plain = await town.interview()
    await cam.opens(town.link(plain, Role.CANDIDATE))
    assert "focus" not in cam.text
    assert "paste" not in cam.text.lower()
    watched = await town.interview(facts=True)
    await cam.opens(town.link(watched, Role.CANDIDATE))
    for words in (
        "when you paste into the editor",
        "Not what you look at meanwhile",
        "You see the same",
        "screen reader",
    ):
        assert words in cam.text
    await cam.sends(f"/join/{watched.id}", name="Cam", agree="yes")
    live = await town.house.enter(watched.id)
    assert live is not None
    assert e.Agreed("Cam", TERMS_WITH_FACTS) in [entry.event for entry in live.talk]


@pytest.mark.parametrize("facts", [True, False])
async def test_the_rooms_page_says_whether_it_listens(town: Town, facts: bool) -> None:
    cam = await town.cam(await town.interview(facts=facts))
    assert f'"facts":{json.dumps(facts)}' in cam.text


async def test_the_record_has_stages_as_headings_and_hints_and_facts_apart(town: Town) -> None:
    interview = await lived(town)
    ida = await town.ida(interview)
    await ida.opens(f"/interviews/{interview.id}/record")
    page = html.unescape(ida.text)
    assert page.index(">Welcome</span>") < page.index(">Coding task</span>")
    assert "1 min of 5 planned" in page
    assert "<em>once</em>" in page
    assert "<b>not bold" not in ida.text
    happened, _, facts = page.partition('<h2 id="facts">')
    for words in FACTS:
        assert words in facts
        assert words not in happened
    assert "<details" in facts
    assert "documentation" in facts
    assert not [word for word in VERDICTS if word in facts.lower()]


async def test_while_cam_works_neither_page_nor_replay_shows_ida_what_is_recorded(town: Town) -> None:
    interview = await lived(town, ended=False)
    ida = await town.ida(interview)
    for path in ("record", "record.json", "track", "timeline.ndjson"):
        assert await ida.opens(f"/interviews/{interview.id}/{path}") == 200
        assert not [words for words in (*FACTS, "pasted", "went_away") if words in html.unescape(ida.page.text)], path
    await town.house.end(await town.now(interview))
    await ida.opens(f"/interviews/{interview.id}/record")
    assert FACTS[0] in html.unescape(ida.page.text)
    await ida.opens(f"/interviews/{interview.id}/track")
    assert '"pasted"' in ida.page.text


async def test_without_facts_the_record_says_nothing_of_them(town: Town) -> None:
    interview = await town.interview()
    ida = await town.ida(interview)
    await ida.opens(f"/interviews/{interview.id}/record")
    assert "focus" not in ida.text.lower()


async def test_the_records_file_has_them_too(town: Town) -> None:
    interview = await lived(town)
    ida = await town.ida(interview)
    await ida.opens(f"/interviews/{interview.id}/record.json")
    record = json.loads(ida.page.text)
    assert [fact["text"] for fact in record["facts"]] == FACTS
    assert [(stage["title"], stage["at"], stage["ended"]) for stage in record["stages"]] == [
        ("Welcome", 1_000, 60_000),
        ("Coding task", 60_000, 300_000),
    ]
    assert [hint["number"] for hint in record["hints"]] == [2]
    assert record["interview"]["facts"] is True
    assert not [word for word in VERDICTS if f'"{word}' in ida.page.text]


async def test_what_happens_between_stages_has_no_heading(town: Town) -> None:
    turned = (61_000, "candidate", e.Switched("slots", "python"))
    story: list[tuple[int, str, e.Event]] = [STORY[0], *STORY[2:4], turned]
    interview = await town.interview()
    entries = [e.Entry(n, at, 0, by, event) for n, (at, by, event) in enumerate(story, start=3)]
    record = record_of(interview, entries, {}, {})
    titles = [(stage.title if stage else None, len(lines)) for stage, lines in record.by_stage()]
    assert titles == [(None, 1), ("Welcome", 0), (None, 1)]

"""The record: what an interview's timeline comes to, as a page, as a file, and line by line."""

import json
import re
from dataclasses import replace

from pycrdt import Doc, Text

from sandbox.contract import Verdict
from server.core import asks as a
from server.core import events as e
from server.core import inputs as i
from server.core.ids import HOST
from server.core.interview import Interview
from server.core.roles import Role
from server.core.telling import clock, duration_of, listed
from server.pages.answers import ndjson
from server.pages.record import Output, record_of
from server.pages.render import _utf8
from server.pages.replays import RUNS_MANY
from tests.fakes import FakeLibrary
from tests.house import seat
from tests.pages import lives
from tests.pages.lives import writes
from tests.pages.visitors import Town

ATTACK = "<script>alert(1)</script>"
SHOWN = e.CaseShown("example-1", "two free", "examples", {"busy": [0, 1]}, 1, True)


def judged(verdict: Verdict, case: str = "example-1", run: str = "r1") -> e.CaseJudged:
    return e.CaseJudged(
        run,
        e.Suite.EXAMPLES,
        case,
        verdict,
        [ATTACK],
        ATTACK,
        ATTACK,
        ATTACK + "x" * 9_000,
        "",
        False,
        1.5,
        note="the third digit is off",
    )


STORY: list[tuple[int, str, e.Event]] = [
    (0, "candidate", e.Agreed("Camille", "2026-11")),
    (0, "room", e.Started()),
    (0, "candidate", e.Joined("Camille", "candidate")),
    (9_000, "candidate", e.Switched("slots", "python")),
    (60_000, "candidate", e.RunStarted("r1", "slots", "python", e.Suite.EXAMPLES, "ab" * 32, 1, (SHOWN,))),
    (60_100, "room", judged(Verdict.WRONG)),
    (60_200, "room", e.RunEnded("r1", e.Suite.EXAMPLES, Verdict.WRONG, "", 0, 1, 12.0)),
    (70_000, "host", e.NoteWritten("n1", "Asks about **edges**. " + ATTACK, "slots", "python", 4)),
    (71_000, "host", e.NoteWritten("n2", "thrown away", "", "", 0)),
    (72_000, "host", e.NoteDropped("n2")),
    (73_000, "host", e.NoteChanged("n1", "Asks about **all edges**. " + ATTACK)),
    (80_000, "candidate", e.CaseAdded("own-1", "slots", ATTACK, {"busy": []}, 0, True)),
    (90_000, "candidate", e.RunStarted("r2", "slots", "python", e.Suite.EXAMPLES, "cd" * 32, 1, (SHOWN,))),
    (91_000, "host", e.RunEnded("r2", e.Suite.EXAMPLES, Verdict.CANCELLED, "", 0, 1, 900.0)),
    (92_000, "candidate", e.RunStarted("r3", "slots", "python", e.Suite.SCRATCH, "ef" * 32, 0, (), stdin="3\n")),
    (92_100, "room", e.Printed("r3", "stdout", "one ")),
    (92_200, "room", e.Printed("r3", "stdout", ATTACK)),
    (92_300, "room", e.Printed("r3", "stderr", "oh\n", cut=True)),
    (92_400, "room", e.RunEnded("r3", e.Suite.SCRATCH, Verdict.RUNTIME_ERROR, "It ended with code 3.", 0, 0, 40.0)),
    (95_000, "room", e.Interrupted()),
    (3_600_000, "host", e.Ended()),
]


def told(story: list[tuple[int, str, e.Event]]) -> list[e.Entry]:
    return [e.Entry(n, at, 1_795_000_000_000 + at, by, event) for n, (at, by, event) in enumerate(story, start=3)]


async def lived(town: Town) -> Interview:
    """An interview that went as the story says."""
    interview = await town.interview()
    for entry in told(STORY):
        town.house.store.journal.append(interview.id, entry)
    await town.house.store.journal.flush(interview.id)
    return interview


async def test_the_record_folds_runs_notes_and_what_happened(town: Town) -> None:
    interview = await town.interview()
    record = record_of(interview, told(STORY), {"slots": "Count"}, {"python": "Python"})
    assert record.people == {"host": "Ida", "candidate": "Camille"}
    assert (record.agreed, record.terms, record.began, record.ended, record.length) == (
        "Camille",
        "2026-11",
        0,
        3_600_000,
        3_600_000,
    )
    assert [(run.verdict, run.passed, run.total) for run in record.runs.values()] == [
        (Verdict.WRONG, 0, 1),
        (Verdict.CANCELLED, 0, 1),
        (Verdict.RUNTIME_ERROR, 0, 0),
    ]
    program = record.runs["r3"]
    assert (program.stdin, program.cut) == ("3\n", True)
    assert program.printed == [Output("stdout", "one " + ATTACK), Output("stderr", "oh\n")]
    assert record.runs["r1"].cases["example-1"].got == [ATTACK]
    assert record.runs["r1"].cases["example-1"].note == "the third digit is off"
    assert record.runs["r2"].cases["example-1"].verdict is None, "it was stopped before this case"
    assert [(note.text, note.at, note.changed) for note in record.notes.values()] == [
        ("Asks about **all edges**. " + ATTACK, 70_000, True)
    ]
    said = [line.text for line in record.happenings]
    assert "Camille read what is recorded and agreed" in said
    assert "Camille ran the examples of Count in Python: 0 of 1 passed" in said
    assert "Camille ran the examples of Count in Python: stopped, 0 of 1 passed" in said
    assert "Camille ran the program of Count in Python: the program stopped with an error" in said
    assert said[-1] == "Ida ended the interview"


async def test_a_run_whose_end_was_never_heard_is_still_in_the_record(town: Town) -> None:
    interview = await town.interview()
    record = record_of(interview, told(STORY[:5]), {}, {})
    assert record.runs["r1"].verdict is None
    assert record.happenings[-1].text == "Camille ran the examples of slots in python"


async def test_news_of_an_unknown_run_or_note_is_no_trouble(town: Town) -> None:
    interview = await town.interview()
    story = [(0, "room", judged(Verdict.PASSED)), STORY[6], STORY[9], STORY[10]]
    record = record_of(interview, told(story), {}, {})
    assert not record.runs
    assert not record.notes


async def test_the_page_shows_it_all_and_every_hostile_word_is_only_text(town: Town) -> None:
    interview = await lived(town)
    ida = await town.ida(interview)
    assert await ida.opens(f"/interviews/{interview.id}/record") == 200
    for words in (
        "Asks about <strong>all edges</strong>",
        "Camille added the case",
        "0 of 1 passed",
        "1:10",
        "third digit",
    ):
        assert words in ida.text
    assert ATTACK not in ida.text
    assert "1 h" in ida.text
    assert "more characters" in ida.text, "a long output is cut on the page"
    assert "thrown away" not in ida.text


async def test_a_projects_tests_have_no_values_to_show(town: Town) -> None:
    interview = await town.interview()
    shown = e.CaseShown("test_app.py::test_seats", "seats", "examples", {}, None, True)
    ran = e.CaseJudged("r1", e.Suite.EXAMPLES, shown.case, Verdict.PASSED, None, "", "", "", "", False, 1.5)
    story = [STORY[1], (1, "host", e.RunStarted("r1", "slots", "python", e.Suite.EXAMPLES, "ab", 1, (shown,)))]
    for entry in told([*story, (2, "room", ran)]):
        town.house.store.journal.append(interview.id, entry)
    await town.house.store.journal.flush(interview.id)
    ida = await town.ida(interview)
    await ida.opens(f"/interviews/{interview.id}/record")
    assert "<strong>seats</strong>" in ida.text
    for word in ("Input", "Expected", "Got"):
        assert f"<dt>{word}</dt>" not in ida.text


async def test_the_code_is_there_and_untouched_files_are_only_named(town: Town) -> None:
    interview = await town.interview()
    ida = await town.ida(interview)
    await ida.opens(f"/interviews/{interview.id}/record")
    assert "Nothing was written" in ida.text
    live = await town.house.enter(interview.id)
    assert live is not None
    town.house.ask(live, seat(HOST, Role.HOST), i.Asks(HOST, Role.HOST, a.AskSwitch("slots", "javascript"), "x"))
    doc: Doc[Text] = Doc()
    doc.apply_update(live.document.state())
    written: list[bytes] = []
    watching = doc.observe(lambda event: written.append(event.update))
    doc.get("slots/solution.py", type=Text).insert(0, f"# {ATTACK}\n")
    for update in written:
        live.document.add(update)
    doc.unobserve(watching)
    await ida.opens(f"/interviews/{interview.id}/record")
    assert "&lt;script&gt;alert(1)" in ida.text
    assert ATTACK not in ida.text
    assert "Left as it began: Count the free slots in JavaScript" in ida.text


async def test_code_of_a_language_or_a_task_that_is_gone_is_still_there(town: Town, library: FakeLibrary) -> None:
    interview = replace(await town.interview(), versions=())  # one of before, which has pinned nothing
    await town.house.store.save_interview(interview)
    live = await town.house.enter(interview.id)
    assert live is not None
    writes(live, "candidate", "slots/solution.cobol", "DISPLAY 'hi'.\n")
    writes(live, "candidate", "../up", "climbs out")
    library.forget("slots")
    ida = await town.ida(interview)
    await ida.opens(f"/interviews/{interview.id}/record")
    assert "DISPLAY" in ida.text
    assert "solution.cobol" in ida.text
    assert "def" in ida.text
    assert "climbs out" not in ida.text
    await ida.opens(f"/interviews/{interview.id}/record.json")
    files = {(file["task"], file["language"], file["file"]) for file in json.loads(ida.page.text)["files"]}
    assert files == {("slots", "python", "solution.py"), ("slots", "", "solution.cobol")}


async def test_the_file_has_everything_uncut(town: Town) -> None:
    interview = await lived(town)
    ida = await town.ida(interview)
    await ida.opens(f"/interviews/{interview.id}/record.json")
    assert ida.page.headers["content-disposition"] == f'attachment; filename="greenroom-{interview.id}.json"'
    record = json.loads(ida.page.text)
    assert record.keys() == {
        "format", "interview", "people", "agreed", "length_ms", "files", "runs", "notes", "happenings",
        "plan", "stages", "hints", "facts",
    }  # fmt: skip
    (first, _, program) = record["runs"]
    assert program["printed"][0] == {"stream": "stdout", "text": "one " + ATTACK}
    assert first["cases"][0]["stdout"] == ATTACK + "x" * 9_000
    assert {file["file"] for file in record["files"]} == {"solution.py"}, "nobody turned to the other"
    assert record["interview"]["id"] == interview.id


async def test_the_timeline_is_one_event_a_line_with_updates_as_base64(town: Town) -> None:
    interview = await lived(town)
    ida = await town.ida(interview)
    await ida.opens(f"/interviews/{interview.id}/timeline.ndjson")
    assert ida.page.headers["content-type"] == "application/x-ndjson"
    events = [json.loads(line) for line in ida.page.text.splitlines()]
    assert [event["seq"] for event in events] == list(range(1, len(STORY) + 3))
    assert all(event.keys() == {"seq", "at", "wall", "by", "kind", "data"} for event in events)
    assert events[0]["kind"] == "opened"
    assert events[0]["data"]["tasks"] == ["slots"]
    edited = next(event for event in events if event["kind"] == "edited")
    assert isinstance(edited["data"]["update"], str)
    run = next(event for event in events if event["kind"] == "run_started")
    assert run["data"]["cases"][0] == {
        "case": "example-1", "name": "two free", "group": "examples", "args": {"busy": [0, 1]}, "expected": 1,
        "checked": True, "reveal": "never",
    }  # fmt: skip


async def test_a_long_timeline_comes_in_pieces(town: Town) -> None:
    interview = await town.interview()
    for n in range(2_000):
        town.house.store.journal.append(interview.id, e.Entry(n + 3, n, 0, "candidate", e.Pointed(b"x" * 90)))
    ida = await town.ida(interview)
    await ida.opens(f"/interviews/{interview.id}/timeline.ndjson")
    assert len(ida.page.text.splitlines()) == 2_002


def test_times_read_as_people_say_them() -> None:
    assert [clock(ms) for ms in (0, 7_000, 760_000, 3_760_000)] == ["0:00", "0:07", "12:40", "1:02:40"]
    assert [duration_of(ms) for ms in (0, 60_000, 3_600_000, 5_400_000)] == [
        "under a minute", "1 min", "1 h", "1 h 30 min",
    ]  # fmt: skip
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


async def test_a_timeline_tells_each_role_only_what_it_may_know(town: Town) -> None:
    """No candidate comes through these doors; should one ever, the roles still decide what is told."""
    interview = await lived(town)
    told = {}
    for role in Role:
        chunks = [bytes(chunk) async for chunk in ndjson(town.house.entries(interview.id), role).body_iterator]  # type: ignore[arg-type] # ours are bytes
        told[role] = [json.loads(line)["kind"] for line in b"".join(chunks).splitlines()]
    assert "note_written" in told[Role.HOST]
    assert not {"note_written", "note_changed", "note_dropped"} & set(told[Role.CANDIDATE])


async def test_of_many_runs_the_last_are_shown_whole_and_each_leads_to_its_results(town: Town) -> None:
    interview = await lives.lived(town)
    live = await town.house.enter(interview.id)
    assert live is not None
    ida = seat(HOST, Role.HOST)
    for number in range(RUNS_MANY):
        town.house.ask(live, ida, i.Asks(HOST, Role.HOST, a.AskRun("slots", "python"), f"run{number}"))
        await town.house.settled()
    await town.house.stored(interview.id)
    owner = await town.owner()
    await owner.opens(f"/interviews/{interview.id}/record")
    before = owner.text.count('class="run-case"')
    more = re.findall(r'href="(/interviews/\w+/record\?run=\w+#run-\w+)">Show', owner.text)
    assert more
    assert before < (RUNS_MANY + 3) * 2
    await owner.opens(more[0])
    assert owner.text.count('class="run-case"') > before
    assert re.search(r'<details class="card run" id="run-\w+" open>', owner.text)
    assert await owner.opens(f"/interviews/{interview.id}/record?run=%3Cb%3E") == 200


def test_half_an_emoji_is_shown_as_what_cannot_be_shown() -> None:
    assert _utf8("a\ud83d b").decode() == "a\N{REPLACEMENT CHARACTER} b"
    assert _utf8("🙂 \ud83d").decode() == "🙂 \N{REPLACEMENT CHARACTER}"
    assert _utf8("🙂") == "🙂".encode()

"""What an owner does with what is kept of people: takes it along, holds it, erases words, deletes all of it."""

import io
import json
import re
from hashlib import sha256
from urllib.parse import urlencode
from zipfile import ZipFile

from server.core import asks as a
from server.core import events as e
from server.core import inputs as i
from server.core.ids import CANDIDATE
from server.core.interview import Interview
from server.core.private import PrivatePolicy
from server.core.roles import Role
from tests.fakes import CANARY
from tests.pages.card_people import IDAS, PATS, Panel, panel_of
from tests.pages.lives import PRIVATE, lived
from tests.pages.test_private import CANARY as THOUGHT
from tests.pages.test_private import thought
from tests.pages.visitors import Town, Visitor


async def over(town: Town) -> Interview:
    """The interview of `lives`, ended and sealed."""
    interview = await lived(town)
    await town.house.end(interview)
    await town.house.settled()
    return await town.now(interview)


def zip_of(owner: Visitor) -> ZipFile:
    return ZipFile(io.BytesIO(owner.page.content))


# Taking it along ----------------------------------------------------------------------------------------------------


async def test_everything_about_cam_is_one_zip_that_says_what_each_file_is(town: Town) -> None:
    interview, owner = await over(town), await town.owner()
    assert await owner.opens(f"/interviews/{interview.id}/data.zip") == 200
    assert owner.page.headers["content-disposition"].startswith("attachment")
    zip = zip_of(owner)
    manifest = json.loads(zip.read("manifest.json"))
    listed = {each["path"]: each for each in manifest["files"]}
    assert set(listed) == set(zip.namelist()) - {"README.txt", "manifest.json"}
    assert {"interview.json", "agreement.json", "timeline.ndjson", "replay.html", "transcript.txt"} <= set(listed)
    for path, each in listed.items():
        assert each["what"], path
        assert (each["bytes"], each["sha256"]) == (len(zip.read(path)), sha256(zip.read(path)).hexdigest())
        assert path in zip.read("README.txt").decode()
    assert json.loads(zip.read("agreement.json"))[0]["name"] == "Cam"
    assert json.loads(zip.read("interview.json"))["candidate"] == "Cam"
    assert "typed" in zip.read("code/slots/solution.py").decode()


async def test_what_was_said_and_how_files_were_called_is_in_cams_zip(town: Town) -> None:
    interview, owner = await lived(town), await town.owner()
    live = await town.house.enter(interview.id)
    assert live is not None
    live.feed(i.Asks(CANDIDATE, Role.CANDIDATE, a.AskSay("I sort first."), "s1"))
    await town.house.end(interview)
    await town.house.settled()
    made: list[e.Event] = [
        e.FileCreated("slots", "python", "solution.py", "mine.py"),
        e.FileCreated("slots", "javascript", "solution.js", "gone.js"),
        e.FileDeleted("slots", "javascript", "solution.js", "gone.js"),
    ]
    seq, at = await town.house.store.last(interview.id)
    for number, event in enumerate(made, start=seq + 1):
        town.house.store.journal.append(interview.id, e.Entry(number, at, at, CANDIDATE, event))
    await town.house.store.journal.flush(interview.id)
    await owner.opens(f"/interviews/{interview.id}/data.zip")
    zip = zip_of(owner)
    assert "I sort first." in zip.read("timeline.ndjson").decode()
    assert "I sort first." in zip.read("transcript.txt").decode()
    assert '"mine.py"' in zip.read("timeline.ndjson").decode()
    assert "typed" in zip.read("code/slots/mine.py").decode()
    assert "more" in zip.read("code/slots/solution.js").decode(), "a deleted file is there under its number"


async def test_nothing_private_is_in_cams_zip(town: Town) -> None:
    interview, owner = await over(town), await town.owner()
    await owner.opens(f"/interviews/{interview.id}/data.zip")
    for name in zip_of(owner).namelist():
        content = zip_of(owner).read(name).decode()
        assert PRIVATE not in content, name
        assert CANARY not in content, name


async def test_the_zip_has_what_cam_was_sent_and_nothing_of_the_cards(town: Town) -> None:
    panel, owner = await panel_of(town), await town.owner()
    await panel.gives(panel.ida, IDAS)
    await panel.gives(panel.pat, PATS, "2")
    zip = await zip_after(panel, owner)
    assert "feedback.json" not in zip.namelist()
    await panel.ida.opens(panel.at("feedback"))
    drafted = re.findall(r'name="((?:comment|moment)-[^"]+)"', panel.ida.page.text)
    words = dict.fromkeys(drafted, "") | {"well": "Calm and clear.", "work-on": "", "practice": ""}
    assert await panel.ida.sends(panel.at("feedback"), do="preview", **words) == 200
    assert await panel.ida.sends(panel.at("feedback"), do="send") == 200
    zip = await zip_after(panel, owner)
    assert "Calm and clear." in zip.read("feedback.json").decode()
    for name in zip.namelist():
        content = zip.read(name).decode()
        assert IDAS not in content, name
        assert PATS not in content, name


async def zip_after(panel: Panel, owner: Visitor) -> ZipFile:
    assert await owner.opens(panel.at("data.zip")) == 200
    return zip_of(owner)


async def test_an_interview_that_goes_on_can_be_taken_along_up_to_now(town: Town) -> None:
    interview, owner = await lived(town), await town.owner()
    assert await owner.opens(f"/interviews/{interview.id}/data.zip") == 200
    assert json.loads(zip_of(owner).read("interview.json"))["state"] == "live"


# Holding ------------------------------------------------------------------------------------------------------------


async def test_a_hold_is_set_with_a_reason_shown_on_the_record_and_lifted(town: Town) -> None:
    interview, owner = await over(town), await town.owner()
    data = f"/interviews/{interview.id}/data"
    await owner.opens(data)
    assert await owner.sends(f"/interviews/{interview.id}/hold", reason="  ") == 422
    assert "Write a reason" in owner.text
    assert await owner.sends(f"/interviews/{interview.id}/hold", reason="a question of <law>") == 200
    assert "a question of &lt;law&gt;" in owner.text
    assert f"/interviews/{interview.id}/delete" not in owner.text
    ida = await town.ida(interview)
    await ida.opens(f"/interviews/{interview.id}/record")
    assert "Under a legal hold" in ida.text
    assert await owner.sends(f"/interviews/{interview.id}/lift", reason="it is over") == 200
    assert "it is over" in owner.text
    assert f"/interviews/{interview.id}/delete" in owner.text


async def test_what_is_held_is_not_deleted_even_by_a_page_that_was_open_before(town: Town) -> None:
    interview, owner = await over(town), await town.owner()
    await owner.opens(f"/interviews/{interview.id}/data")
    await town.house.rights.hold(interview, "an owner", "a question of law")
    assert await owner.sends(f"/interviews/{interview.id}/delete", confirm="Cam") == 422
    assert "under a legal hold" in owner.text
    assert await town.house.interview(interview.id)


# Deleting -----------------------------------------------------------------------------------------------------------


async def test_an_interview_is_deleted_when_cams_name_is_typed(town: Town) -> None:
    interview, owner = await over(town), await town.owner()
    ida, cam = await town.ida(interview), await town.cam(await town.interview("Cam"))
    delete = f"/interviews/{interview.id}/delete"
    await owner.opens(f"/interviews/{interview.id}/data")
    assert await owner.sends(delete, confirm="Kim") == 422
    assert "not the candidate’s name" in owner.text
    assert 'value="Kim"' in owner.text, "what was typed is not lost"
    assert await owner.sends(delete, confirm=" cam ") == 200
    assert owner.at == "/data"
    assert "is deleted" in owner.text
    assert await town.house.interview(interview.id) is None
    for who in (owner, ida):
        assert await who.opens(f"/interviews/{interview.id}/record") == 410
        assert "This interview was deleted" in who.text
        assert "fingerprint" in who.text
    assert await cam.opens(f"/interviews/{interview.id}/record") == 403, "nobody else is told that it was there"


async def test_cam_is_told_by_the_old_link_that_it_was_deleted(town: Town) -> None:
    interview = await town.interview()
    link = f"/join/{interview.id}?key={town.house.key(interview, 'candidate')}"
    assert await town.house.rights.delete(interview, "an owner") is None
    cam = town.stranger()
    assert await cam.opens(link) == 410
    assert "deleted" in cam.text
    assert await cam.opens(f"/join/{interview.id}?key=wrong") == 404


async def test_an_interview_that_goes_on_is_not_deleted(town: Town) -> None:
    interview, owner = await lived(town), await town.owner()
    await owner.opens(f"/interviews/{interview.id}/data")
    assert "End it first" in owner.text
    refused = await town.house.rights.delete(interview, "an owner")
    assert refused is not None
    assert "End it first" in refused.message


# Erasing ------------------------------------------------------------------------------------------------------------


async def test_words_are_found_chosen_and_erased(town: Town) -> None:
    interview, owner = await over(town), await town.owner()
    erase = f"/interviews/{interview.id}/erase"
    assert await owner.opens(f"{erase}?words=no") == 200
    assert "at least 3 characters" in owner.text
    await owner.opens(f"{erase}?words=never+said")
    assert "nowhere" in owner.text
    await owner.opens(f"{erase}?words=PRIVATE")
    assert PRIVATE in owner.text
    assert await owner.sends(erase, confirm="Kim") == 422
    assert PRIVATE in owner.text, "nothing was erased"
    assert await owner.sends(erase, confirm="Cam") == 200
    assert "1 entry erased" in owner.text
    for path in ("record", "record.json", "timeline.ndjson", "track"):
        await owner.opens(f"/interviews/{interview.id}/{path}")
        assert PRIVATE not in owner.page.text, path
    await owner.opens(f"{erase}?words=PRIVATE")
    assert "nowhere" in owner.text


async def test_typed_words_become_blanks_in_the_code_too(town: Town) -> None:
    interview, owner = await over(town), await town.owner()
    erase = f"/interviews/{interview.id}/erase"
    await owner.opens(f"{erase}?words=typed")
    assert "typed or pasted it" in owner.text
    assert await owner.sends(erase, confirm="Cam") == 200
    await owner.opens(f"/interviews/{interview.id}/record")
    assert "█" in owner.text
    assert "# typed" not in owner.text


async def test_what_cam_thought_privately_is_erased_unread_k8(town: Town) -> None:
    interview = await thought(town, PrivatePolicy.RELEASED)
    owner, cam = await town.owner(), await town.cam(interview)
    await town.house.end(interview)
    await town.house.settled()
    erase, private = f"/interviews/{interview.id}/erase", f"/interviews/{interview.id}/private"
    pages = []
    for words in (THOUGHT, "never said"):
        await owner.opens(f"{erase}?{urlencode({'words': words})}")
        pages.append(owner.main_without(words))
    assert pages[0] == pages[1], "whether the words are there is not told"
    assert "began to think privately" in owner.text
    assert "These words are nowhere" in owner.text
    await cam.opens(private)
    assert THOUGHT in cam.page.text
    (entry,) = re.findall(r'name="entry" value="(\d+)"', owner.page.text)
    assert await owner.sends(erase, confirm="Cam", entry=entry) == 200, owner.text
    await cam.opens(private)
    assert THOUGHT not in cam.page.text
    await owner.opens(f"{erase}?words=anything")
    assert "began to think privately" not in owner.text


async def test_what_was_to_be_recorded_is_looked_into_k8(town: Town) -> None:
    interview = await thought(town, PrivatePolicy.RECORDED, ended=True)
    await town.house.settled()
    owner = await town.owner()
    await owner.opens(f"/interviews/{interview.id}/erase?words={THOUGHT}")
    assert "began to think privately" not in owner.page.text.partition("Not looked into")[2]
    assert "What has these words" in owner.text


async def test_words_on_papers_become_blanks_where_the_owner_may_read_and_unread_elsewhere_k10(town: Town) -> None:
    panel, owner = await panel_of(town), await town.owner()
    await town.house.settled()
    await panel.gives(panel.ida, f"{IDAS} hunter2")
    await panel.gives(panel.pat, f"{PATS} Hunter2", "2")
    view = {"do": "keep", "self-code": "2", "self-words-code": "I typed hunter2."}
    await panel.cam.opens(panel.at("my-feedback"))
    assert await panel.cam.sends(panel.at("my-feedback"), **view) == 200
    await owner.opens(panel.at("erase?words=hunter2"))
    for words in ("Ida’s scorecard", "Pat’s scorecard", "hunter2"):
        assert words in owner.page.text
    assert "I typed" not in owner.page.text
    papers = re.findall(r'name="paper" value="([^"]+)"', owner.page.text)
    assert papers == ["card/host", "card/pat1", "unread"]
    assert await owner.sends(panel.at("erase"), confirm="Cam", paper="card/pat1") == 200, owner.text
    assert "█ stands there" in owner.text
    await owner.opens(panel.at("debrief"))
    assert f"yes {PATS} ███████" in owner.page.text
    assert f"yes {IDAS} hunter2" in owner.page.text
    await panel.cam.opens(panel.at("my-feedback"))
    assert "I typed hunter2." in panel.cam.page.text
    await owner.opens(panel.at("erase?words=hunter2"))
    assert await owner.sends(panel.at("erase"), confirm="Kim", paper="unread") == 422
    assert re.search(r'value="unread" checked', owner.page.text), "what was chosen is not lost"
    assert await owner.sends(panel.at("erase"), confirm="Cam", paper="unread") == 200
    await panel.cam.opens(panel.at("my-feedback"))
    assert "I typed ███████." in panel.cam.page.text


async def test_nobody_is_told_of_words_on_a_card_that_is_not_theirs_to_read_yet_k8(town: Town) -> None:
    panel, owner = await panel_of(town), await town.owner()
    await town.house.settled()
    await panel.gives(panel.pat, PATS, "2")
    told = []
    for words in (PATS, "never said"):
        await owner.opens(panel.at(f"erase?{urlencode({'words': words})}"))
        told.append(owner.main_without(words))
    assert told[0] == told[1]


async def test_words_of_a_paper_are_not_too_short(town: Town) -> None:
    panel, owner = await panel_of(town), await town.owner()
    await town.house.settled()
    await owner.opens(panel.at("erase?words=hunter2"))
    assert await owner.sends(panel.at("erase"), confirm="Cam", paper="unread", words="no") == 422
    assert "at least 3 characters" in owner.text


async def test_an_interview_that_goes_on_cannot_be_erased_in_part(town: Town) -> None:
    interview, owner = await lived(town), await town.owner()
    await owner.opens(f"/interviews/{interview.id}/erase?words=private")
    assert "when the interview has ended" in owner.text


async def test_nothing_chosen_is_said_and_numbers_of_chance_do_nothing(town: Town) -> None:
    interview, owner = await over(town), await town.owner()
    erase = f"/interviews/{interview.id}/erase"
    await owner.opens(f"{erase}?words=private")
    for entry in ([], ["1"], ["99999"], ["-1", "x", "²", ""]):
        assert await owner.sends(erase, confirm="Cam", entry=entry) == 422
        assert "Choose at least one entry" in owner.text


# How long -----------------------------------------------------------------------------------------------------------


async def test_owners_see_what_will_be_deleted_next(town: Town) -> None:
    interview, owner = await over(town), await town.owner()
    await owner.opens("/data")
    assert "kept for 12 months, then deleted" in owner.text
    assert f"/interviews/{interview.id}/data" in owner.text

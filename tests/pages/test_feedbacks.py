"""Feedback is written from the cards, looked at, and sent; the candidate writes down their own view first."""

import json

import pytest

from server.core.ids import CANDIDATE, HOST
from server.core.rights import Thing
from tests.pages.card_people import IDAS, PATS, Panel, filled, panel_of
from tests.pages.lives import lived
from tests.pages.visitors import Forms, Town, Visitor


@pytest.fixture
async def panel(town: Town) -> Panel:
    return await panel_of(town)


async def compared(panel: Panel) -> None:
    """Both cards are in; Pat's has a weakness."""
    await panel.gives(panel.ida, IDAS)
    await panel.gives(panel.pat, PATS, "2")


async def sends(panel: Panel, **typed: str) -> None:
    """Ida looks at what goes out, and sends it."""
    await panel.ida.opens(panel.at("feedback"))
    assert await panel.ida.sends(panel.at("feedback"), do="preview", **typed) == 200, panel.ida.text
    assert "This is all that Cam will read." in panel.ida.text
    assert await panel.ida.sends(panel.at("feedback"), do="send") == 200
    assert "by Ida. What you change here goes out when you send it again." in panel.ida.text


PLAIN = {
    "well": "Calm <b>and</b> clear.",
    "work-on": "Cases **first**.",
    "practice": "",
    "comment-code": "Small names.",
}


async def test_the_draft_begins_with_the_words_of_the_cards_and_opens_with_the_debrief(panel: Panel) -> None:
    await panel.gives(panel.ida, IDAS)
    assert await panel.ida.opens(panel.at("feedback")) == 403
    assert "Feedback comes after the debrief" in panel.ida.text
    await panel.gives(panel.pat, PATS, "2")
    assert await panel.ida.opens(panel.at("feedback")) == 200
    assert f"- strength {PATS}" in panel.ida.text
    assert f"**Code**: yes {PATS}" in panel.ida.text
    assert 'value="0:07 solution.py:3"' in panel.ida.text
    assert await panel.pat.opens(panel.at("feedback")) == 403


async def test_who_opens_the_feedback_is_noted(panel: Panel, town: Town) -> None:
    await compared(panel)
    await panel.ida.opens(panel.at("feedback"))
    assert (Thing.FEEDBACK, "Ida") in [
        (each.thing, each.name) for each in await town.house.access.of(panel.interview.id)
    ]


async def test_cam_writes_down_their_view_then_opens_the_feedback_and_sees_both(panel: Panel) -> None:
    await compared(panel)
    cam = panel.cam
    await cam.opens(panel.at("my-feedback"))
    assert "has sent you feedback" not in cam.text
    await sends(panel, **PLAIN)
    assert await cam.opens(panel.at("my-feedback")) == 200
    assert "Ida has sent you feedback." in cam.text
    assert "Calm" not in cam.text
    assert await cam.sends(panel.at("my-feedback"), do="keep", **{"self-code": "2", "self-words-code": "Slow."}) == 200
    assert await cam.sends(panel.at("my-feedback"), do="open") == 200
    assert "Calm &lt;b&gt;and&lt;/b&gt; clear." in cam.text
    assert "Cases <strong>first</strong>." in cam.text
    assert 'I got there with help</strong></p><p class="said">Slow.</p>' in cam.text
    assert "Small names." in cam.text
    assert await cam.posts(panel.at("my-feedback"), {"do": "keep", "self-code": "4"}) == 403


async def test_without_an_own_view_the_feedback_opens_too(panel: Panel) -> None:
    await compared(panel)
    await sends(panel, **PLAIN)
    await panel.cam.opens(panel.at("my-feedback"))
    assert await panel.cam.sends(panel.at("my-feedback"), do="keep") == 422
    assert "Choose at least one answer" in panel.cam.text
    assert await panel.cam.sends(panel.at("my-feedback"), do="open") == 200
    assert "Calm" in panel.cam.text


async def test_opening_what_was_not_sent_opens_nothing(panel: Panel) -> None:
    await panel.cam.opens(panel.at("my-feedback"))
    token = {"form-token": _token(panel.cam, panel)}
    assert await panel.cam.posts(panel.at("my-feedback"), {**token, "do": "open"}) == 200
    assert "How did it go" in panel.cam.text
    assert await panel.cam.sends(panel.at("my-feedback"), do="keep", **{"self-code": "3"}) == 200


def _token(who: Visitor, panel: Panel) -> str:
    return Forms(who.page.text).found[panel.at("my-feedback")]["form-token"][0]


async def test_scores_and_the_decision_go_out_when_ticked(panel: Panel) -> None:
    await compared(panel)
    await panel.ida.opens(panel.at("feedback"))
    assert await panel.ida.sends(panel.at("feedback"), do="preview", decision="yes", **PLAIN) == 422
    assert "No decision is recorded yet" in panel.ida.text
    await panel.ida.opens(panel.at("debrief"))
    await panel.ida.sends(panel.at("debrief"), do="decide", choice="yes", rationale="Sound plans.")
    await sends(panel, scores="yes", decision="yes", **PLAIN)
    await panel.cam.opens(panel.at("my-feedback"))
    await panel.cam.sends(panel.at("my-feedback"), do="open")
    assert "3.0 of 4" in panel.cam.text
    assert "<strong>Yes.</strong> Sound plans." in panel.cam.text


async def test_what_was_changed_since_it_was_looked_at_is_not_sent(panel: Panel) -> None:
    await compared(panel)
    await panel.ida.opens(panel.at("feedback"))
    await panel.ida.sends(panel.at("feedback"), do="preview", **PLAIN)
    other = Visitor(panel.ida.client)
    await other.opens(panel.at("feedback"))
    await other.sends(panel.at("feedback"), do="save", **{**PLAIN, "well": "Other words."})
    assert await panel.ida.sends(panel.at("feedback"), do="send") == 422
    assert "has changed since" in panel.ida.text
    await panel.cam.opens(panel.at("my-feedback"))
    assert "has sent you" not in panel.cam.text


async def test_a_time_that_is_none_is_told_and_what_was_typed_stays(panel: Panel) -> None:
    await compared(panel)
    await panel.ida.opens(panel.at("feedback"))
    typed = {**PLAIN, "moment-where-1": "later"}
    assert await panel.ida.sends(panel.at("feedback"), do="preview", **typed) == 422
    assert "“later” is not a time" in panel.ida.text
    assert 'value="later"' in panel.ida.text


async def test_a_code_moment_goes_along_with_the_code_of_then(town: Town) -> None:
    interview = await lived(town)
    ida = await town.ida(interview)
    await town.house.end(interview)
    here = f"/interviews/{interview.id}"
    await ida.opens(f"{here}/scorecard")
    assert await ida.sends(f"{here}/scorecard", do="submit", **filled(IDAS)) == 200, ida.text
    await ida.opens(f"{here}/feedback")
    typed = {"moment-where-1": "0:00 solution.py:1", "moment-words-1": "Your first words."}
    assert await ida.sends(f"{here}/feedback", do="preview", well="Calm.", **typed) == 200
    assert "# typed \N{GRINNING FACE}" in ida.page.text
    assert "Your first words." in ida.text


async def test_cam_takes_it_along_as_one_file_as_markdown_and_for_the_growth_file(panel: Panel) -> None:
    await compared(panel)
    await sends(panel, **PLAIN)
    cam = panel.cam
    await cam.opens(panel.at("my-feedback/feedback.md"))
    assert "Calm" not in cam.page.text, "it is not opened yet"
    await cam.opens(panel.at("my-feedback"))
    await cam.sends(panel.at("my-feedback"), do="keep", **{"self-code": "2", "again": "Ask <first>."})
    await cam.sends(panel.at("my-feedback"), do="open")
    assert await cam.opens(panel.at("my-feedback/feedback.md")) == 200
    assert "## What went well\n\nCalm <b>and</b> clear." in cam.page.text
    assert await cam.opens(panel.at("my-feedback/feedback.html")) == 200
    assert "attachment" in cam.page.headers["content-disposition"]
    assert "Ask &lt;first&gt;." in cam.page.text
    assert "<style>" in cam.page.text
    assert "<script" not in cam.page.text
    assert await cam.opens(panel.at("my-feedback/growth.json")) == 200
    session = json.loads(cam.page.text)["sessions"][0]
    assert session["dimensions"][0] == {
        "id": "code", "title": "Code", "self": 2, "self_words": "", "others_words": "Small names.",
    }  # fmt: skip
    assert await cam.opens(panel.at("my-feedback/other.txt")) == 404
    assert await panel.ida.opens(panel.at("my-feedback/growth.json")) == 403


async def test_before_the_end_there_is_nothing_to_fill_in(town: Town) -> None:
    panel = await panel_of(town, ended=False)
    assert await panel.cam.opens(panel.at("my-feedback")) == 200
    assert "This is for afterwards" in panel.cam.text
    assert await panel.cam.opens(panel.at("my-feedback/feedback.md")) == 404
    await panel.cam.opens(panel.at("rating"))
    assert "This is for after the interview" in panel.cam.text


async def test_the_candidates_link_leads_to_their_page_when_the_interview_has_ended(panel: Panel, town: Town) -> None:
    phone = town.stranger()
    link = town.link(panel.interview, CANDIDATE)
    assert await phone.opens(link) == 200
    assert "How did it go?" in phone.text
    assert await phone.opens(panel.at("my-feedback")) == 200
    way = link.replace("?key", "/after?key")
    assert await phone.opens(way) == 200
    assert phone.at == panel.at("my-feedback")
    assert await phone.opens(f"/rooms/{panel.interview.id}") == 410
    assert "Next steps and your code" in phone.text
    max_ = town.stranger()
    assert await max_.opens(way + "x") == 403
    assert await max_.opens(town.link(panel.interview, HOST).replace("?key", "/after?key")) == 403
    going_on = await town.interview()
    assert await max_.opens(town.link(going_on, CANDIDATE).replace("?key", "/after?key")) == 403


# Both sides ----------------------------------------------------------------------------------------------------------

RATED = {"clarity": "4", "fairness": "3", "comfort": "2", "together": "3"}


async def test_both_sides_read_each_other_when_everybody_has_answered(panel: Panel) -> None:
    for who, words in ((panel.cam, "cams words"), (panel.ida, "idas words")):
        await who.opens(panel.at("rating"))
        assert await who.sends(panel.at("rating"), **{**RATED, "words": words}) == 200
    for who, other in ((panel.cam, "idas words"), (panel.ida, "cams words"), (panel.pat, "cams words")):
        await who.opens(panel.at("rating"))
        assert other not in who.text
    assert await panel.pat.sends(panel.at("rating"), clarity="4") == 422
    assert "Answer all four questions" in panel.pat.text
    assert await panel.pat.sends(panel.at("rating"), **{**RATED, "words": "pats words"}) == 200
    for who in (panel.cam, panel.ida, panel.pat):
        await who.opens(panel.at("rating"))
        for words in ("cams words", "idas words", "pats words"):
            assert words in who.text
    assert await panel.olu.opens(panel.at("rating")) == 403


async def test_after_a_week_the_answers_are_told_and_no_more_are_given(panel: Panel, town: Town) -> None:
    await panel.cam.opens(panel.at("rating"))
    await panel.cam.sends(panel.at("rating"), **{**RATED, "words": "cams words"})
    await panel.ida.opens(panel.at("rating"))
    town.house.clock.ms += 7 * 24 * 3600 * 1000  # type: ignore[attr-defined] # a still clock goes when a test says so
    assert await panel.ida.sends(panel.at("rating"), **RATED) == 422
    assert "cams words" in panel.ida.text

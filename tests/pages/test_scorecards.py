"""The scorecard's page: its draft, giving it once, amending it; and the debrief."""

import re
from dataclasses import replace

import pytest

from tests.fakes import SLOTS, FakeLibrary
from tests.pages.card_people import IDAS, PATS, Panel, filled, panel_of
from tests.pages.visitors import Fields, Forms, Town, Visitor


@pytest.fixture
async def panel(town: Town) -> Panel:
    return await panel_of(town)


async def saves(panel: Panel, who: Visitor, seen: str, *, script: bool = True) -> int:
    """Send the form as the page's script does after something was typed."""
    fields: Fields = {**Forms(who.page.text).found[panel.at("scorecard")], "seen-code": seen}
    return await who.posts(panel.at("scorecard"), fields, **({"hx-request": "true"} if script else {}))


async def test_ida_writes_her_card_saves_it_and_gives_it(panel: Panel) -> None:
    ida = panel.ida
    assert await ida.opens(panel.at("scorecard")) == 200
    assert "Code: choose 1 to 4, or “not observed”." in ida.text
    assert await ida.sends(panel.at("scorecard"), do="save", **{"seen-code": "half a\r\nthought <b>"}) == 200
    assert "half a\nthought &lt;b&gt;" in ida.page.text
    assert await panel.gives(ida, IDAS) == 200
    assert "Your card is in" in ida.text
    assert f"seen {IDAS}" in ida.text
    assert "0:07" in ida.text
    assert "not explored" in ida.text


async def test_what_is_missing_is_told_beside_its_field_and_nothing_typed_is_lost(panel: Panel) -> None:
    ida = panel.ida
    await ida.opens(panel.at("scorecard"))
    assert await ida.sends(panel.at("scorecard"), do="submit", **{**filled(IDAS), "moments-code": "soon"}) == 422
    assert "Something is missing" in ida.text
    assert 'id="moments-code-problem"' in ida.text
    assert "“soon” is not a time" in ida.text
    assert f"strength {IDAS}" in ida.text
    await ida.opens(panel.at("scorecard"))
    assert f"strength {IDAS}" in ida.text, "the draft is kept"


async def test_a_card_sent_twice_is_given_once_and_another_one_is_refused(panel: Panel) -> None:
    assert await panel.gives(panel.ida, IDAS) == 200
    await panel.ida.opens(panel.at("scorecard") + "?amend")
    fields = Forms(panel.ida.page.text).found[panel.at("scorecard")]
    assert await panel.ida.posts(panel.at("scorecard"), {**fields, **filled(IDAS), "do": "submit"}) == 200
    assert "Your card is in" in panel.ida.text
    assert await panel.ida.posts(panel.at("scorecard"), {**fields, **filled("other"), "do": "submit"}) == 422
    assert "submitted before with other words" in panel.ida.text
    assert "seen other" in panel.ida.text, "what was typed is not lost"


async def test_two_windows_do_not_overwrite_each_other_silently(panel: Panel) -> None:
    one = panel.ida
    two = Visitor(one.client)
    await one.opens(panel.at("scorecard"))
    await two.opens(panel.at("scorecard"))
    assert await saves(panel, one, "first") == 200
    assert "Draft saved" in one.text
    assert await saves(panel, two, "second") == 200
    assert "another window" in two.text
    await two.opens(panel.at("scorecard"))
    assert "first" in two.text
    assert "second" not in two.text


async def test_keeping_this_version_after_a_conflict_keeps_it(panel: Panel) -> None:
    one, two = panel.ida, Visitor(panel.ida.client)
    await one.opens(panel.at("scorecard"))
    await two.opens(panel.at("scorecard"))
    await saves(panel, one, "first")
    assert await saves(panel, two, "second", script=False) == 409
    assert "second" in two.text
    assert await two.sends(panel.at("scorecard"), do="keep", **{"seen-code": "second"}) == 200
    assert "second" in two.text


async def test_before_the_end_the_draft_is_kept_and_not_given(town: Town) -> None:
    panel = await panel_of(town, ended=False)
    assert await panel.gives(panel.pat, PATS) == 422
    assert "still goes on" in panel.pat.text
    assert f"seen {PATS}" in panel.pat.text


async def test_who_is_not_on_the_panel_has_no_card(panel: Panel) -> None:
    assert await panel.olu.opens(panel.at("scorecard")) == 403
    assert "You have no scorecard here" in panel.olu.text
    assert await panel.cam.opens(panel.at("scorecard")) == 403


async def test_an_amendment_shows_what_was_and_what_is_and_why(panel: Panel) -> None:
    await panel.gives(panel.ida, IDAS)
    await panel.ida.opens(panel.at("scorecard") + "?amend")
    changed = {**filled(IDAS), "score-code": "3"}
    assert await panel.ida.sends(panel.at("scorecard"), do="amend", **changed) == 422
    assert "Say why the card changes" in panel.ida.text
    assert await panel.ida.sends(panel.at("scorecard"), do="amend", reason="Pat showed me.", **changed) == 200
    assert "Pat showed me." in panel.ida.text
    assert '<del><span class="visually-hidden">was: </span>4</del>' in panel.ida.page.text


async def test_a_card_of_a_megabyte_is_refused_with_a_sentence(panel: Panel) -> None:
    await panel.ida.opens(panel.at("scorecard"))
    assert await panel.ida.sends(panel.at("scorecard"), do="save", **{"seen-code": "x" * 5_000}) == 200
    assert await panel.ida.sends(panel.at("scorecard"), do="submit", **{"seen-code": "x" * 5_000}) == 422
    assert "5,000 characters are more than 4,000" in panel.ida.text
    await panel.ida.opens(panel.at("scorecard"))
    assert await panel.ida.sends(panel.at("scorecard"), do="save", **{"seen-code": "x" * 1_100_000}) == 413


async def test_markup_in_every_field_is_shown_as_it_was_typed_and_does_nothing(panel: Panel) -> None:
    nasty = '</textarea></td><script>alert("1")</script><img src=x onerror=alert(1)>'
    fields = {name: nasty for name, value in filled("x").items() if "x" in value}
    whole = {**filled("x"), **fields, "moments-code": "0:07 <script>:3", "strength-moments-1": f"0:05 {nasty[:30]}"}
    for who in (panel.ida, panel.pat):
        await who.opens(panel.at("scorecard"))
        assert await who.sends(panel.at("scorecard"), do="save", **whole) == 200
        _harmless(who)
        assert await who.sends(panel.at("scorecard"), do="submit", **whole) == 200, who.text
        _harmless(who)
    ida = panel.ida
    await ida.opens(panel.at("debrief"))
    assert await ida.sends(panel.at("debrief"), do="decide", choice="yes", rationale=nasty) == 200
    assert "&lt;img src=x onerror=alert(1)&gt;" in ida.text
    _harmless(ida)
    await ida.opens(panel.at("feedback"))
    _harmless(ida)
    assert await ida.sends(panel.at("feedback"), do="preview", decision="yes", well=nasty) == 200
    _harmless(ida)
    assert await ida.sends(panel.at("feedback"), do="send") == 200
    cam = panel.cam
    await cam.opens(panel.at("my-feedback"))
    assert await cam.sends(panel.at("my-feedback"), do="keep", **{"self-code": "1", "self-words-code": nasty}) == 200
    _harmless(cam)
    assert await cam.sends(panel.at("my-feedback"), do="open") == 200
    _harmless(cam)
    await cam.opens(panel.at("my-feedback/feedback.html"))
    _harmless(cam)


def _harmless(who: Visitor) -> None:
    assert "<script>alert" not in who.page.text
    assert "<img" not in who.page.text


# The debrief ---------------------------------------------------------------------------------------------------------


async def test_the_debrief_opens_with_the_last_card(panel: Panel) -> None:
    await panel.gives(panel.ida, IDAS)
    await panel.ida.opens(panel.at("debrief"))
    assert "The debrief is not open yet" in panel.ida.text
    await panel.gives(panel.pat, PATS, "2")
    for who in (panel.ida, panel.pat, panel.olu):
        assert await who.opens(panel.at("debrief")) == 200
        assert f"seen {IDAS}" in who.text
        assert f"seen {PATS}" in who.text
        assert "2 apart: discuss first" in who.text
        assert "Equal-weight mean 3.0, spread 1.0" in who.text
    assert f"/interviews/{panel.interview.id}/replay#t=7.000" in panel.ida.text
    assert await panel.cam.opens(panel.at("debrief")) == 403


async def test_ida_opens_it_without_pat_for_a_reason_and_pat_reads_it_only_after_her_card(panel: Panel) -> None:
    await panel.ida.opens(panel.at("debrief"))
    assert "Open it without" not in panel.ida.text, "her own card comes first"
    await panel.gives(panel.ida, IDAS)
    await panel.ida.opens(panel.at("debrief"))
    assert await panel.ida.sends(panel.at("debrief"), do="close") == 422
    assert await panel.ida.sends(panel.at("debrief"), do="close", reason="Pat is ill.") == 200
    assert "without the card of Pat: Pat is ill." in panel.ida.text
    await panel.pat.opens(panel.at("debrief"))
    assert "Your card comes first" in panel.pat.text
    assert IDAS not in panel.pat.text
    await panel.gives(panel.pat, PATS)
    assert ", late" in panel.pat.text
    await panel.pat.opens(panel.at("debrief"))
    assert f"seen {IDAS}" in panel.pat.text


async def test_the_decision_is_the_hosts_and_earlier_ones_stay(panel: Panel) -> None:
    await panel.gives(panel.ida, IDAS)
    await panel.gives(panel.pat, PATS)
    await panel.ida.opens(panel.at("debrief"))
    assert await panel.ida.sends(panel.at("debrief"), do="decide", choice="yes") == 422
    assert await panel.ida.sends(panel.at("debrief"), do="decide", choice="yes", rationale="Sound plans.") == 200
    assert await panel.ida.sends(panel.at("debrief"), do="decide", choice="no", rationale="Another look.") == 200
    assert "Sound plans." in panel.ida.text
    assert "Another look." in panel.ida.text
    await panel.pat.opens(panel.at("debrief"))
    assert "Another look." in panel.pat.text
    assert "Record" not in panel.pat.text


async def test_a_dimension_of_several_words_has_its_problem_beside_its_field(town: Town, library: FakeLibrary) -> None:
    library.put(replace(SLOTS, rubric={"code and names": {}}))
    panel = await panel_of(town)
    where = panel.at("scorecard")
    await panel.ida.opens(where)
    assert await panel.ida.sends(where, do="submit", **{"score-code and names": "4"}) == 422
    assert 'id="moments-code-and-names-problem"' in panel.ida.text
    assert 'aria-describedby="moments-code-and-names-problem"' in panel.ida.text
    assert 'href="#moments-code-and-names"' in panel.ida.text
    ids = re.findall(r'(?:id|for|aria-describedby|aria-labelledby)="([^"]*)"', panel.ida.page.text)
    assert not [each for each in ids if each != each.strip() or "  " in each or "code and" in each]

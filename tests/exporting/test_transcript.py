"""The transcript: what happened, to be read."""

from dataclasses import replace

from markdown_it import MarkdownIt

from server.core import events as e
from server.core.ids import CANDIDATE
from server.core.interview import State
from server.core.roles import Role
from server.core.setup import Member
from server.core.story import Story
from server.core.track.parts import Edition
from server.exporting.account import DIFF_MAX
from server.exporting.account_runs import SHOWN_LINES, shortened
from server.exporting.transcript import WIDTH, markdown, text
from tests.exporting.stories import CANARY, HAPPENED, PY, story, wrote


def lines(told: Story) -> list[str]:
    return text(told).decode().split("\n")


def joined(told: Story) -> str:
    return " ".join(text(told).decode().split())


def test_text_is_wrapped_but_for_what_is_kept_as_it_is() -> None:
    assert max(map(len, lines(story()))) <= WIDTH


def test_it_has_a_heading_for_each_stage() -> None:
    for heading in ("Before it began", "The interview", "Design *first*", "At the end"):
        at = lines(story()).index(heading)
        assert lines(story())[at + 1] == "-" * len(heading)


def test_a_run_says_who_pressed_it_what_came_of_it_and_what_had_changed() -> None:
    whole = joined(story())
    assert "11:40 Cam *the* candidate ran the examples of Count the free slots in Python 3.13: 0 of 1 passed" in whole
    assert "two free: another answer than expected. With busy = [0, 1, 0]. Expected 2." in whole
    assert "[slots/solution.py, what had changed] @@" in whole
    assert "[read] 3 4 [printed] hi green [to stderr] careful" in whole


def test_typing_is_told_with_its_extent() -> None:
    assert "0:12 Cam *the* candidate wrote in slots/solution.py until 0:13: 16 characters added, 1 removed" in joined(
        story()
    )


def test_notes_are_told_in_the_interviewers_edition_as_they_were_in_the_end() -> None:
    assert f"1:00 Note on line 2 of slots/solution.py | {CANARY} **asks** very well | and listens" in joined(story())
    assert f"1:08 Note on lines 2 to 3 of slots/solution.py, code | {CANARY} a loop too many" in joined(story())
    assert "Note" not in joined(story(Edition.CANDIDATE))
    assert "This is the candidate's edition." in joined(story(Edition.CANDIDATE))


def test_of_several_interviewers_a_note_says_whose_it_is() -> None:
    panel = replace(story().interview.setup, panel=(Member("pat", "Pat", Role.PANELIST),))
    told = replace(story(), interview=replace(story().interview, setup=panel))
    assert f"1:08 Note by Ida on lines 2 to 3 of slots/solution.py, code | {CANARY} a loop too many" in joined(told)


def test_the_chat_is_told_as_it_was_written_to_both() -> None:
    for edition in Edition:
        assert "1:04 Cam *the* candidate wrote: May I *sort* first?" in joined(story(edition))
        assert "1:05 Ida wrote in the chat Yes. The docs: https://example.org/_sorted_" in joined(story(edition))
        assert "1:06 Cam *the* candidate raised a hand" in joined(story(edition))
    html = MarkdownIt("commonmark").render(markdown(story()).decode())
    assert "May I *sort* first?" in html


def test_a_live_interview_says_that_this_is_up_to_now() -> None:
    told = joined(story(happened=HAPPENED[:-1], state=State.LIVE))
    assert "It is still going on: this is what has happened up to now." in told
    assert "Up to now ------" in told


def test_what_could_not_be_read_is_said() -> None:
    assert "What could not be read is left out: 2 entries." in joined(replace(story(), unread=2))
    assert "could not be read" not in joined(story())


def test_markdown_shows_what_people_wrote_and_does_not_do_it() -> None:
    html = MarkdownIt("commonmark").render(
        markdown(story(happened=_names("# 1. *Cam* <b>&amp;</b> [x](y) `z`"))).decode()
    )
    assert "# 1. *Cam* &lt;b&gt;&amp;amp;&lt;/b&gt; [x](y) `z` came in" in html
    assert "<em>" not in html


def test_a_fence_in_what_was_printed_does_not_end_the_block() -> None:
    html = MarkdownIt("commonmark").render(markdown(story()).decode())
    assert "and 20 % more\n</code></pre>" in html


def test_text_that_is_too_long_to_compare_is_counted() -> None:
    long = "x\n" * (DIFF_MAX + 1)
    begun = e.RunStarted("r1", "slots", "python", e.Suite.EXAMPLES, "", 0, ())
    told = joined(story(happened=[(0, CANDIDATE, wrote((PY, 0, 0, long))), (1, CANDIDATE, begun)]))
    assert f"@@ 0 lines became {DIFF_MAX + 1:,}; too long to compare here @@" in told


def test_long_output_is_shortened_and_says_by_how_much() -> None:
    assert shortened("a\r\nb\n") == "a\nb"
    assert shortened("a\n" * (SHOWN_LINES + 1)).endswith("\n… (2 more characters)")


def _names(name: str) -> list[tuple[int, str, e.Event]]:
    return [(0, CANDIDATE, e.Joined(name, "candidate"))]

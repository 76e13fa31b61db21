"""A story: an interview on its way out."""

from dataclasses import replace

from server.core.interview import Interview, State
from server.core.story import Story
from server.core.track.parts import Edition
from tests.house import known_languages

INTERVIEW = Interview("k3v9x0q2m1ab", "Backend", "Ida", "Cam", ("slots",), State.LIVE, 0)
STORY = Story(INTERVIEW, Edition.HOST, {}, known_languages(), [])


def test_a_story_is_so_far_until_its_interview_has_ended() -> None:
    assert STORY.so_far
    assert not replace(STORY, interview=replace(INTERVIEW, state=State.ENDED)).so_far


def test_a_file_is_called_by_its_task_and_language_even_when_that_is_gone() -> None:
    assert STORY.file("slots", "python") == "slots/solution.py"
    assert STORY.file("slots", "cobol") == "slots/cobol"
    assert STORY.language_titles()["python"].startswith("Python")

"""Words on papers: where they may be looked for, by one matrix; and blanks that leave a paper a paper."""

from dataclasses import fields, is_dataclass, replace
from itertools import product
from typing import Any, get_args, get_type_hints

import msgspec
import pytest

from server.core.card_file import Amendment, CardFile, Submission
from server.core.card_rights import Desk, Reader
from server.core.debrief import Closing, Debrief, Decision
from server.core.feedback import CodeMoment, Comment, Excerpt, Feedback, FeedbackFile, Sent
from server.core.ids import CANDIDATE
from server.core.paper_words import WRITTEN, Found, Kind, erased, found, may_look
from server.core.rating import ASKED, REVEAL_MS, Booth, Rating
from server.core.scorecard import Mark, Overall, Point, Star
from server.core.self_assessment import Assessment, OwnFile, OwnMark
from tests.core.cards import WHOLE

WORD = "Hunter2"
NOT_WRITTEN = {"author", "name", "tab", "dimension", "notes", "overall", "confidence", "by", "without", "choice"} | {
    "titles",
    "decision",
    "answers",
}
"""Ids, names of who wrote, choices, and words of the house."""
CARD = replace(
    WHOLE,
    marks=(Mark("hunter2", 2, Point(f"saw {WORD}", (WORD,), f"0:05 {WORD}.py:3"), f"without {WORD}"),),
    stars=(Star(WORD, WORD, WORD, WORD, WORD),),
    because=f"{WORD}\n{WORD}",
    conflict=WORD,
)
OWN = OwnFile(Assessment((OwnMark("hunter2", 2, WORD),), WORD), 1, 2)
FEEDBACK = Feedback(WORD, WORD, WORD, (Comment(WORD, WORD),), (CodeMoment(WORD, WORD),))
SENT = Sent(1, WORD, FEEDBACK, ((WORD, WORD),), (), WORD, WORD, (Excerpt(1, WORD, WORD, 1, 1, f"key = '{WORD}'\n"),))
PAPERS: dict[Kind, Any] = {
    Kind.CARD: CardFile("pat", WORD, 3, 9, "t", CARD, Submission(1, CARD), (Amendment(2, WORD, CARD),)),
    Kind.DEBRIEF: Debrief(Closing(1, WORD, (WORD,), WORD), (Decision(1, WORD, Overall.YES, f"yes, {WORD}"),)),
    Kind.FEEDBACK: FeedbackFile(4, 9, FEEDBACK, (SENT,)),
    Kind.SELF: OWN,
    Kind.RATING: Rating(dict.fromkeys(ASKED, 4), WORD, 1),
}


def plain(paper: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(paper))


def texts_of(of: Any) -> set[str]:
    """The names of all fields of text in this class and in those that are in it."""
    named: set[str] = set()
    for field in fields(of):
        kinds = within(get_type_hints(of)[field.name])
        named |= {field.name} if any(isinstance(kind, type) and issubclass(kind, str) for kind in kinds) else set()
        named |= {name for kind in kinds if is_dataclass(kind) for name in texts_of(kind)}
    return named


def within(hint: Any) -> set[Any]:
    return {each for arg in get_args(hint) for each in within(arg)} or {hint}


def test_every_field_of_text_is_somebodys_words_or_is_not_k10() -> None:
    named = {name for paper in PAPERS.values() for name in texts_of(type(paper))}
    assert named == WRITTEN | NOT_WRITTEN
    assert not WRITTEN & NOT_WRITTEN


@pytest.mark.parametrize("kind", Kind)
def test_a_paper_without_the_words_is_still_one_and_says_all_the_rest_k10(kind: Kind) -> None:
    before = plain(PAPERS[kind])
    after = erased(before, "HUNTER2")
    assert found(kind, "pat", after, WORD) is None
    read = msgspec.convert(after, type(PAPERS[kind]))
    assert erased(after, WORD) is after
    match read:
        case CardFile(draft=card, submission=Submission(card=given), amendments=(amended,)):
            assert (read.revision, read.tab, read.name, read.author) == (4, "", WORD, "pat")
            assert card == given == amended.card
            mark = card.marks[0]
            assert mark == Mark("hunter2", 2, Point("saw ███████", (WORD,), "0:05 ███████.py:3"), "without ███████"), (
                "what it is about stays"
            )
            assert card.because == "███████\n███████"
            assert card.overall is WHOLE.overall
        case Debrief(closing=Closing(reason=reason, without=without), decisions=(decided,)):
            assert (reason, without, decided.by) == ("███████", (WORD,), WORD)
            assert (decided.choice, decided.rationale) == (Overall.YES, "yes, ███████")
        case FeedbackFile(draft=Feedback() as draft, sends=(sent,)):
            assert read.revision == 5, "a window in which the draft is open does not bring it back"
            assert draft == sent.feedback
            assert (draft.comments, draft.moments) == ((Comment(WORD, "███████"),), (CodeMoment("███████", "███████"),))
            assert (sent.by, sent.titles, sent.rationale) == (WORD, ((WORD, WORD),), "███████")
            assert sent.excerpts[0].code == "key = '███████'\n"
        case OwnFile(given=Assessment() as own):
            assert own == Assessment((OwnMark("hunter2", 2, "███████"),), "███████")
        case Rating():
            assert (read.answers, read.words) == (dict.fromkeys(ASKED, 4), "███████")
        case _:
            raise AssertionError(kind)


def test_words_are_counted_and_the_first_is_shown_with_a_little_around_it() -> None:
    rating = Rating({}, f"{'a' * 60} {WORD} and\n{WORD.upper()} {'b' * 60}")
    assert found(Kind.RATING, "pat", plain(rating), "hunter2") == Found(
        Kind.RATING, "pat", 2, f"… {'a' * 39} {WORD} and {WORD.upper()} {'b' * 27} …"
    )
    assert found(Kind.RATING, "pat", plain(Rating({}, WORD)), "hunter2") == Found(Kind.RATING, "pat", 1, WORD)
    assert Found(Kind.CARD, "pat", 1, "").name == "card/pat"


def test_words_are_taken_as_they_stand() -> None:
    assert erased({"words": "a.c abc"}, "a.c") == {"words": "███ abc"}
    assert erased({"words": "abc"}, "a.c") == {"words": "abc"}


OWNER, IDA, CAM, NOBODY = (
    Reader("", owner=True),
    Reader("host", host=True, interviewer=True),
    Reader(CANDIDATE),
    Reader(""),
)
BOTH = frozenset({"host", "pat"})
WAITS, OPEN = Desk(BOTH, frozenset({"host"}), ended=True), Desk(BOTH, BOTH, ended=True)
BOOTH = Booth(BOTH, frozenset({"pat"}), 1)


@pytest.mark.parametrize(
    ("reader", "kind", "author", "waits", "open_"),
    [
        (OWNER, Kind.CARD, "pat", False, True),
        (OWNER, Kind.DEBRIEF, "", False, True),
        (OWNER, Kind.FEEDBACK, "", False, True),
        (IDA, Kind.CARD, "host", True, True),
        (IDA, Kind.CARD, "pat", False, True),
        *((reader, Kind.SELF, "", False, False) for reader in (OWNER, IDA, NOBODY)),
        *((reader, kind, "pat", False, False) for reader, kind in product((CAM, NOBODY), Kind)),
    ],
)  # fmt: skip
def test_words_are_looked_for_where_one_may_read_and_nowhere_else_k8(
    reader: Reader, kind: Kind, author: str, waits: bool, open_: bool
) -> None:
    assert may_look(reader, kind, author, WAITS, BOOTH, 2) is waits
    assert may_look(reader, kind, author, OPEN, BOOTH, 2) is open_


@pytest.mark.parametrize(
    ("reader", "author", "now", "may"),
    [
        (OWNER, "pat", 2, False),
        (OWNER, "pat", REVEAL_MS + 1, True),
        (IDA, "host", 2, True),
        (IDA, CANDIDATE, 2, False),
        (IDA, CANDIDATE, REVEAL_MS + 1, True),
        (NOBODY, "pat", REVEAL_MS + 1, False),
    ],
)
def test_answers_are_looked_into_when_they_are_told_to_all_k8(reader: Reader, author: str, now: int, may: bool) -> None:
    assert may_look(reader, Kind.RATING, author, OPEN, BOOTH, now) is may

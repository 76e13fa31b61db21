"""The interviewer's sheet: its known headings are taken apart, everything else is only shown."""

from hypothesis import given
from hypothesis import strategies as st

from server.core.guide import parse_guide, rest_of

SHEET = """\
Read this before Cam comes.

## Hints
- First ask about the order.
- Then this, which goes on
  in a second line

  and has a list:
  - inner
1. A numbered one counts as well.

## Follow ups ##
* What if it never ends?

## Something else
- not a hint

## Green Flags
- Asks first.
```text
## Red flags
- in a fence this is code
```

## Red flags
No bullets here.

## Complexity

O(n log n).

Really.
"""


def test_known_headings_become_lists() -> None:
    guide = parse_guide(SHEET)
    assert guide.text == SHEET
    assert guide.hints == (
        "First ask about the order.",
        "Then this, which goes on\nin a second line\n\nand has a list:\n- inner",
        "A numbered one counts as well.",
    )
    assert guide.follow_ups == ("What if it never ends?",)
    assert guide.green_flags == ("Asks first.\n```text\n## Red flags\n- in a fence this is code\n```",)
    assert guide.red_flags == ()
    assert guide.complexity == "O(n log n).\n\nReally."


def test_an_empty_sheet_is_no_mistake() -> None:
    guide = parse_guide("")
    assert (guide.text, guide.hints, guide.complexity) == ("", (), "")


@given(st.text("#- \n`Hintsx1.", max_size=60))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    assert parse_guide(text).text == text


def test_what_is_in_no_list_is_left_and_nothing_stands_twice() -> None:
    rest = rest_of(SHEET)
    assert rest.startswith("Read this before Cam comes.")
    assert "## Something else\n- not a hint" in rest
    assert "## Red flags\nNo bullets here." in rest
    for told in ("First ask", "What if it never ends", "Asks first", "O(n log n)", "in a fence"):
        assert told not in rest
    assert rest_of("") == ""
    assert rest_of("## Hints\nBefore you help:\n- a hint") == "## Hints\nBefore you help:\n- a hint"


@given(st.text(st.sampled_from("#-h i\n`"), max_size=60))
def test_any_sheet_without_known_headings_is_left_as_it_is(text: str) -> None:
    assert rest_of(text) == "\n".join(text.splitlines()).strip()

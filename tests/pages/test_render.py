"""From words to HTML: Markdown, code, values; whatever they say, they are only text."""

import time
from typing import get_args

import pytest

from server.core.task import Kind
from server.pages.answers import data_block
from server.pages.code import coloured
from server.pages.render import arguments, cut, initials, markdown, value
from server.pages.words import kind, plain_title, some


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,AAAA)",
        "![x](https://evil.example/pixel.png)",
        "<style>*{display:none}</style>",
        "<a href='https://ok.example' onclick=alert(1)>x</a>",
        "`<b>`\n\n<iframe src=//evil.example>",
        "[x]: javascript:alert(1)\n\n[x]",
    ],
)
def test_markdown_cannot_do_anything(attack: str) -> None:
    html = markdown(attack).lower()
    for never in (
        "<script",
        "<img",
        "<style",
        "<iframe",
        'href="javascript',
        'href="data',
        "<a onclick",
        "<b>",
    ):
        assert never not in html


def test_markdown_settles_its_headings_below_the_pages_own() -> None:
    assert "<h3>Hints</h3>" in markdown("## Hints\n### More")
    assert "<h4>More</h4>" in markdown("## Hints\n### More")
    assert "<h2>Top</h2>" in markdown("# Top", top=2)
    assert "<h6>" in markdown("# a\n\n###### b", top=3)


def test_markdown_keeps_tables_and_safe_links() -> None:
    html = markdown("| a |\n|---|\n| 1 |\n\n[docs](https://example.org)")
    assert "<td>1</td>" in html
    assert 'rel="noopener noreferrer"' in html


def test_data_in_a_page_cannot_leave_its_block() -> None:
    block = data_block({"x": "</script><!-- \u2028\u2029 & <b>"})
    assert not set(block) & set("<>&\u2028\u2029")


def test_code_is_coloured_line_by_line_and_escaped() -> None:
    html = coloured('def f():\n    return "<b>"  # </span>\n', "python")
    assert html.count('class="line"') == 2
    assert '<span data-t="keyword">def</span>' in html
    assert "<b>" not in html
    assert "&lt;/span&gt;" in html


def test_a_token_that_spans_lines_is_closed_at_each_lines_end() -> None:
    html = coloured('"""one\ntwo"""', "python")
    for line in html.split("\n"):
        assert line.count("<span") == line.count("</span>")


@pytest.mark.parametrize("editor", ["python", "javascript", "unheard-of"])
@pytest.mark.parametrize(
    "piece", ['"\\', '"', "/*", "/*" + "*" * 50, "`x", "'''", '"""a"', "\\" * 9, "1", "x" * 99 + " "]
)
def test_no_code_makes_the_page_slow(editor: str, piece: str) -> None:
    before = time.process_time()
    coloured(piece * (200_000 // len(piece)), editor)
    assert time.process_time() - before < 2, "linear: far below a second on any machine"


def test_values_read_as_one_line_and_long_ones_are_cut() -> None:
    assert value({"a": [1, 2.5, None, "x"]}) == '{"a": [1, 2.5, null, "x"]}'
    assert arguments({"busy": [[1, 2]], "end": 3}) == "busy = [[1, 2]]\nend = 3"
    assert arguments({"stdin": "2\na b\n"}) == "stdin:\n2\na b"
    assert arguments({"calls": ["Box(1)", "get() -> 1"]}) == "calls:\nBox(1)\nget() -> 1"
    assert value({"columns": ["id", "name"], "rows": [[1, "Ada"], [2, None]]}) == "id | name\n1 | Ada\n2 | null"


def test_many_languages_take_one_line() -> None:
    assert some(["Ada", "C", "D"]) == ["Ada", "C", "D"]
    assert some(["Ada", "C", "D", "Go", "Lua", "R"]) == ["Ada", "C", "D", "3 more"]
    titles = ("Python 3.13", "JavaScript (Node 20)", "Common Lisp (SBCL 2.5)", "C++23 (GCC 14)", "Go 1.24 (x)", "Ada")
    assert [plain_title(each) for each in titles] == ["Python", "JavaScript", "Common Lisp", "C++23", "Go", "Ada"]
    assert {kind(each) for each in get_args(Kind)} == {"", "a class", "a program", "a query", "a project"}
    assert cut("x" * 3_000).endswith("… (1,000 more characters)")
    assert cut("a\n" * 50).endswith("… (21 more characters)")
    assert cut("short\n") == "short\n"


def test_initials_are_one_or_two_letters() -> None:
    assert [initials(name) for name in ("Ida", "Ida Rossi", "Cam van der Berg", "…")] == ["I", "IR", "CB", ""]

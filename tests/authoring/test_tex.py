"""Statements between LaTeX and Markdown: plain texts go there and back, odd ones stay readable."""

import pytest

from server.authoring import tex
from server.authoring.latex import statement

TABLE = "| a | b |\n| --- | --- |\n| c | d |\n"


@pytest.fixture(autouse=True)
def without_pandoc(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same result on every machine."""
    monkeypatch.setenv("PATH", "")


@pytest.mark.parametrize(
    ("latex", "markdown"),
    [
        (r"\section*{Input}One line.", "## Input\nOne line.\n"),
        (r"\textbf{Bold}, \emph{it} and \texttt{code}.", "**Bold**, *it* and `code`.\n"),
        (r"With $1 \le n \leq 10^{5}$ and \(x_{i}\).", "With `1 ≤ n ≤ 10^5` and `x_i`.\n"),
        (r"\begin{itemize}\item one\item two\end{itemize}", "- one- two\n"),
        ("\\begin{itemize}\n\\item one\n  \\item two\n\\end{itemize}", "- one\n- two\n"),
        ("``Hello'' -- he said 50\\% % no comment", "“Hello” – he said 50%\n"),
        (r"\illustration{0.3}{a.png}{A picture}Text.", "Text.\n"),
        (r"\begin{verbatim}a $b$\end{verbatim}", "```\na `b`\n```\n"),
        (
            "\\begin{tabular}{|l|l|}\\hline a & b \\\\ \\hline c & d \\\\ \\end{tabular}",
            "| a | b |\n| --- | --- |\n| c | d |\n",
        ),
    ],
)
def test_what_statements_use_is_converted(latex: str, markdown: str) -> None:
    assert tex.markdown(latex) == markdown


def test_what_is_mostly_commands_stays_as_it_was() -> None:
    odd = "".join(rf"\strange{chr(97 + n)}[{n}]" for n in range(20))
    assert tex.markdown(odd) == f"```latex\n{odd}\n```\n"


def test_the_name_is_found() -> None:
    assert tex.problem_name(r"\problemname{Two \& Three}") == "Two & Three"
    assert tex.problem_name("nothing") == ""


def test_markdown_becomes_latex_and_nothing_in_it_is_a_command() -> None:
    text = "## Input\n\nA **line** with `n_1 & 2`:\n\n- one\n- 5 % of\n\n```\nraw_$\n```\n"
    latex = statement("A & B", text)
    assert latex.startswith("\\problemname{A \\& B}\n")
    assert "\\section*{Input}" in latex
    assert r"A \textbf{line} with \texttt{n\_1 \& 2}:" in latex
    assert "\\begin{itemize}\n\\item " in latex
    assert r"5 \% of" in latex
    assert "\\begin{verbatim}\nraw_$\n\\end{verbatim}" in latex
    assert statement("T", r"\input{/etc/passwd}").endswith("\\textbackslash{}input\\{/etc/passwd\\}\n")


def test_a_table_becomes_one() -> None:
    latex = statement("T", "| a | b |\n| --- | --- |\n| 1 | 2 |\n")
    assert "a & b\\\\\n\\hline\n1 & 2\\\\\n" in latex

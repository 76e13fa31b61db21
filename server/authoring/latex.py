"""Markdown of a statement to LaTeX, for packages whose format knows nothing else. The other way round is `tex`."""

from collections.abc import Iterable, Iterator
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

_ESCAPED: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "≤": r"$\leq$", "≥": r"$\geq$", "≠": r"$\neq$", "×": r"$\times$", "·": r"$\cdot$", "…": r"\ldots{}", "→": r"$\to$",
    "−": r"$-$",
}  # fmt: skip
_BLOCKS: Final = {
    "heading_open": "\n\\section*{", "heading_close": "}\n", "paragraph_open": "\n", "paragraph_close": "\n",
    "bullet_list_open": "\n\\begin{itemize}\n", "bullet_list_close": "\\end{itemize}\n",
    "ordered_list_open": "\n\\begin{enumerate}\n", "ordered_list_close": "\\end{enumerate}\n",
    "list_item_open": "\\item ", "blockquote_open": "\n\\begin{quote}\n", "blockquote_close": "\\end{quote}\n",
    "hr": "\n\\medskip\n", "tr_close": "\\\\\n", "thead_close": "\\hline\n",
}  # fmt: skip
_INLINE: Final = {
    "strong_open": r"\textbf{", "strong_close": "}", "em_open": r"\emph{", "em_close": "}", "softbreak": "\n",
    "hardbreak": "\\\\\n",
}  # fmt: skip


def statement(title: str, markdown: str) -> str:
    """The statement as `problem.tex`."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    return f"\\problemname{{{escaped(title)}}}\n{''.join(_written(tokens))}"


def escaped(text: str) -> str:
    """Text without anything that LaTeX would take for a command."""
    return "".join(_ESCAPED.get(letter, letter) for letter in text)


def _written(tokens: Iterable[Token]) -> Iterator[str]:
    columns = 0
    for token in tokens:
        match token.type:
            case "inline":
                yield "".join(map(_inline, token.children or ()))
            case "fence" | "code_block":
                yield f"\n\\begin{{verbatim}}\n{token.content.rstrip()}\n\\end{{verbatim}}\n"
            case "table_open":
                columns = 0
                yield "\n\\begin{tabular}{llllllllllll}\n"
            case "table_close":
                yield "\\end{tabular}\n"
            case "tr_open":
                columns = 0
            case "th_open" | "td_open":
                yield " & " if columns else ""
                columns += 1
            case name:
                yield _BLOCKS.get(name, "")


def _inline(token: Token) -> str:
    match token.type:
        case "text":
            return escaped(token.content)
        case "code_inline":
            return rf"\texttt{{{escaped(token.content)}}}"
        case name:
            return _INLINE.get(name, "")

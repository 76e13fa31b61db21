"""Code with colours, on the server: one pass, linear in the text's length whatever a candidate has typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

# Every alternative that begins also ends: an open string runs to its line's end, an open comment to the text's end.
# Repeats are possessive: nothing is ever scanned twice, and no input can make the page slow.
_HASH: Final = r"#[^\n]*"
_SLASHES: Final = r"//[^\n]*|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?"
_LONG_STRING: Final = r'"""(?:[^"\\]++|\\[\s\S]|"(?!""))*+(?:""")?' + r"|'''(?:[^'\\]++|\\[\s\S]|'(?!''))*+(?:''')?"
_STRING: Final = r'"(?:[^"\\\n]++|\\.)*+"?' + r"|'(?:[^'\\\n]++|\\.)*+'?" + r"|`(?:[^`\\]++|\\[\s\S])*+`?"


@dataclass(frozen=True, slots=True)
class Syntax:
    """What there is to see in a language: one pattern of named tokens, and which words are keywords."""

    tokens: re.Pattern[str]
    keywords: frozenset[str]


def _syntax(comment: str, string: str, keywords: str) -> Syntax:
    parts = {"comment": comment, "string": string, "number": r"\b\d[\w.]*", "word": r"[^\W\d]\w*"}
    pattern = "|".join(f"(?P<{name}>{part})" for name, part in parts.items())
    return Syntax(re.compile(pattern), frozenset(keywords.split()))


_SYNTAXES: Final[Mapping[str, Syntax]] = {
    "python": _syntax(
        _HASH,
        f"{_LONG_STRING}|{_STRING}",
        "False None True and as assert async await break case class continue def del elif else except finally for from "
        "global if import in is lambda match nonlocal not or pass raise return try while with yield",
    ),
    "javascript": _syntax(
        _SLASHES,
        _STRING,
        "async await break case catch class const continue default delete do else export extends false finally for "
        "function if import in instanceof let new null of return static super switch this throw true try typeof "
        "undefined var void while with yield",
    ),
}
_OTHER: Final = _syntax(_SLASHES, _STRING, "")
"""For a language that is not listed: what most of them share."""
_BY_COMMENT: Final[Mapping[str, Syntax]] = {
    **dict.fromkeys(("bash", "elixir", "julia", "perl", "r", "ruby", "shell", "tcl"), _syntax(_HASH, _STRING, "")),
    **dict.fromkeys(("ada", "haskell", "lua", "sql"), _syntax(r"--[^\n]*", r'"(?:[^"\\\n]++|\\.)*+"?', "")),
    **dict.fromkeys(("commonlisp", "scheme"), _syntax(r";[^\n]*", r'"(?:[^"\\]++|\\[\s\S])*+"?', "")),
    **dict.fromkeys(("erlang", "octave", "prolog"), _syntax(r"%[^\n]*", r'"(?:[^"\\\n]++|\\.)*+"?', "")),
}
"""Languages of which only comments, strings and numbers are told apart."""


def coloured(source: str, editor: str = "") -> Markup:
    """The source as HTML: each line in a `<span class="line">`, its tokens in `<span data-t="keyword">` and the like.

    `editor` is the language's editor mode.
    """
    syntax = _SYNTAXES.get(editor) or _BY_COMMENT.get(editor, _OTHER)
    out: list[str] = []
    done = 0
    for found in syntax.tokens.finditer(source):
        kind, text = found.lastgroup or "", found.group()
        if kind == "word":
            if text not in syntax.keywords:
                continue
            kind = "keyword"
        out += [str(escape(source[done : found.start()])), _token(kind, text)]
        done = found.end()
    out.append(str(escape(source[done:])))
    lines = "".join(out).removesuffix("\n").split("\n")
    return Markup("\n".join(f'<span class="line">{line}</span>' for line in lines))  # all of it is escaped above


def _token(kind: str, text: str) -> str:
    """A token's HTML. One that spans lines is closed and opened again at each line's end."""
    return "\n".join(f'<span data-t="{kind}">{escape(line)}</span>' for line in text.split("\n"))

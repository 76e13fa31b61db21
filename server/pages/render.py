"""From values to HTML: templates, Markdown, and the files that a page needs. Nothing here decides who may see what."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import msgspec
import nh3
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from server.core import evidence, task_status, telling
from server.core.card_changes import score_words
from server.pages import words
from server.pages.answers import data_block
from server.pages.bundle import WEB, Bundle
from server.pages.code import coloured
from server.pages.security import nonce_of

SHOWN_MAX: Final = 2_000
"""Characters of one value or stream on the record's page; its JSON has all of it."""
LINES_MAX: Final = 40
THEME: Final = "src/theme.ts"
"""The script that has a chosen theme hold before anything is painted."""

_TAGS: Final = {
    "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "s", "code", "pre",
    "blockquote", "a", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES: Final = {"a": {"href", "title"}, "ol": {"start"}}
_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"])


@lru_cache(maxsize=256)
def markdown(text: str, top: int = 3) -> Markup:
    """Somebody's Markdown as safe HTML. Its highest heading becomes `<h{top}>`; HTML and pictures are left out."""
    tokens = _markdown.parse(text)
    _settle_headings(tokens, top)
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    safe = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    return Markup(safe)


def _settle_headings(tokens: Sequence[Token], top: int) -> None:
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    if headings:
        shift = top - min(int(token.tag[1]) for token in headings)
        for token in headings:
            token.tag = f"h{min(6, int(token.tag[1]) + shift)}"


def value(given: Any, limit: int = SHOWN_MAX) -> str:
    """A JSON value as people read it: on one line; text, calls and tables as lines. Cut when it is long."""
    return cut(_lines(given) or msgspec.json.format(msgspec.json.encode(given), indent=0).decode(), limit)


def arguments(args: Mapping[str, Any], limit: int = SHOWN_MAX) -> str:
    """A call's arguments, a line for each."""
    return "\n".join(
        f"{name}:\n{value(given, limit)}" if _lines(given) else f"{name} = {value(given, limit)}"
        for name, given in args.items()
    )


def _lines(given: Any) -> str:
    """What is better read as lines than as JSON: text with line breaks, calls, tables. Everything else is empty."""
    match given:
        case str() if "\n" in given:
            return given.removesuffix("\n")
        case [str() as first, *_] if first.endswith(")") and all(isinstance(each, str) for each in given):
            return "\n".join(given)
        case {"columns": [*columns], "rows": [*rows], **rest} if not rest:
            return "\n".join(" | ".join(map(_cell, row)) for row in [columns, *rows] if isinstance(row, list))
        case _:
            return ""


def _cell(given: Any) -> str:
    return given if isinstance(given, str) else msgspec.json.encode(given).decode()


def cut(text: str, limit: int = SHOWN_MAX) -> str:
    """The beginning of a text, and how much is left out."""
    shown = "\n".join(text[:limit].split("\n")[:LINES_MAX])
    left = len(text) - len(shown)
    return f"{shown} … ({left:,} more characters)" if left else text


def initials(name: str) -> str:
    """One or two letters for a person's badge."""
    parts = re.findall(r"\w+", name)
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()


def anchor(name: str) -> str:
    """A name as an element's id: where a browser would split it, it has a dash."""
    return "-".join(name.split())


FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "anchor": anchor,
    "arguments": arguments,
    "clock": telling.clock,
    "code": coloured,
    "count": telling.count,
    "counted_choice": words.counted_choice,
    "cut": cut,
    "data": data_block,
    "initials": initials,
    "unproven": telling.unproven_here,
    "iso": words.iso,
    "duration": telling.duration_of,
    "ended": telling.program_end,
    "kind": words.kind,
    "language": lambda id, titles: titles.get(id, id),
    "plain_title": words.plain_title,
    "leaked": task_status.leak_words,
    "listed": telling.listed,
    "some": words.some,
    "markdown": markdown,
    "moment": words.moment,
    "moments_in": evidence.moments,
    "score": score_words,
    "shape": words.shape,
    "unslug": words.unslug,
    "value": value,
    "verdict": lambda verdict: telling.VERDICTS[verdict] if verdict else "not run",
}


@cache
def _environment(templates: Path) -> Environment:
    """The templates of one folder. However many views show them, each is compiled once."""
    env = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(FILTERS)
    return env


class View:
    """The templates, and the built files that they link to."""

    def __init__(self, templates: Path = WEB / "templates", dist: Path = WEB / "dist") -> None:
        self.bundle = Bundle(dist)
        self._env = _environment(templates)

    def text(self, name: str) -> str:
        """A file beside the templates, as it is."""
        assert self._env.loader is not None
        return self._env.loader.get_source(self._env, name)[0]

    def plain(self, template: str, **context: Any) -> str:
        """A page that does not answer a request: a file."""
        return self._env.get_template(template).render(**context)

    def page(
        self,
        request: Request,
        template: str,
        context: Mapping[str, Any],
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        entry: str = "src/pages.ts",
    ) -> HTMLResponse:
        """One page. Templates also get `bundle` and `theme` (each a `bundle.Entry`, or None when nothing is built) and
        `nonce`."""
        bundle = self.bundle.entry(entry)
        theme = self.bundle.entry(THEME)
        html = self._env.get_template(template).render(**context, bundle=bundle, theme=theme, nonce=nonce_of(request))
        return HTMLResponse(_utf8(html), status, headers)


def _utf8(html: str) -> bytes:
    """A page in UTF-8. Half of an emoji, which a program may well print, becomes the sign for what cannot be shown."""
    try:
        return html.encode()
    except UnicodeEncodeError:
        return html.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()

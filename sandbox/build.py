"""`python -m sandbox.build [LANGUAGE ...|all]`: the engine, the base, and the images that are asked for.

Without a name it builds the languages that say `default = true`. One that fails is told and leaves the others usable.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

import docker
import requests

from sandbox.base import base
from sandbox.builder import build
from sandbox.debian import Say
from sandbox.engine import NoEngine, ensure, reason
from sandbox.images import ImageTrouble, present, tag
from sandbox.languages import BadLanguage, Language, load_languages

ALL: Final = "all"
COLUMNS: Final = 100
CLEAR: Final = "\r\x1b[K"
"""Back to the start of the terminal's line, and empty it."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that is no language; the text says which are."""

    text: str


class Told:
    """What a person sees: on a terminal one line that changes, else every line as it comes, then one that stays."""

    def __init__(self, out: Callable[[str], object], terminal: bool, lines: bool) -> None:
        self._out, self._terminal, self._lines = out, terminal, lines

    def progress(self, title: str) -> Say:
        """Takes the lines of one image's build."""

        def say(line: str) -> None:
            if self._terminal:
                self._out(f"{CLEAR}  … {title}  {line}"[:COLUMNS])
            elif self._lines:
                self._out(f"{line}\n")

        return say

    def stays(self, line: str) -> None:
        self._out(f"{CLEAR if self._terminal else ''}{line}\n")


def chosen(names: Sequence[str], known: Sequence[Language]) -> list[Language] | Unknown:
    """The languages that are meant, in the order of the rooms."""
    if ALL in names:
        return list(known)
    if not names:
        return [language for language in known if language.default]
    ids = [language.id for language in known]
    for name in names:
        if name not in ids:
            close = get_close_matches(name, ids, 1)
            meant = f"Did you mean {close[0]}?" if close else f"There are: {', '.join(ids)}."
            return Unknown(f"There is no language “{name}”. {meant}")
    return [language for language in known if language.id in names]


def build_each(client: docker.DockerClient, languages: Sequence[Language], told: Told) -> list[ImageTrouble]:
    """Build what is missing, one after the other; what went wrong, in their order. Raises the SDK's own errors."""
    troubles: list[ImageTrouble] = []
    for language in languages:
        if present(client, tag(language.id)):
            told.stays(f"  ✓ {language.title}")
            continue
        began = time.monotonic()
        try:
            build(client, language.id, told.progress(language.title))
        except ImageTrouble as trouble:
            troubles.append(trouble)
            told.stays(f"  ✗ {language.title} ({time.monotonic() - began:.1f} s): {trouble}")
        else:
            told.stays(f"  ✓ {language.title} ({time.monotonic() - began:.1f} s)")
    return troubles


def main(arguments: Sequence[str]) -> int:
    """0 when every image that was asked for is there, 1 when one is not, 2 for a name that is no language."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.build", description="Build the images of languages.")
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help="its folder's name, or “all”")
    parser.add_argument("--lines", action="store_true", help="tell every line of the engine, for a log")
    options = parser.parse_args(arguments)
    told = Told(_print, sys.stdout.isatty(), options.lines)
    try:
        known = sorted(load_languages(), key=lambda language: (language.order, language.title))
    except BadLanguage as bad:
        told.stays(str(bad))
        return 1
    wanted = chosen(options.languages, known)
    if isinstance(wanted, Unknown):
        told.stays(wanted.text)
        return 2
    client = ensure(told.progress("Docker"))
    if isinstance(client, NoEngine):
        told.stays(str(client))
        return 1
    return _built(client, wanted, told)


def _built(client: docker.DockerClient, wanted: Sequence[Language], told: Told) -> int:
    try:
        base(client, told.progress("Debian"))
        troubles = build_each(client, wanted, told)
    except ImageTrouble as trouble:
        told.stays(str(trouble))
        return 1
    except (docker.errors.DockerException, requests.RequestException) as error:
        told.stays(
            f"The Docker engine could not do it: {reason(error)}. Mend that and repeat; make doctor may say more."
        )
        return 1
    told.stays(f"{len(wanted) - len(troubles)} of {len(wanted)} languages are ready.")
    return 1 if troubles else 0


def _print(text: str) -> None:
    print(text, end="", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

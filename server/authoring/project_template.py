"""The project that `greenroom tasks new --kind project` writes: two files and their tests, in these languages."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

from server.authoring.baskets import SCRIPTED, Basket
from server.authoring.baskets_compiled import COMPILED

BASKETS: Final[Mapping[str, Basket]] = {**SCRIPTED, **COMPILED}
USUAL: Final = ("python", "javascript")
"""The languages whose images every Greenroom has."""

_STATEMENT: Final = """\
A shop gives back 200 cents to whoever buys for 1,000 cents or more.

The file of prices knows what each thing costs. Mend `total`, beside it, so that it says what a basket costs.
"""


def project_body(languages: Sequence[str] = USUAL) -> dict[str, str]:
    """The files of the task, by path; `task.yaml` without what every task has. Each language is one of BASKETS."""
    chosen = {language: BASKETS[language] for language in languages}
    runs = [
        f"  {language}:\n    run: {basket.run}\n    open: [{basket.file}, {next(iter(basket.others))}]\n"
        for language, basket in chosen.items()
    ]
    body = {
        "task.yaml": "project:\n" + "".join(runs) + "skills: [reading code before changing it]\nlimits: {time: 10}\n",
        "statement.md": _STATEMENT,
    }
    for language, basket in chosen.items():
        body |= _files(language, basket)
    return body


def _files(language: str, basket: Basket) -> Mapping[str, str]:
    def mended(rest: str) -> str:
        return basket.text.replace("REST", rest)

    ending = PurePosixPath(basket.file).suffix
    hidden, _ = basket.hidden
    fails = f"{basket.comment} fails: {hidden}/"
    files = {basket.file: mended(basket.untouched), **basket.others}
    return {
        **{f"files/{language}/{name}": text for name, text in files.items()},
        f"tests/{language}/visible/{basket.visible[0]}": basket.visible[1],
        f"tests/{language}/hidden/{hidden}": basket.hidden[1],
        f"solutions/good{ending}": mended(basket.right),
        f"solutions/wrong-more-than-a-thousand{ending}": fails
        + f"exactly a thousand is enough\n{mended(basket.more_than)}",
        f"solutions/wrong-each-thousand{ending}": fails + f"it is given back once\n{mended(basket.each_thousand)}",
    }

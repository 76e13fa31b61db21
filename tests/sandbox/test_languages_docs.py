"""docs/languages.md lists what there is: each language with its version and the kinds of its tasks."""

from sandbox.languages import Language, load_languages
from setup.console import ROOT
from tests.sandbox.probes import SQL, has_classes, has_functions

DOCS = (ROOT / "docs" / "languages.md").read_text()


def row(language: Language) -> str:
    """The language's row of the table."""
    kinds = (has_functions(language), has_classes(language), language.id != SQL)
    return f"| {' | '.join([language.title, f'`{language.id}`', *('yes' if has else '' for has in kinds)])} |"


def test_every_language_has_its_row_in_the_docs() -> None:
    known = sorted(load_languages(), key=lambda language: (language.order, language.title))
    missing = [row(language) for language in known if not language.suite and row(language) not in DOCS.splitlines()]
    assert missing == [], "Add these rows to the table in docs/languages.md:\n" + "\n".join(missing)


def test_no_row_is_of_a_language_that_is_gone() -> None:
    rows = {row(language) for language in load_languages()}
    shown = [line for line in DOCS.splitlines() if line.startswith("| ") and "| `" in line]
    assert [line for line in shown if line not in rows] == []

"""What a YAML parser's complaint means to somebody who writes a task, and how to mend it."""

import re
from collections.abc import Sequence
from typing import Final

import yaml
from yaml.reader import ReaderError

from server.store.task_format.nodes import Fault

QUOTE: Final = "Put the text in double quotes."
ALIGN: Final = "Begin the keys of one level in the same column, with spaces."


def syntax_fault(text: str, error: yaml.YAMLError) -> Fault:
    """The fault behind `error`. The pure parser reads the text again, because it says more than libyaml."""
    try:
        for _ in yaml.parse(text, Loader=yaml.SafeLoader):
            pass
    except ReaderError as unreadable:
        line = text.count("\n", 0, unreadable.position) + 1
        what = f"There is a control character here (number {unreadable.character})."
        return Fault(line, what, "Remove it, or write it as an escape in double quotes.")
    except yaml.MarkedYAMLError as better:
        error = better
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return _explain(error, text.splitlines())
    return Fault(0, "This is not valid YAML.", QUOTE)


def _explain(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> Fault:
    line = int(error.problem_mark.line) + 1 if error.problem_mark else 0
    opened = int(error.context_mark.line) + 1 if error.context_mark else line
    problem = error.problem or ""
    context = error.context or ""
    here = lines[line - 1] if 0 < line <= len(lines) else ""
    if "mapping values are not allowed" in problem:
        return _second_colon(line, here, lines)
    if problem.startswith(("expected ',' or", "expected the node content")):
        return _brackets(line, opened, problem)
    if "cannot start any token" in problem:
        return _bad_start(line, problem, here)
    if "quoted scalar" in context:
        return _quotes(line, opened, problem)
    if "expected <block end>" in problem:
        return _block_end(line, problem, here)
    if "could not find expected ':'" in problem:
        return Fault(opened, "There is no ': ' after the key in this line.", "Write key: value.")
    if "sequence entries are not allowed" in problem:
        return Fault(line, "A list item begins in the line of its key.", "Begin it in a line of its own, or use [ ].")
    if context.startswith(("while scanning an alias", "while scanning an anchor")):
        return Fault(line, "A text begins with * or &, which have a meaning in YAML.", QUOTE)
    return Fault(line, f"This is not valid YAML: {problem}.", f"{ALIGN} {QUOTE}")


def _second_colon(line: int, here: str, lines: Sequence[str]) -> Fault:
    if len(re.findall(r":(?:\s|$)", here)) > 1:
        return Fault(line, "A text with ': ' in it is not in quotes.", QUOTE)
    before = next((text for text in reversed(lines[: line - 1]) if text.strip()), "")
    if ":" not in before:
        return Fault(line - 1, "There is no ': ' after the key in this line.", "Write key: value.")
    return Fault(line, "This line stands deeper than the one above, which already has its value.", ALIGN)


def _brackets(line: int, opened: int, problem: str) -> Fault:
    found = problem.rpartition(" ")[2].strip("'")
    if found == "<stream" or problem.endswith("'<stream end>'"):
        return Fault(opened, "A bracket that opens in this line is never closed.", "Close it with ] or }.")
    if problem.startswith("expected the node content"):
        return Fault(line, f"There is a {found!r} where a value should be.", "Write the value, or remove the sign.")
    what = f"The brackets that open in line {opened} cannot be read on from here."
    return Fault(
        line, what, "Close the bracket, add a comma, or put a text with , : ? # or brackets in it in double quotes."
    )


def _bad_start(line: int, problem: str, here: str) -> Fault:
    if "'\\t'" in problem:
        return Fault(line, "This line is indented with a tab.", "Indent with spaces.")
    sign = problem.partition("'")[2][:1]
    return Fault(line, f"A text begins with {sign!r}, which has a meaning in YAML.", QUOTE)


def _quotes(line: int, opened: int, problem: str) -> Fault:
    if "escape" in problem:
        what = "A \\ in double quotes begins an escape that YAML does not know."
        return Fault(line, what, "Write \\\\ for a backslash, or use single quotes.")
    return Fault(opened, "A quote that opens in this line is never closed.", "Close it at the end of the text.")


def _block_end(line: int, problem: str, here: str) -> Fault:
    if problem.endswith(("'}'", "']'")):
        return Fault(line, "There is a closing bracket too many.", "Remove it.")
    if "<scalar>" in problem and re.search("[\"']", here):
        what = "There is more text after a closing quote."
        return Fault(line, what, 'Put the whole text in double quotes; write \\" for a quote inside.')
    return Fault(line, "This line does not stand in the column of the lines that it belongs to.", ALIGN)

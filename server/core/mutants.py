"""Small mistakes, made on purpose in a good solution: each should be caught by some case. Pure.

A mutant differs from the source in one expression and keeps every other character, so that its author can read it as a
wrong solution. Python only: the one language whose grammar is at hand.
"""

import ast
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

MOST: Final = 30
"""Mutants of one solution: enough to find a blind spot, few enough to wait for."""

_COMPARED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
}  # fmt: skip
_COUNTED: Final[dict[type[ast.operator], type[ast.operator]]] = {ast.Add: ast.Sub, ast.Sub: ast.Add}
_CALLED: Final = {"min": "max", "max": "min", "sorted": "list", "any": "all", "all": "any"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """The whole changed source, the line of the change, and what it is in words: `< became <=`.

    `before` is the line as it was; `nth` counts the same change of the same line elsewhere in the source, from nought.
    """

    source: str
    line: int
    what: str
    before: str = ""
    nth: int = 0

    @property
    def after(self) -> str:
        """The line as it became."""
        lines = self.source.splitlines()
        return lines[self.line - 1].strip() if 0 < self.line <= len(lines) else ""

    @property
    def fingerprint(self) -> str:
        """The same for the same change of the same line, wherever in the file it stands."""
        text = "\0".join((self.before, self.after, self.what, str(self.nth)))
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def mutants(source: str, most: int = MOST) -> tuple[Mutant, ...]:
    """At most so many mutants, taken in turn from every sort of mistake. None of a source that does not parse."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return ()
    sorts: defaultdict[str, list[Mutant]] = defaultdict(list)
    seen, lines = {ast.dump(tree)}, source.splitlines()
    alike: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for sort, node, text, what in _changes(tree):
        changed = _spliced(source, node, text)
        try:
            shape = ast.dump(ast.parse(changed))
        except SyntaxError:
            continue  # a piece that cannot stand where it is, such as a call in a pattern
        if shape not in seen:
            seen.add(shape)
            mutant = Mutant(changed, node.lineno, what, lines[node.lineno - 1].strip())
            same = (mutant.before, mutant.after, what)
            sorts[sort].append(replace(mutant, nth=alike[same]))
            alike[same] += 1
    return tuple(sorted(_in_turn(list(sorts.values()), most), key=lambda mutant: mutant.line))


_Change = tuple[str, ast.expr, str, str]
"""The sort of mistake, the expression, what stands there instead, and the words for it."""


def _changes(tree: ast.AST) -> Iterator[_Change]:
    for node in _walk(tree):
        match node:
            case ast.Compare():
                yield from _compare(node)
            case ast.BoolOp(op=op, values=values):
                other: ast.boolop = ast.Or() if isinstance(op, ast.And) else ast.And()
                what = "and became or" if isinstance(op, ast.And) else "or became and"
                yield "logic", node, f"({ast.unparse(ast.BoolOp(other, values))})", what
            case ast.BinOp(left=left, op=op, right=right) if swapped := _COUNTED.get(type(op)):
                what = "+ became -" if isinstance(op, ast.Add) else "- became +"
                yield "sum", node, f"({ast.unparse(ast.BinOp(left, swapped(), right))})", what
            case ast.Constant(value=int(number)) if not isinstance(number, bool):
                for near in (number + 1, number - 1):
                    yield "number", node, f"({near})" if near < 0 else str(near), f"{number} became {near}"
            case ast.If(test=test) | ast.IfExp(test=test):
                yield "branch", test, "False", "this branch is never taken"
            case ast.Call(func=ast.Name(id=name)) if name in _CALLED:
                yield "call", node.func, _CALLED[name], f"{name} became {_CALLED[name]}"
            case ast.Call(args=[first, second, *rest]) if not any(isinstance(a, ast.Starred) for a in node.args):
                swapped_call = ast.Call(node.func, [second, first, *rest], node.keywords)
                yield "arguments", node, ast.unparse(swapped_call), "the first two arguments changed places"
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                yield "logic", node, f"({ast.unparse(operand)})", "not was left out"
            case _:
                pass


def _compare(node: ast.Compare) -> Iterator[_Change]:
    for at, op in enumerate(node.ops):
        if swapped := _COMPARED.get(type(op)):
            ops = [*node.ops[:at], swapped(), *node.ops[at + 1 :]]
            text = ast.unparse(ast.Compare(node.left, ops, node.comparators))
            yield "comparison", node, f"({text})", f"{_SIGNS[type(op)]} became {_SIGNS[swapped]}"


_SIGNS: Final[dict[type[ast.cmpop], str]] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """Every node that a mistake could be in: types and imports decide nothing, text in f-strings has no true place."""
    if isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom):
        return
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _walk(child)


def _spliced(source: str, node: ast.expr, text: str) -> str:
    """The source with this expression replaced. Columns of the grammar count bytes."""
    lines = source.encode().splitlines(keepends=True)
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    first, last = node.lineno - 1, node.end_lineno - 1
    before, after = lines[first][: node.col_offset], lines[last][node.end_col_offset :]
    return b"".join([*lines[:first], before, text.encode(), after, *lines[last + 1 :]]).decode()


def _in_turn(sorts: list[list[Mutant]], most: int) -> list[Mutant]:
    """So many of them: one of each sort, then another of each, each sort's own spread over the source."""
    waiting = [_spread(sort) for sort in sorts]
    chosen: list[Mutant] = []
    while len(chosen) < most and any(waiting):
        for sort in waiting:
            if sort and len(chosen) < most:
                chosen.append(sort.pop(0))
    return chosen


def _spread(sort: list[Mutant]) -> list[Mutant]:
    """Every third, then the rest: what is not reached for want of room is then not all at the end of the file."""
    return [mutant for start in range(3) for mutant in sort[start::3]]

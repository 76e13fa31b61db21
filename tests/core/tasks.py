"""Tasks for tests of the core, made by hand; and strategies for signatures, types and values that fit them."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from server.core.signature import RESERVED, parse_signature
from server.core.task import (
    Generate,
    Guide,
    HiddenGroup,
    Param,
    Part,
    Signature,
    Solution,
    Task,
    TaskCase,
    TaskLimits,
    Type,
)
from server.core.words import StubStyle, stub_style

LANGUAGES = Path(__file__).parents[2] / "sandbox" / "languages"


def style(language: str) -> StubStyle:
    """As the house reads it from the language's own file."""
    return stub_style(tomllib.loads((LANGUAGES / language / "language.toml").read_text()))


PYTHON, JAVASCRIPT = style("python"), style("javascript")


def signature(text: str) -> Signature:
    parsed = parse_signature(text)
    assert isinstance(parsed, Signature), parsed
    return parsed


def part(text: str, number: int = 1) -> Part:
    return Part(number, f"Part {number}", "Do it.", signature(text), "start" if number == 1 else "interviewer")


def case(id: str, args: Mapping[str, Any], expected: Any = None, part: int = 1, name: str = "") -> TaskCase:
    return TaskCase(id, name or id, part, args, expected)


def group(
    name: str, *cases: TaskCase, part: int = 1, seeds: tuple[int, ...] = (), kwargs: Mapping[str, Any] | None = None
) -> HiddenGroup:
    generate = Generate(seeds, kwargs or {}) if seeds else None
    return HiddenGroup(name, part, 1.0, "all", cases, generate)


ADD = "add(a: int, b: int) -> int"
GOOD = Solution("good.py", "good", "python", "def add(a, b): return a + b")


def task(
    parts: tuple[Part, ...] = (),
    examples: tuple[TaskCase, ...] = (),
    hidden: tuple[HiddenGroup, ...] = (),
    **changed: Any,
) -> Task:
    """A small task, `add(a, b)` unless other parts are given."""
    facts: dict[str, Any] = {
        "slug": "add",
        "title": "Add",
        "difficulty": "easy",
        "minutes": 30,
        "tags": (),
        "skills": (),
        "languages": ("python", "javascript"),
        "parts": parts or (part(ADD),),
        "examples": examples,
        "compare": "exact",
        "tolerance": 1e-9,
        "limits": TaskLimits(),
        "feedback": "count",
        "hidden": hidden,
        "guide": Guide(),
        "rubric": {},
        "solutions": (GOOD,),
        "generator": "def generate(seed): ...",
        "author": "",
        "license": "",
        "digest": "d",
    }
    return Task(**{**facts, **changed})


NAMES = st.from_regex(r"[a-z][a-z0-9]{0,6}(_[a-z0-9]{1,4}){0,2}", fullmatch=True).filter(
    lambda name: name not in RESERVED
)


def _nested(inner: st.SearchStrategy[Type]) -> st.SearchStrategy[Type]:
    plain = inner.filter(lambda type: type.name not in ("optional", "any", "linked", "tree"))
    nodes = inner.filter(lambda type: type.name not in ("optional", "any", "linked", "tree"))
    return st.one_of(
        st.builds(lambda item: Type("linked", (item,)), nodes),
        st.builds(lambda item: Type("tree", (item,)), nodes),
        st.builds(lambda item: Type("list", (item,)), inner),
        st.builds(lambda item: Type("dict", (item,)), inner),
        st.builds(lambda items: Type("tuple", tuple(items)), st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda item: Type("optional", (item,)), plain),
    )


SIMPLE = st.sampled_from(["int", "long", "bigint", "float", "bool", "string", "any"]).map(Type)
TYPES = st.recursive(SIMPLE, _nested, max_leaves=6).filter(lambda type: depth(type) < 8)


def depth(type: Type) -> int:
    return 1 + max((depth(inner) for inner in type.inner), default=0)


@st.composite
def signatures(draw: st.DrawFn) -> Signature:
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique_by=lambda name: name.replace("_", "")))
    types = [draw(TYPES) for _ in names]
    params = tuple(Param(name, type) for name, type in zip(names[1:], types[1:], strict=True))
    return Signature(names[0], params, types[0])


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)


def values(type: Type) -> st.SearchStrategy[Any]:
    """Everything that fits the type."""
    match type.name:
        case "int":
            return st.integers(-(2**31), 2**31 - 1)
        case "long":
            return st.integers(-(2**63), 2**63 - 1)
        case "bigint":
            return st.integers(-(10**60), 10**60).map(str)
        case "float":
            return st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53)
        case "bool":
            return st.booleans()
        case "string":
            return TEXT
        case "list" | "linked":
            return st.lists(values(type.inner[0]), max_size=3)
        case "dict":
            return st.dictionaries(TEXT, values(type.inner[0]), max_size=3)
        case "tree":
            return st.lists(values(type.inner[0]), max_size=2) | values(type.inner[0]).map(
                lambda item: [item, None, item]
            )
        case "tuple":
            return st.tuples(*(values(inner) for inner in type.inner)).map(list)
        case "optional":
            return st.none() | values(type.inner[0])
        case "void":
            return st.none()
        case _:
            return JSON

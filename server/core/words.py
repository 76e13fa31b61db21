"""How one language writes names and types, as data: the `[stub]` table of its `language.toml`. See docs/stubs.md."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, cast, get_args

from server.core.task import Type

Names = Literal["snake", "camel", "pascal"]
Table = Mapping[str, str]

ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_TUPLES: Final = {1: "Single", 2: "Pair", 3: "Triple"}
_ENDINGS: Final = {"list": "List", "dict": "Map", "optional": "OrNull", "linked": "Linked", "tree": "Tree"}


@dataclass(frozen=True, slots=True)
class ClassStyle:
    """How the language writes a class, from the table `[stub.class]`, as `str.format` templates.

    `template` takes {name}, {parameters} (of the constructor) and {members}: the constructor, if there is a template
    for it, and the methods, each below the other, `inside` before every line. `constructor` and `method` take what a
    function takes, and {of}, the class's name; `file` is what holds it all.
    """

    template: str
    method: str
    constructor: str = ""
    inside: str = ""
    between: str = "\n"
    file: str = "{parts}"


@dataclass(frozen=True, slots=True)
class RecordStyle:
    """How the language makes a type of its own for a tuple, from the table `[stub.record]`, as `str.format` templates.

    `template` takes {name} and {fields}; a `field` takes {name} and {type}, and `between` stands between two.
    """

    template: str
    field: str
    between: str = ", "
    names: Names = "camel"


@dataclass(frozen=True, slots=True)
class StubStyle:
    """How one language writes a function, as `str.format` templates.

    `template` takes {name}, {parameters}, {more} (the same, each after a comma), {docs}, {returns}, {gives} and
    {returns_doc}; `parameter`, `passed`, `changed` and `doc` take {name} and {type}; a value of `types`, `boxed` and
    `docs` takes {T} and {B} (its inner type, plain or boxed), {ITEMS} and {BOXES} (all of them, for a tuple) or {NAME}
    (the type that `record` makes of a tuple). `extension` is without its dot.
    """

    language: str
    extension: str
    names: Names
    parameter: str
    template: str
    types: Table = field(hash=False)
    params: Names = "snake"
    doc: str = ""
    gives: str = ""
    boxed: Table = field(default_factory=dict, hash=False)
    docs: Table = field(default_factory=dict, hash=False)
    passed: Table = field(default_factory=dict, hash=False)
    changed: Table = field(default_factory=dict, hash=False)
    shown: Table = field(default_factory=dict, hash=False)
    reserved: frozenset[str] = frozenset()
    file: str = "{parts}"
    inside: str = ""
    between: str = "\n\n"
    comment: str = "#"
    programs: bool = False
    program: str = ""
    record: RecordStyle | None = None
    classes: ClassStyle | None = None

    @property
    def only_doubles(self) -> bool:
        """Whether a `long` is held in a double here: the language writes both types the same way."""
        return self.types.get("long") == self.types.get("float")

    @property
    def one_integer(self) -> bool:
        """Whether a `bigint` is an ordinary integer here."""
        return self.types.get("bigint") == self.types.get("int")

    @property
    def own_tuples(self) -> bool:
        """Whether a call must say which lists are tuples: in Python, where only a tuple can be a key."""
        return self.types.get("tuple", "").startswith("tuple[")


def stub_style(language: Mapping[str, Any]) -> StubStyle:
    """The style of one `language.toml`, already parsed. Without a `[stub]` it has no types, so carries no function.

    Raises KeyError for a missing key and ValueError for an unknown way to write names: those files are ours.
    """
    stub = language.get("stub", {"names": "snake", "parameter": "", "template": "", "types": {}})
    names = _names(stub["names"])
    plain = ("doc", "gives", "file", "inside", "between", "boxed", "docs", "passed", "changed", "shown")
    return StubStyle(
        language=language["id"],
        extension=language["file"].rpartition(".")[2],
        names=names,
        parameter=stub["parameter"],
        template=stub["template"],
        types=stub["types"],
        params=_names(stub.get("params", "camel" if names == "pascal" else names)),
        reserved=frozenset(stub.get("reserved", "").split()),
        comment=language.get("comment", "#"),
        programs="program" in language and language["id"] != "sql",
        program=language.get("program", {}).get("starter", "").lstrip("\n"),
        record=RecordStyle(**stub["record"]) if "record" in stub else None,
        classes=ClassStyle(**stub["class"]) if "class" in stub else None,
        **{key: stub[key] for key in plain if key in stub},
    )


def spell(name: str, style: StubStyle) -> str:
    """A function's snake_case name as the language writes it: `free_slots` is `freeSlots` in JavaScript."""
    return _free(_spelled(name, style.names), style)


def spell_param(name: str, style: StubStyle) -> str:
    """The same for a parameter."""
    return _free(_spelled(name, style.params), style)


def spell_field(index: int, style: StubStyle) -> str:
    """The name of one of a tuple's values, where the language has to give it one."""
    name = ORDINALS[index] if index < len(ORDINALS) else f"item_{index + 1}"
    return _spelled(name, style.record.names if style.record else style.names)


def type_word(type: Type, style: StubStyle) -> str:
    """The language's word for a type; "" where it has none (`stubs.missing_types` says so before)."""
    return _word(type, style, (style.types,))


def doc_word(type: Type, style: StubStyle) -> str:
    """Its word for the type in comments, which may say more than the code can."""
    return _word(type, style, (style.docs, style.types))


def parameter_form(type: Type, style: StubStyle, changed: bool = False) -> str:
    """The template of a parameter of this type: most are written alike, some are passed in another way.

    `changed` says that the function returns nothing, so that what it does to its parameter is the answer.
    """
    tables = (style.changed, style.passed) if changed else (style.passed,)
    return next((table[key] for table in tables for key in _keys(type) if key in table), style.parameter)


def record_name(type: Type) -> str:
    """What a tuple is called where each needs a type of its own: `IntStringPair`. Different types, different names."""
    words = "".join(map(record_name, type.inner))
    if type.name == "tuple":
        return words + _TUPLES.get(len(type.inner), f"Tuple{len(type.inner)}")
    return words + _ENDINGS.get(type.name, type.name.capitalize())


def _word(type: Type, style: StubStyle, tables: tuple[Table, ...], first: Table | None = None) -> str:
    """`first` is looked at before the tables, for this type and not for those inside it."""
    found = (first, *tables) if first else tables
    form = next((table[key] for table in found for key in _keys(type) if key in table), "")
    plain = [_word(inner, style, tables) for inner in type.inner]
    boxed = [_word(inner, style, tables, style.boxed) for inner in type.inner]
    return form.format(
        T=plain[0] if plain else "",
        B=boxed[0] if boxed else "",
        ITEMS=", ".join(plain),
        BOXES=", ".join(boxed),
        NAME=record_name(type),
    )


def _keys(type: Type) -> Iterator[str]:
    """The keys under which a table may have the type, the most exact first: `list[list[int]]`, `list[list]`, `list`."""
    for depth in range(_depth(type), 0, -1):
        yield _key(type, depth)


def _key(type: Type, depth: int) -> str:
    inner = ", ".join(_key(inner, depth - 1) for inner in type.inner) if depth > 1 else ""
    return f"{type.name}[{inner}]" if inner else type.name


def _depth(type: Type) -> int:
    return 1 + max(map(_depth, type.inner), default=0)


def _spelled(name: str, names: Names) -> str:
    if names == "snake":
        return name
    first, *rest = name.split("_")
    return (first.capitalize() if names == "pascal" else first) + "".join(word.capitalize() for word in rest)


def _free(name: str, style: StubStyle) -> str:
    """A word of the language itself gets an underscore at its end, which no name of a signature has."""
    return f"{name}_" if name in style.reserved else name


def _names(word: str) -> Names:
    if word not in get_args(Names):
        raise ValueError(f"names are written as {word!r}: use one of {', '.join(get_args(Names))}")
    return cast(Names, word)

"""Starter code from a signature: which name a language gives a function, and the file that a candidate begins with.

How a language spells things is data (the `[stub]` table of its `language.toml`), so a new language needs no code here.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, cast

from server.core.signature import type_names
from server.core.task import Signature, Task, Type

OPEN: Final = frozenset({1})
"""The parts that are open before the interviewer unlocks any other."""


@dataclass(frozen=True, slots=True)
class StubStyle:
    """How one language writes a function, as `str.format` templates.

    `template` takes {name}, {parameters}, {docs} and {returns}; `parameter` and `doc` take {name} and {type}; a value
    of `types` takes {T} (its inner type) or {ITEMS} (all of them, for a tuple). `extension` is without its dot.
    """

    language: str
    extension: str
    names: Literal["snake", "camel"]
    parameter: str
    template: str
    types: Mapping[str, str] = field(hash=False)
    doc: str = ""

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
        """Whether a tuple is something else than a list here, as in Python, where only a tuple can be a key."""
        return self.types.get("tuple", "").startswith("tuple")


def stub_style(language: Mapping[str, Any]) -> StubStyle:
    """The style of one `language.toml`, already parsed. Without a `[stub]` it has no types, so carries no function.

    Raises KeyError for a missing key: those files are ours.
    """
    stub = language.get("stub", {"names": "snake", "parameter": "", "template": "", "types": {}})
    return StubStyle(
        language=language["id"],
        extension=language["file"].rpartition(".")[2],
        names=cast(Literal["snake", "camel"], stub["names"]),
        parameter=stub["parameter"],
        template=stub["template"],
        types=stub["types"],
        doc=stub.get("doc", ""),
    )


def spell(name: str, style: StubStyle) -> str:
    """A snake_case name as the language writes it: `free_slots` is `freeSlots` in JavaScript."""
    if style.names == "snake":
        return name
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def missing_types(signature: Signature, style: StubStyle) -> tuple[str, ...]:
    """The types of the signature that the language has no word for, by name; empty when it can carry them all."""
    return tuple(sorted(type_names(signature) - style.types.keys()))


def stub(signature: Signature, style: StubStyle) -> str:
    """The empty function, ending in a newline. The language must carry every type (`missing_types` is empty)."""
    words = [(spell(param.name, style), type_word(param.type, style)) for param in signature.params]
    text = style.template.format(
        name=spell(signature.name, style),
        parameters=", ".join(style.parameter.format(name=name, type=word) for name, word in words),
        docs="".join(style.doc.format(name=name, type=word) for name, word in words),
        returns=type_word(signature.returns, style),
    )
    return text.strip("\n") + "\n"


def type_word(type: Type, style: StubStyle) -> str:
    """The language's word for a type."""
    form = style.types[type.name]
    words = [type_word(inner, style) for inner in type.inner]
    if type.name == "tuple":
        return form.format(ITEMS=", ".join(words))
    if not words:
        return form
    # "number | null[]" would be a number or a list: a suffix needs its union in brackets.
    bare_union = type.inner[0].name == "optional" and form.startswith("{T}") and type.name != "optional"
    return form.format(T=f"({words[0]})" if bare_union else words[0])


def starter(task: Task, style: StubStyle, parts: Collection[int] = OPEN) -> str:
    """What a candidate's file of this task and language holds at first: the author's own stub, else a made one."""
    if own := task.stubs.get(style.language):
        return own
    return "\n\n".join(stub(part.signature, style) for part in task.parts if part.number in parts)

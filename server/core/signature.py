"""The grammar of signatures: one line of text to a `Signature` and back, in no programming language's syntax.

    signature = name "(" [ name ":" type { "," name ":" type } ] ")" "->" type
    type      = base [ "?" ]
    base      = "int" | "long" | "bigint" | "float" | "bool" | "string" | "any" | "void"
              | "list" "[" type "]" | "dict" "[" "string" "," type "]" | "tuple" "[" type { "," type } "]"
              | "linked" "[" type "]" | "tree" "[" type "]"

A class is several lines: first its constructor, `Name(p: type)`, then its methods, which return nothing where no `->`
says what.

Names are snake_case; each language spells them its own way (`server.core.stubs`). `void` is only ever returned.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from keyword import kwlist
from typing import Final

from server.core.task import ClassShape, Param, Signature, Type

MAX_LENGTH: Final = 1000
"""Characters of a signature: far beyond any readable one, and short enough to quote in a message."""
MAX_DEPTH: Final = 8
"""Types inside types: deeper ones no candidate could read, and the parser's recursion stays bounded."""

SIMPLE: Final = ("int", "long", "bigint", "float", "bool", "string", "any", "void")
GENERIC: Final = ("list", "dict", "tuple", "linked", "tree")
NODES: Final = ("linked", "tree")
"""Types whose values are made of nodes: empty is the null of the languages, so `?` adds nothing."""
VOID: Final = Type("void")

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_CLASS: Final = re.compile(r"[A-Z][A-Za-z0-9]*")
_TOKEN: Final = re.compile(r"\s*(?:([A-Za-z_][A-Za-z0-9_]*|->|[()\[\],:?])|(\S))")
_MEANT: Final = {
    "str": "string", "text": "string", "char": "string", "integer": "int", "number": "float", "double": "float",
    "boolean": "bool", "array": "list", "vector": "list", "set": "list", "map": "dict", "object": "dict",
    "record": "dict", "none": "void", "null": "void", "date": "string", "bytes": "string",
}  # fmt: skip
"""What people write for our types when they think in some language."""

_JAVASCRIPT: Final = (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends "
    "false finally for function if implements import in instanceof interface let new null package private protected "
    "public return static super switch this throw true try typeof undefined var void while with yield"
)
RESERVED: Final = frozenset(kwlist) | frozenset(_JAVASCRIPT.split())
"""Names that some language's stub could not carry."""
TAKEN: Final = frozenset({"Solution", "Main", "Object", "String", "List", "Map", "ListNode", "TreeNode", "System"})
"""Names of classes that some language, or its stub, has already."""


@dataclass(frozen=True, slots=True)
class SignatureFault:
    """Why a text is not a signature, and the mend: two sentences for the task's author."""

    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class ClassFault:
    """The same for a class, and which of its lines it is, from 0."""

    index: int
    what: str
    mend: str


class _Bad(Exception):
    """Leaves the recursive descent; `parse_signature` turns it into a value."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.fault = SignatureFault(what, mend)


def parse_signature(text: str) -> Signature | SignatureFault:
    """Read `name(p: type, ...) -> type`. Never raises: what is wrong comes back as a `SignatureFault`."""
    if len(text) > MAX_LENGTH:
        return SignatureFault(f"the signature is {len(text)} characters long", f"Keep it under {MAX_LENGTH}.")
    try:
        return _Parser(text).signature()
    except _Bad as bad:
        return bad.fault


def parse_class(lines: Sequence[str]) -> ClassShape | ClassFault:
    """Read the constructor and the methods of a class. Never raises."""
    read: list[Signature] = []
    for index, text in enumerate(lines):
        try:
            if len(text) > MAX_LENGTH:
                raise _Bad(f"it is {len(text)} characters long", f"Keep it under {MAX_LENGTH}.")
            parser = _Parser(text)
            read.append(parser.method() if read else parser.constructor())
            _same_name(read)
        except _Bad as bad:
            return ClassFault(index, bad.fault.what, bad.fault.mend)
    if len(read) < 2:
        what = "there is a constructor and no method" if read else "there is no constructor"
        return ClassFault(0, what, 'Write both: ["Counter(start: int)", "next() -> int"].')
    return ClassShape(read[0].name, read[0], tuple(read[1:]))


def _same_name(read: Sequence[Signature]) -> None:
    *before, last = (signature.name.replace("_", "").lower() for signature in read)
    if last in before:
        raise _Bad(f"{read[-1].name!r} is the same name as another in some languages", "Rename one of them.")


def format_signature(signature: Signature) -> str:
    """The one canonical spelling; `parse_signature` reads it back to an equal value."""
    params = ", ".join(f"{param.name}: {format_type(param.type)}" for param in signature.params)
    return f"{signature.name}({params}) -> {format_type(signature.returns)}"


def format_callable(signature: Signature) -> str:
    """The same for a constructor or a method, which say nothing where they return nothing."""
    return format_signature(signature).removesuffix(" -> void")


def format_type(type: Type) -> str:
    """A type as an author writes it: `list[int]`, `dict[string, int?]`."""
    match type.name:
        case "optional":
            return f"{format_type(type.inner[0])}?"
        case "dict":
            return f"dict[string, {format_type(type.inner[0])}]"
        case "list" | "tuple" | "linked" | "tree":
            return f"{type.name}[{', '.join(format_type(inner) for inner in type.inner)}]"
        case name:
            return name


def type_names(signature: Signature) -> frozenset[str]:
    """Every type name that the signature uses at any depth: what a language must be able to carry."""
    return frozenset(_names([*(param.type for param in signature.params), signature.returns]))


def _names(types: Iterable[Type]) -> Iterable[str]:
    for type in types:
        yield type.name
        yield from _names(type.inner)


class _Parser:
    """Recursive descent over the tokens; `at` is the next one."""

    def __init__(self, text: str) -> None:
        self.tokens: list[str] = []
        for word, other in _TOKEN.findall(text):
            if other:
                raise _unexpected(other)
            self.tokens.append(word)
        self.at = 0

    def signature(self) -> Signature:
        name = self.name("function")
        self.expect("(", f"after the function's name {name!r}")
        params = self.params()
        if not self.peek():
            raise _Bad("the signature does not say what is returned", "End it with -> and a type, such as -> int.")
        self.expect("->", "after the parameters")
        returns = self.type(0)
        if self.peek():
            raise _Bad(f"there is more after the return type: {self.peek()!r}", "End the signature after the type.")
        return Signature(name, params, returns)

    def constructor(self) -> Signature:
        name = self.next("the class's name")
        if not _CLASS.fullmatch(name) or name in TAKEN:
            what = "a name that languages have already" if name in TAKEN else "not a class's name"
            raise _Bad(f"{name!r} is {what}", "Begin with the constructor, under a name such as RateLimiter.")
        self.expect("(", f"after the class's name {name!r}")
        params = self.params()
        if self.peek():
            raise _Bad("the constructor says what it returns", "End it after the parameters.")
        return Signature(name, params, VOID)

    def method(self) -> Signature:
        name = self.name("method")
        self.expect("(", f"after the method's name {name!r}")
        params = self.params()
        returns = self.type(0) if self.take("->") else VOID
        if self.peek():
            raise _Bad(f"there is more at the end: {self.peek()!r}", "Write it as name(p: int) -> int.")
        return Signature(name, params, returns)

    def params(self) -> tuple[Param, ...]:
        params: list[Param] = []
        while not self.take(")"):
            if params:
                self.expect(",", "between two parameters")
            params.append(self.param({param.name for param in params}))
        return tuple(params)

    def param(self, before: set[str]) -> Param:
        name = self.name("parameter")
        if alike := [other for other in before if other.replace("_", "") == name.replace("_", "")]:
            raise _Bad(
                f"the parameters {alike[0]!r} and {name!r} are the same name in some languages", "Rename one of them."
            )
        self.expect(":", f"after the parameter's name {name!r}")
        type = self.type(0)
        if type.name == "void":
            raise _Bad(f"the parameter {name!r} is void", "Give it a type that has values; only a function is void.")
        return Param(name, type)

    def name(self, of: str) -> str:
        name = self.next(f"the {of}'s name")
        if not _NAME.fullmatch(name):
            raise _Bad(f"{name!r} is not a {of}'s name in snake_case", _snake_mend(name))
        if name in RESERVED:
            raise _Bad(f"{name!r} is a reserved word in Python or JavaScript", f"Give the {of} another name.")
        return name

    def type(self, depth: int) -> Type:
        if depth >= MAX_DEPTH:
            raise _Bad(f"types are nested more than {MAX_DEPTH} deep", "Use a flatter shape, such as a list of tuples.")
        word = self.next("a type")
        match word:
            case "list":
                base = Type(word, (self.only(word, depth),))
            case "linked" | "tree":
                base = Type(word, (self.node(word, depth),))
            case "dict":
                base = Type(word, (self.dict_value(depth),))
            case "tuple":
                base = Type(word, self.items(word, depth))
            case _ if word in SIMPLE:
                base = Type(word)
            case _:
                raise _unknown_type(word)
        if self.peek() == "[":
            raise _Bad(f"{word!r} is followed by '['", "Write list[T] for a list; simple types take no [ ].")
        if not self.take("?"):
            return base
        if word in ("void", "any", *NODES):
            raise _Bad(f"{word}? says no more than {word} does", f"Write {word}.")
        if self.peek() == "?":
            raise _Bad(f"{word}?? says no more than {word}? does", "Write one '?' at most.")
        return Type("optional", (base,))

    def only(self, word: str, depth: int) -> Type:
        inner = self.items(word, depth)
        if len(inner) != 1:
            raise _Bad(f"{word} has {len(inner)} inner types", f"Give it exactly one: {word}[T].")
        return inner[0]

    def node(self, word: str, depth: int) -> Type:
        inner = self.only(word, depth)
        if inner.name in ("optional", "any", *NODES):
            mend = f"Use a value that is always there, such as {word}[int]."
            raise _Bad(f"the nodes of a {word} cannot hold {format_type(inner)}", mend)
        return inner

    def dict_value(self, depth: int) -> Type:
        match self.items("dict", depth):
            case (Type("string"), value):
                return value
            case _:
                raise _Bad("a dict's keys are always strings", "Write dict[string, T], or use list[tuple[K, V]].")

    def items(self, word: str, depth: int) -> tuple[Type, ...]:
        self.expect("[", f"after {word}: its inner type, such as {word}[{'string, ' if word == 'dict' else ''}int]")
        items = [self.type(depth + 1)]
        while self.take(","):
            items.append(self.type(depth + 1))
        self.expect("]", f"to close {word}[")
        if any(item.name == "void" for item in items):
            raise _Bad(f"there is a void inside {word}", "Give it a type that has values; only a function is void.")
        return tuple(items)

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, token: str) -> bool:
        taken = self.peek() == token
        self.at += taken
        return taken

    def next(self, wanted: str) -> str:
        token = self.peek()
        if not token:
            raise _Bad(f"the signature ends where {wanted} should be", "Write it as name(p: int) -> int.")
        if not (token[0].isalpha() or token[0] == "_"):
            raise _Bad(f"there is {token!r} where {wanted} should be", "Write it as name(p: int) -> int.")
        self.at += 1
        return token

    def expect(self, token: str, where: str) -> None:
        if not self.take(token):
            found = repr(self.peek()) if self.peek() else "the end"
            raise _Bad(f"expected {token!r} {where}, found {found}", "Write it as name(p: int, q: list[int]) -> int.")


def _unexpected(character: str) -> _Bad:
    mends = {
        "|": "Write T? for a value that may be null.",
        "=": "Leave the default out: every case gives every parameter.",
        "*": "Give every parameter a name and a type of its own; use list[T] for many values.",
        "<": "Write inner types in square brackets: list[int].",
    }
    mend = mends.get(character, "Write it as name(p: int, q: list[int]) -> int.")
    return _Bad(f"the character {character!r} means nothing in a signature", mend)


def _unknown_type(word: str) -> _Bad:
    if word.lower() == "optional":
        return _Bad(f"the type {word!r} is unknown", "Write T? for a value that may be null, such as int?.")
    known = (*SIMPLE, *GENERIC)
    close = _MEANT.get(word.lower()) or next(iter(get_close_matches(word.lower(), known, 1)), "")
    mend = f"Did you mean {close}?" if close else f"Known types: {', '.join(known)}."
    return _Bad(f"the type {word!r} is unknown", mend)


def _snake_mend(name: str) -> str:
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", name)
    snake = "_".join(words).lower()
    if _NAME.fullmatch(snake):
        return f"Write {snake}; each language gets its own spelling."
    return "Use lower-case letters and digits, with single underscores between words."

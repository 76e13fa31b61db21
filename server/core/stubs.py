"""Starter code from signatures: the file that a candidate begins with, and what a later part adds to it.

How a language spells things is data (the `[stub]` table of its `language.toml`), so a new language needs no code here.
"""

from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Final, assert_never

from server.core.signature import type_names
from server.core.task import ClassShape, Kind, Param, Part, Signature, Task, Type, open_parts
from server.core.words import (
    ClassStyle,
    StubStyle,
    doc_word,
    parameter_form,
    record_name,
    spell,
    spell_field,
    spell_param,
    type_word,
)

CLASS: Final = "class"
"""No name of a type, but something that a language may lack as well."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """Text to put into a file, before the character `at`."""

    at: int
    text: str


def missing_types(of: Signature | ClassShape, style: StubStyle) -> tuple[str, ...]:
    """What the language has no word for, by name; empty when it can carry all of it."""
    return _without(_needed((of,)), style)


def _needed(shapes: Iterable[Signature | ClassShape]) -> Set[str]:
    """What a language has to have a word for: types, and classes."""
    names: set[str] = set()
    for shape in shapes:
        names.update(*map(type_names, callables(shape)))
        if isinstance(shape, ClassShape):
            names.add(CLASS)
    return names


def _without(needs: Set[str], style: StubStyle) -> tuple[str, ...]:
    return tuple(sorted(name for name in needs - style.types.keys() if name != CLASS or style.classes is None))


def callables(of: Signature | ClassShape) -> tuple[Signature, ...]:
    """The functions of a part: its one function, or a class's constructor and methods."""
    return (of,) if isinstance(of, Signature) else (of.constructor, *of.methods)


def stub(of: Signature | ClassShape, style: StubStyle) -> str:
    """The empty function or class, ending in a newline. The language must carry it (`missing_types` is empty)."""
    if isinstance(of, Signature):
        return _filled(style.template, of, style)
    assert style.classes, "a language without [stub.class] carries no class task"
    return _class(of, style, style.classes)


def lacking(kind: Kind, shapes: Iterable[Signature | ClassShape], style: StubStyle) -> tuple[str, ...]:
    """What keeps the language from carrying a task of this kind, a few words each; empty when nothing does."""
    return lacking_in(kind, shapes, (style,))[style.language]


def lacking_in(
    kind: Kind, shapes: Iterable[Signature | ClassShape], styles: Iterable[StubStyle]
) -> dict[str, tuple[str, ...]]:
    """The same for each of these languages, by its id."""
    needs = _needed(shapes)
    return {style.language: _lacking(kind, needs, style) for style in styles}


def _lacking(kind: Kind, needs: Set[str], style: StubStyle) -> tuple[str, ...]:
    match kind:
        case "function" | "class":
            return _without(needs, style)
        case "stdin":
            return () if style.programs else ("way to run a program",)
        case "sql":
            return () if style.language == "sql" else ("tables",)
        case "project":
            return ()
        case _:
            assert_never(kind)


def starter(task: Task, style: StubStyle, parts: Collection[int] | None = None) -> str:
    """What a candidate's file of this task and language holds at first: the author's own stub, else a made one.

    `parts` are those that are unlocked; without it, those that nobody has to unlock. A later part that the author's
    own stub does not bring along is added to it.
    """
    wanted = open_parts(task) if parts is None else parts
    if own := task.stubs.get(style.language):
        return _with_later(own, task, style, wanted)
    match task.kind:
        case "function" | "class":
            made = _parts(task, style, wanted)
            return _file(task, style).format(parts=style.between.join(made))
        case "stdin":
            return style.program
        case "sql":
            return ""
        case "project":
            project = task.projects.get(style.language)
            return project.files[project.open[0]] if project else ""
        case _:
            assert_never(task.kind)


def later_part(text: str, task: Task, style: StubStyle, number: int) -> Insertion | None:
    """What unlocking a part adds to the file as it is now: its stub, inside of whatever holds the first part's.

    None when there is nothing to add: a part of a program, or one that the author's own stub brings along.
    """
    part = next((part for part in task.parts if part.number == number), None)
    shape = part_shape(part) if part else None
    if part is None or shape is None or _spelled(shape, style) in task.stubs.get(style.language, ""):
        return None
    _, _, tail = _file(task, style).format(parts="\0").partition("\0")
    before = tuple(other for other in task.parts if other.number < number)
    added = _part(part, before, style, _inside(task, style))
    kept = text.rstrip()
    end = len(kept) - len(tail.strip()) if kept.endswith(tail.strip()) else len(kept)
    body = text[:end].rstrip()
    return Insertion(len(body), f"{chr(10) if body else ''}{style.between if body else ''}{added}".removesuffix("\n"))


def _with_later(own: str, task: Task, style: StubStyle, numbers: Collection[int]) -> str:
    for number in sorted(number for number in numbers if number > 1):
        if added := later_part(own, task, style, number):
            own = own[: added.at] + added.text + own[added.at :]
    return own


def _spelled(shape: Signature | ClassShape, style: StubStyle) -> str:
    return shape.name if isinstance(shape, ClassShape) else spell(shape.name, style)


def part_shape(part: Part) -> Signature | ClassShape | None:
    """What the candidate writes for this part: a class, else a function; None where it is a program."""
    return part.shape or (part.signature if part.signature.name else None)


def _parts(task: Task, style: StubStyle, numbers: Collection[int]) -> Iterator[str]:
    chosen = [part for part in task.parts if part.number in numbers]
    for index, part in enumerate(chosen):
        yield _part(part, chosen[:index], style, _inside(task, style))


def _part(part: Part, before: Iterable[Part], style: StubStyle, inside: str) -> str:
    """The part's stub, below the types that it needs and no earlier part brought."""
    shape, earlier = part_shape(part), [shape for part in before if (shape := part_shape(part))]
    assert shape, "only parts with a stub come here"
    known = {text for each in earlier for text in _needs(each, style)}
    needs = [text for text in dict.fromkeys(_needs(shape, style)) if text not in known]
    return _indented("\n".join([*needs, stub(shape, style)]), inside)


def _needs(of: Signature | ClassShape, style: StubStyle) -> Iterator[str]:
    """Types that the language does not have by itself: those of tuples, and the nodes of lists and trees."""
    for signature in callables(of):
        for type in (*(param.type for param in signature.params), signature.returns):
            yield from _made_types(type, style)


def _made_types(type: Type, style: StubStyle) -> Iterator[str]:
    for inner in type.inner:
        yield from _made_types(inner, style)
    if type.name in style.shown:
        yield style.shown[type.name].strip("\n") + "\n"
    if type.name == "tuple" and style.record:
        fields = [
            style.record.field.format(name=spell_field(index, style), type=type_word(inner, style))
            for index, inner in enumerate(type.inner)
        ]
        text = style.record.template.format(name=record_name(type), fields=style.record.between.join(fields))
        yield text.strip("\n") + "\n"


def _class(shape: ClassShape, style: StubStyle, how: ClassStyle) -> str:
    members = [_filled(how.method, method, style, shape.name) for method in shape.methods]
    if how.constructor:
        members.insert(0, _filled(how.constructor, shape.constructor, style, shape.name))
    text = _indented(how.between.join(members), how.inside)
    parameters = ", ".join(_parameter(param, style) for param in shape.constructor.params)
    filled = how.template.format(name=shape.name, parameters=parameters, members=text.rstrip("\n"))
    return filled.strip("\n") + "\n"


def _filled(template: str, signature: Signature, style: StubStyle, of: str = "") -> str:
    changed = not of and signature.returns.name == "void"
    params = [_parameter(param, style, changed) for param in signature.params]
    returns = type_word(signature.returns, style)
    text = template.format(
        name=spell(signature.name, style),
        parameters=", ".join(params),
        more="".join(f", {param}" for param in params),
        docs="".join(
            style.doc.format(name=spell_param(param.name, style), type=doc_word(param.type, style))
            for param in signature.params
        ),
        returns=returns,
        returns_doc=doc_word(signature.returns, style),
        gives=style.gives.format(returns=returns) if signature.returns.name != "void" else "",
        of=of,
    )
    return text.strip("\n") + "\n"


def _parameter(param: Param, style: StubStyle, changed: bool = False) -> str:
    form = parameter_form(param.type, style, changed)
    return form.format(name=spell_param(param.name, style), type=type_word(param.type, style))


def _file(task: Task, style: StubStyle) -> str:
    return style.classes.file if task.kind == "class" and style.classes else style.file


def _inside(task: Task, style: StubStyle) -> str:
    return "" if task.kind == "class" else style.inside


def _indented(text: str, inside: str) -> str:
    return "".join(f"{inside}{line}" if line.strip() else line for line in text.splitlines(keepends=True))

"""What every language must be able to do: `probe/` in its folder holds the same small programs in each language.

- `calls.<ext>` (where there are function tasks): the functions of FUNCTIONS that its types can carry, `double_all`
  (in place), `fail_with`, which raises or crashes, `loop_forever`, which never returns, and the class Counter(start),
  add(n), value();
- `broken.<ext>`: does not compile or parse, and the mistake is in its second line;
- `program.<ext>`: reads integers from standard input and prints their sum; ends with the code 3 where there are none,
  and never ends where the sum is below nought.

A probe is no part of the language's image, so it may change without a build.
"""

from collections.abc import Iterator
from typing import Any, Final

from sandbox.contract import Call, Callee, Case, Comparison, Limits, Mode, RunSpec, ScratchSpec
from sandbox.languages import FOLDERS, Language
from server.core.case_values import as_compared, positional
from server.core.signature import parse_signature
from server.core.stubs import missing_types
from server.core.task import Signature, Type
from server.core.words import StubStyle, spell, stub_style, type_word

CALM: Final = Limits(cpu_seconds=10, wall_seconds=30, memory_mb=512)
"""For what must end well, on whatever machine."""
HASTY: Final = Limits(cpu_seconds=2, wall_seconds=6, memory_mb=512)
"""For what never ends."""

FUNCTIONS: Final[dict[str, tuple[tuple[list[Any], Any], ...]]] = {
    "add_two(a: int, b: int) -> int": (([2, 3], 5), ([-2147483648, 2147483647], -1)),
    "add_long(a: long, b: long) -> long": (([4503599627370496, 4503599627370495], 9007199254740991),),
    "next_big(n: bigint) -> bigint": ((["123456789012345678901234567899"], "123456789012345678901234567900"),),
    "half_of(x: float) -> float": (([5], 2.5), ([-0.5], -0.25)),
    "opposite(flag: bool) -> bool": (([True], False), ([False], True)),
    "greet(name: string) -> string": (
        (["Ida"], "Hello, Ida!"),
        ([""], "Hello, !"),
        (['“Zoë” 😀\n\t\\"'], 'Hello, “Zoë” 😀\n\t\\"!'),
    ),
    "total(numbers: list[int]) -> int": (([[1, 2, 3]], 6), ([[]], 0)),
    "flip(rows: list[list[int]]) -> list[list[int]]": (([[[1], [2, 3], []]], [[], [2, 3], [1]]), ([[]], [])),
    "lengths(words: list[string]) -> dict[string, int]": (([["a", "bcd"]], {"a": 1, "bcd": 3}), ([[]], {})),
    "sum_scores(scores: dict[string, int]) -> int": (([{"Ida": 2, "Cam": 3}], 5), ([{}], 0)),
    "first_of(numbers: list[int]) -> int?": (([[7, 8]], 7), ([[]], None)),
    "or_zero(n: int?) -> int": (([5], 5), ([None], 0)),
    "swap(pair: tuple[int, string]) -> tuple[string, int]": (([[1, "one"]], ["one", 1]),),
    "reverse_all(head: linked[int]) -> linked[int]": (([[1, 2, 3]], [3, 2, 1]), ([[]], [])),
    "mirror(root: tree[int]) -> tree[int]": (([[1, 2, 3, None, 4]], [1, 3, 2, None, None, 4]), ([[]], [])),
    "double_all(numbers: list[int]) -> void": (([[1, 2, 3]], [2, 4, 6]), ([[]], [])),
}
"""Signatures, each with its arguments and answers; of one that returns nothing, the answer is its first argument."""

FAILS: Final = "fail_with(n: int) -> int"
NEVER_ENDS: Final = "loop_forever(n: int) -> int"


def source(language: Language, name: str) -> str:
    """The text of one probe: `calls`, `broken` or `program`."""
    extension = language.file.rpartition(".")[2]
    return (FOLDERS / language.id / "probe" / f"{name}.{extension}").read_text()


SQL: Final = "sql"
"""Its programs read tables, not numbers, and its one function is the file: `test_sql.py` asks it."""


def has_functions(language: Language) -> bool:
    """Whether the language has function tasks, beside those on standard input that all have."""
    return bool(language.stub)


def right_calls(language: Language) -> Iterator[Case]:
    """Every call that the language's types can carry, with its right answer."""
    style = stub_style(language.data)
    for signature, answers in _carried(style).items():
        for number, (args, answer) in enumerate(answers, 1):
            yield _case(signature, style, args, answer, number)


def call(language: Language, signature: str, args: list[Any], answer: Any = None, number: int = 9) -> Case:
    """One call of a function by its signature."""
    return _case(_parsed(signature), stub_style(language.data), args, answer, number)


def calls_spec(language: Language, cases: list[Case], limits: Limits = CALM, text: str = "") -> RunSpec:
    """A run of the calls."""
    style = stub_style(language.data)
    called = [*_carried(style), _parsed(FAILS), _parsed(NEVER_ENDS)]
    return RunSpec(
        run=f"{language.id}-calls",
        language=language.id,
        source=text or source(language, "calls"),
        function="",
        cases=tuple(cases),
        limits=limits,
        callees=tuple(_callee(signature, style) for signature in called),
    )


def has_classes(language: Language) -> bool:
    """Whether the language has class tasks."""
    return stub_style(language.data).classes is not None


def counter_case(language: Language, id: str, start: int, last: int) -> Case:
    """A counter's life: it begins at `start`, 3 and -1 are added, and in the end it should be `last`."""
    style = stub_style(language.data)
    add, value = spell("add", style), spell("value", style)
    steps = (Call("Counter", [start], checked=False), Call(add, [3], start + 3), Call(add, [-1], start + 2))
    return Case(id, calls=(*steps, Call(value, [], last)))


def class_spec(language: Language, cases: list[Case]) -> RunSpec:
    """A run of the class Counter."""
    style = stub_style(language.data)
    number = type_word(Type("int"), style)
    methods = (
        Callee(spell("add", style), (number,), number, of="Counter"),
        Callee(spell("value", style), (), number, of="Counter"),
    )
    return RunSpec(
        run=f"{language.id}-class",
        language=language.id,
        source=source(language, "calls"),
        function="",
        cases=tuple(cases),
        limits=CALM,
        mode=Mode.CLASS,
        callees=(Callee("Counter", (number,), of="Counter", constructs=True), *methods),
    )


def program_spec(language: Language, cases: list[Case], limits: Limits = CALM, name: str = "program") -> RunSpec:
    """A run of a probe as a program."""
    return RunSpec(
        run=f"{language.id}-{name}",
        language=language.id,
        source=source(language, name),
        function="",
        cases=tuple(cases),
        compare=Comparison("tokens"),
        limits=limits,
        mode=Mode.PROGRAM,
    )


def scratch_spec(language: Language, stdin: str) -> ScratchSpec:
    """The program as a scratch program."""
    return ScratchSpec(f"{language.id}-scratch", language.id, source(language, "program"), stdin, CALM)


def _carried(style: StubStyle) -> dict[Signature, tuple[tuple[list[Any], Any], ...]]:
    every = {_parsed(text): answers for text, answers in FUNCTIONS.items()}
    return {signature: answers for signature, answers in every.items() if not missing_types(signature, style)}


def _case(signature: Signature, style: StubStyle, args: list[Any], answer: Any, number: int) -> Case:
    in_place = signature.returns.name == "void"
    answers = signature.params[0].type if in_place else signature.returns
    named = {param.name: arg for param, arg in zip(signature.params, args, strict=True)}
    return Case(
        id=f"{signature.name}-{number}",
        args=positional(named, signature, style),
        expected=as_compared(answer, answers, style) if answer is not None else None,
        function=spell(signature.name, style),
        back=0 if in_place else -1,
    )


def _callee(signature: Signature, style: StubStyle) -> Callee:
    words = tuple(type_word(param.type, style) for param in signature.params)
    return Callee(spell(signature.name, style), words, type_word(signature.returns, style))


def _parsed(text: str) -> Signature:
    signature = parse_signature(text)
    assert isinstance(signature, Signature), signature
    return signature

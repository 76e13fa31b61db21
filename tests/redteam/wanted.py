"""What is asked of Max's programs, whatever their language calls a function: to give back what they are given."""

import secrets
from dataclasses import replace
from typing import Any, Final

from sandbox.contract import Call, Callee, Case, Comparison, Limits, Mode, RunSpec
from sandbox.languages import Language, load_languages
from server.core.task import Type
from server.core.words import spell, stub_style, type_word
from tests.redteam.catalogue import Program

LIMITS: Final = Limits(cpu_seconds=1, wall_seconds=3, memory_mb=128)
ROOMY: Final = {"java": 256, "go": 256, "rust": 256, "kotlin": 256, "csharp": 256}
"""Megabytes of languages that need more to start at all."""
SQL: Final = "sql"

_LANGUAGES: Final = {language.id: language for language in load_languages()}


def wanted(program: Program, source: str, canary: str) -> RunSpec:
    """Two cases that echo their input, and with a canary a third whose answer nobody can know."""
    language = _LANGUAGES[program.language]
    limits = replace(LIMITS, memory_mb=ROOMY.get(language.id, LIMITS.memory_mb))
    last = 3 if program.typed else "x"
    inputs = [("one", 1), ("two", 2), *([("three", last)] if canary else [])]
    cases = tuple(_case(program, language, id, given, canary) for id, given in inputs)
    name = "query" if language.id == SQL else spell("f", stub_style(language.data)) if language.stub else "f"
    return RunSpec(
        run=f"red-{secrets.token_hex(6)}",
        language=language.id,
        source=source,
        function=name if program.mode is Mode.FUNCTION else "",
        cases=cases,
        compare=_compare(program),
        limits=limits,
        mode=program.mode,
        callees=_callees(program, language, name),
    )


def _case(program: Program, language: Language, id: str, given: Any, canary: str) -> Case:
    expected = canary if id == "three" else given
    match program.mode:
        case Mode.PROGRAM:
            return Case(id, stdin=f"{given}\n", expected=f"{expected}\n")
        case Mode.CLASS:
            value = spell("value", stub_style(language.data))
            return Case(id, calls=(Call("Counter", [given], checked=False), Call(value, [], expected)))
        case _ if language.id == SQL:
            table = f"CREATE TABLE t (a); INSERT INTO t VALUES ({given});"
            return Case(id, [table], expected={"columns": ["a"], "rows": [[expected]]})
        case _:
            return Case(id, [given], expected=expected)


def _compare(program: Program) -> Comparison:
    if program.mode is Mode.PROGRAM:
        return Comparison("tokens")
    return Comparison("rows") if program.language == SQL else Comparison()


def _callees(program: Program, language: Language, name: str) -> tuple[Callee, ...]:
    """As a task says them, for languages that must know the types of what is called."""
    if program.mode is Mode.PROGRAM or not language.stub:
        return ()
    style = stub_style(language.data)
    number = type_word(Type("int"), style)
    if program.mode is Mode.FUNCTION:
        return (Callee(name, (number,), number),)
    value = Callee(spell("value", style), (), number, of="Counter")
    return (Callee("Counter", (number,), of="Counter", constructs=True), value)

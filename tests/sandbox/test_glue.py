"""Glue: the source that names Cam's functions for a language's shim."""

from dataclasses import replace

import pytest

from sandbox.contract import Call, Callee, Case, Mode
from sandbox.glue import callees, rendered
from sandbox.languages import BadLanguage, Glue, Language, Run
from tests.sandbox.programs import spec

GLUE = Glue(
    "glue.x",
    "use {{shim}};\n{callees}",
    function="f {name}({params}):{returns} #{count}\n",
    constructor="new {of}({params})\n",
    method="{of}.{name}({params})\n",
)
LANGUAGE = Language("x", "X", "a.x", "x", "//", 4, Run("a.x", ("./a",)), glue=GLUE)


def test_every_callee_has_its_line_once() -> None:
    two_sum = Callee("twoSum", ("int[]", "int"), "int[]")
    stack = (Callee("Stack", ("int",), of="Stack", constructs=True), Callee("push", ("int",), "void", of="Stack"))
    wanted = replace(spec("", []), callees=(two_sum, two_sum, *stack))
    assert rendered(LANGUAGE, wanted) == (
        "use {shim};\nf twoSum(int[], int):int[] #2\nnew Stack(int)\nStack.push(int)\n"
    )


def test_without_callees_the_cases_say_what_they_call() -> None:
    wanted = spec("", [Case("a", [1]), Case("b", [2], function="g"), Case("c", [3])])
    assert callees(wanted) == (Callee("f"), Callee("g"))
    life = Case("d", calls=(Call("Stack", [2]), Call("push", [1]), Call("push", [2])))
    of_stack = Callee("Stack", of="Stack", constructs=True), Callee("push", of="Stack")
    assert callees(replace(spec("", [life]), mode=Mode.CLASS)) == of_stack


def test_a_language_without_glue_has_no_text() -> None:
    assert rendered(replace(LANGUAGE, glue=None), spec("", [])) == ""


@pytest.mark.parametrize("template", ["{nobody}", "{", "{0}"])
def test_a_template_that_cannot_be_filled_is_named(template: str) -> None:
    language = replace(LANGUAGE, glue=replace(GLUE, template=template))
    with pytest.raises(BadLanguage, match=r"The \[glue\] of x cannot be filled"):
        rendered(language, spec("", [Case("a")]))

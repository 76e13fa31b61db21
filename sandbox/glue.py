"""The source that binds a candidate's functions to a language's shim, from the templates of its `language.toml`. Pure.

Compiled languages must name a function before they can call it by name: the `[glue]` table says how.
"""

from collections.abc import Iterator

from sandbox.contract import Callee, RunSpec
from sandbox.languages import BadLanguage, Glue, Language


def rendered(language: Language, spec: RunSpec) -> str:
    """The text of the glue's file. Raises BadLanguage for templates that cannot be filled."""
    glue = language.glue
    if glue is None:
        return ""
    try:
        lines = "".join(_line(glue, callee) for callee in callees(spec))
        return glue.template.format(callees=lines)
    except (KeyError, IndexError, ValueError) as error:
        raise BadLanguage(
            f"The [glue] of {language.id} cannot be filled ({error!r}). Write braces of its own twice."
        ) from error


def callees(spec: RunSpec) -> tuple[Callee, ...]:
    """What the cases may call, each once: as the run says, else by the names that its cases use."""
    if spec.callees:
        return tuple(dict.fromkeys(spec.callees))
    return tuple(dict.fromkeys(_named(spec)))


def _named(spec: RunSpec) -> Iterator[Callee]:
    for case in spec.cases:
        if case.calls:
            made, *methods = case.calls
            yield Callee(made.method, of=made.method, constructs=True)
            yield from (Callee(call.method, of=made.method) for call in methods)
        elif name := case.function or spec.function:
            yield Callee(name)


def _line(glue: Glue, callee: Callee) -> str:
    template = glue.constructor if callee.constructs else glue.method if callee.of else glue.function
    return template.format(
        name=callee.name,
        params=", ".join(callee.params),
        count=len(callee.params),
        returns=callee.returns,
        of=callee.of,
    )

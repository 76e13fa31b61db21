"""Python's end of the judge's questions. Runs in the container, in the candidate's own process, and is no secret.

One question at a time comes as a line of JSON on descriptor 3, its answer goes as a line of JSON to descriptor 4:

    {"id": "..", "load": "solution.py"}                           execute the file
    {"id": "..", "call": "f", "args": [1], "kw": {}}              call a function of it
    {"id": "..", "ok": 3}                                         what it returned
    {"id": "..", "err": {"kind", "type", "msg", "tb"}}            or how it ended

An argument may hold {"$tuple": [1, 2]}: the tuple (1, 2), which JSON has no sign for and a list cannot stand in for.

The judge believes none of it but the shape, so code that meddles here only changes its own answers.
"""

from __future__ import annotations

import io
import json
import math
import os
import sys
from types import ModuleType

TYPE_CHECKING = False  # of typing's own, which takes 3 ms to import
if TYPE_CHECKING:
    from collections.abc import Iterator
    from traceback import TracebackException
    from typing import Any

CONTROL, ANSWER = 3, 4
PROGRAM = os.getpid()
CHUNK = 65536
ANSWER_BYTES = 1024 * 1024
DEPTH = 64
LARGEST = 10**400
MESSAGE_CHARACTERS, TRACE_CHARACTERS, TRACE_FRAMES = 2000, 16000, 100


class Unfit(Exception):
    """An answer that JSON cannot carry."""


def main() -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)  # what was printed before a time limit is worth seeing
    for descriptor in (CONTROL, ANSWER):
        os.set_inheritable(descriptor, False)
    program = Program()
    for line in lines():
        request = json.loads(line, object_hook=untagged)
        answer(request["id"], program.outcome(request))


def lines() -> Iterator[bytes]:
    held: list[bytes] = []
    while chunk := os.read(CONTROL, CHUNK):
        held.append(chunk)
        if chunk.endswith(b"\n"):  # one question at a time: nothing follows it
            yield b"".join(held)
            held = []


def untagged(value: dict[str, Any]) -> Any:
    if len(value) == 1 and isinstance(items := value.get("$tuple"), list):
        return tuple(items)
    return value


class Program:
    """The candidate's file, executed once, and its functions."""

    def __init__(self) -> None:
        self.module = ModuleType("solution")
        self.file, self.source = "", b""
        self.handles: Any = None

    def outcome(self, request: dict[str, Any]) -> dict[str, Any]:
        """What comes of one request."""
        if "load" in request:
            return self.load(request["load"])
        if "handles" in request or "describe" in request:
            return self.suite(request)
        return self.call(request)

    def suite(self, request: dict[str, Any]) -> dict[str, Any]:
        """A request of an author's tests, which may hold objects and give functions of their own."""
        if self.handles is None:
            self.handles = beside("handles").Handles(self.module.__dict__, lambda value: plain(value, DEPTH), Unfit)
        try:
            return {"ok": self.handles.answer(request, lambda asked: self.asked_back(request["id"], asked))}
        except BaseException as error:
            return self.told(error)

    def asked_back(self, id: str, asked: dict[str, Any]) -> dict[str, Any]:
        """Ask the test to call a function of its own, and serve what that asks meanwhile; what it came to."""
        say({"id": id, **asked})
        for line in lines():
            heard: dict[str, Any] = json.loads(line, object_hook=untagged)
            if heard["id"] == id:
                return heard
            answer(heard["id"], self.outcome(heard))
        os._exit(1)

    def load(self, file: str) -> dict[str, Any]:
        self.file = self.module.__file__ = file
        sys.modules[self.module.__name__] = self.module
        try:
            with open(file, "rb") as source:
                self.source = source.read()
            code = compile(self.source, file, "exec", dont_inherit=True)
        except Exception as error:
            return self.told(error, "syntax")
        try:
            exec(code, self.module.__dict__)
        except BaseException as error:
            return self.told(error)
        return {"ok": None}

    def call(self, request: dict[str, Any]) -> dict[str, Any]:
        name = request["call"]
        function = self.module.__dict__.get(name)
        if not callable(function):
            return failed("missing", "NameError", f"there is no function called {name}")
        try:
            returned = function(*request["args"], **request["kw"])
        except BaseException as error:
            return self.told(error)
        try:
            return {"ok": plain(returned, DEPTH)}
        except Unfit as error:
            return failed("value", "Answer", str(error))
        except BaseException as error:
            return self.told(error)

    def told(self, error: BaseException, kind: str = "raised") -> dict[str, Any]:
        """The error as the candidate would see it at home: its own frames, none of ours."""
        import linecache
        import traceback

        text = self.source.decode(errors="replace")
        linecache.cache[self.file] = (len(text), None, text.splitlines(True), self.file)
        try:
            shown = traceback.TracebackException.from_exception(error, limit=TRACE_FRAMES)
            trim(shown)
            trace = "".join(shown.format())
        except Exception:  # an error whose own methods fail
            trace = ""
        if isinstance(error, MemoryError):
            kind = "memory"
        return failed(kind, type(error).__name__, message_of(error)[:MESSAGE_CHARACTERS], trace[-TRACE_CHARACTERS:])


def beside(name: str) -> ModuleType:
    """The module of this name in our own folder, which is on no path where the program could put another."""
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location(f"greenroom_{name}", __file__.replace("shim.py", f"{name}.py"))
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def failed(kind: str, type: str, message: str, trace: str = "") -> dict[str, Any]:
    return {"err": {"kind": kind, "type": type, "msg": message, "tb": trace}}


def trim(shown: TracebackException) -> None:
    """Take our own frames out of a trace and out of the errors that led to it."""
    kept = [frame for frame in shown.stack if frame.filename != __file__]
    if kept:
        shown.stack[:] = kept
    else:
        shown.stack = None  # type: ignore[assignment]  # its own way to print no trace header
    for other in (shown.__cause__, shown.__context__, *(shown.exceptions or ())):
        if other is not None:
            trim(other)


def message_of(error: BaseException) -> str:
    if isinstance(error, SystemExit):
        return "the program ended itself; return the answer instead"
    try:
        return str(error)
    except BaseException:
        return "an error that cannot say what it is"


def plain(value: Any, depth: int) -> Any:
    """The value as exact builtin types that JSON carries, whatever its class overrides."""
    if value is None or value is True or value is False:
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return whole(int.__add__(value, 0))
    if isinstance(value, float):
        return finite(float.__float__(value))
    if isinstance(value, (list, tuple, dict)) and not depth:
        raise Unfit(f"The answer is nested more than {DEPTH} deep, or holds itself.")
    if isinstance(value, list):
        return [plain(each, depth - 1) for each in list.__iter__(value)]
    if isinstance(value, tuple):
        return [plain(each, depth - 1) for each in tuple.__iter__(value)]
    if isinstance(value, dict):
        return {key(each): plain(inner, depth - 1) for each, inner in dict.items(value)}
    allowed = "None, booleans, numbers, text, lists, tuples or dicts"
    raise Unfit(f"The answer holds a {type(value).__name__}. Return {allowed}.")


def whole(value: int) -> int:
    if -LARGEST < value < LARGEST:
        return value
    raise Unfit("The answer holds a number of more than 400 digits.")


def finite(value: float) -> float:
    if math.isfinite(value):
        return value
    raise Unfit(f"The answer holds {value}, which is no number.")


def key(value: Any) -> str:
    if isinstance(value, str):
        return str.__str__(value)
    raise Unfit(f"The answer holds a dict with a key of type {type(value).__name__}. Keys must be text.")


def answer(id: str, outcome: dict[str, Any]) -> None:
    """Write one answer, after everything that was printed before it."""
    if os.getpid() != PROGRAM:
        os._exit(1)  # a child that the program has forked came back here: it was not asked
    flush()
    line = encode(id, outcome)
    if len(line) > ANSWER_BYTES:
        line = encode(id, failed("size", "Answer", "The answer is larger than 1 MB."))
    write(line)


def flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:  # whatever the program has put in their place
            continue


def say(said: dict[str, Any]) -> None:
    """Write one line that is no answer yet, after everything that was printed before it."""
    flush()
    write(json.dumps(said, separators=(",", ":")).encode() + b"\n")


def write(line: bytes) -> None:
    while line:
        line = line[os.write(ANSWER, line) :]


def encode(id: str, outcome: dict[str, Any]) -> bytes:
    return json.dumps({"id": id, **outcome}, separators=(",", ":")).encode() + b"\n"


if __name__ == "__main__":
    main()

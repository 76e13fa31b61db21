"""Python's end of the judge's questions. Runs in the container, in the candidate's own process, and is no secret.

One question at a time comes as a line of JSON on descriptor 3, its answer goes as a line of JSON to descriptor 4:

    {"id": "..", "load": "solution.py"}                           execute the file
    {"id": "..", "call": "f", "args": [1], "kw": {}}              call a function of it; with "back": 0 the answer is
                                                                  that argument as the function left it
    {"id": "..", "new": "Stack", "args": [], "as": "o1"}          make an object and keep it
    {"id": "..", "on": "o1", "call": "push", "args": [1]}         call a method of it
    {"id": "..", "drop": "o1"}                                    forget it
    {"id": "..", "run": "solution.py", "live": false}             run the file as a program instead, with the real
                                                                  standard input: no answer, and its own exit code;
                                                                  live: every line leaves at once
    {"id": "..", "ok": 3}                                         what came of it
    {"id": "..", "err": {"kind", "type", "msg", "tb"}}            or how it ended

An argument may hold what JSON has no sign for: {"$tuple": [1, 2]} is the tuple (1, 2), {"$linked": [1, 2]} a list of
ListNodes, {"$tree": [1, null, 2]} a tree of TreeNodes by levels. An answer gives them as plain lists.

The judge believes none of it but the shape, so code that meddles here only changes its own answers.
"""

from __future__ import annotations

import io
import json
import math
import os
import select
import sys
from types import ModuleType

TYPE_CHECKING = False  # of typing's own, which takes 3 ms to import
if TYPE_CHECKING:
    from collections.abc import Iterator
    from traceback import TracebackException
    from types import CodeType
    from typing import Any

CONTROL, ANSWER = 3, 4
PROGRAM = os.getpid()
CHUNK = 65536
ANSWER_BYTES = 1024 * 1024
DEPTH = 64
LARGEST = 10**400
MESSAGE_CHARACTERS, TRACE_CHARACTERS, TRACE_FRAMES = 2000, 16000, 100
USUAL = ("traceback", "linecache", "typing", "collections", "dataclasses", "heapq", "bisect", "functools", "itertools")
"""What programs and errors need most: had already, where there is time while the shim waits."""


class Unfit(Exception):
    """An answer that JSON cannot carry."""


class ListNode:
    """A node of a linked list, unless the candidate's file has a class of that name."""

    def __init__(self, val: Any = 0, next: ListNode | None = None) -> None:
        self.val, self.next = val, next

    def __repr__(self) -> str:
        return f"ListNode({self.val!r})"


class TreeNode:
    """A node of a binary tree, unless the candidate's file has a class of that name."""

    def __init__(self, val: Any = 0, left: TreeNode | None = None, right: TreeNode | None = None) -> None:
        self.val, self.left, self.right = val, left, right

    def __repr__(self) -> str:
        return f"TreeNode({self.val!r})"


def main() -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)  # what was printed before a time limit is worth seeing
    for descriptor in (CONTROL, ANSWER):
        os.set_inheritable(descriptor, False)
    wait_usefully()
    program = Program()
    for line in lines():
        try:
            request = json.loads(line, object_hook=program.untagged)
        except BaseException as error:  # of a node class of the candidate's own
            answer(json.loads(line)["id"], program.told(error))
            continue
        if "run" in request:
            program.run(request)
            return
        answer(request["id"], program.asked(request))


def wait_usefully() -> None:
    for name in USUAL:
        if select.select([CONTROL], [], [], 0)[0]:
            return
        __import__(name)


def lines() -> Iterator[bytes]:
    held: list[bytes] = []
    while chunk := os.read(CONTROL, CHUNK):
        held.append(chunk)
        if chunk.endswith(b"\n"):  # one question at a time: nothing follows it
            yield b"".join(held)
            held = []


class Program:
    """The candidate's file, executed once, its functions and the objects that live."""

    def __init__(self) -> None:
        self.module = ModuleType("solution")
        self.file, self.source = "", b""
        self.objects: dict[str, Any] = {}
        self.handles: Any = None

    def asked(self, request: dict[str, Any]) -> dict[str, Any]:
        try:
            if "load" in request:
                return self.load(request["load"])
            if "drop" in request:
                self.objects.pop(request["drop"], None)
                return {"ok": None}
            if "handles" in request or "describe" in request:
                return {"ok": self.suite(request)}
            return self.call(request)
        except Unfit as error:
            return failed("value", "Answer", str(error))
        except BaseException as error:
            return self.told(error)

    def suite(self, request: dict[str, Any]) -> Any:
        """What a request of an author's tests comes to: they may hold objects, and give functions of their own."""
        if self.handles is None:
            names = self.module.__dict__
            self.handles = beside("handles").Handles(names, lambda value: self.plain(value, DEPTH), Unfit)
        return self.handles.answer(request, lambda asked: self.asked_back(request["id"], asked))

    def asked_back(self, id: str, asked: dict[str, Any]) -> dict[str, Any]:
        """Ask the test to call a function of its own, and serve what that asks meanwhile; what it came to."""
        say({"id": id, **asked})
        for line in lines():
            heard: dict[str, Any] = json.loads(line, object_hook=self.untagged)
            if heard["id"] == id:
                return heard
            answer(heard["id"], self.asked(heard))
        os._exit(1)

    def load(self, file: str) -> dict[str, Any]:
        source = self.read(file)
        try:
            code = compile(source, file, "exec", dont_inherit=True)
        except Exception as error:
            return self.told(error, "syntax")
        self.execute(code)
        return {"ok": None}

    def read(self, file: str) -> bytes:
        self.file = self.module.__file__ = file
        with open(file, "rb") as source:
            self.source = source.read()
        return self.source

    def execute(self, code: CodeType) -> None:
        sys.modules[self.module.__name__] = self.module
        sys.path.insert(0, os.getcwd())  # noqa: PTH109  # for the files beside it; pathlib takes 5 ms
        self.module.__dict__.update(ListNode=ListNode, TreeNode=TreeNode)
        exec(code, self.module.__dict__)

    def run(self, request: dict[str, Any]) -> None:
        """Be the program: what it raises ends the process as it would at home."""
        self.module = ModuleType("__main__")
        sys.excepthook = lambda _, error, __: self.print_trace(error)
        source = self.read(request["run"])
        try:
            code = compile(source, self.file, "exec", dont_inherit=True)
        except Exception as error:
            refused = self.told(error, "syntax")
            sys.stderr.write(refused["err"]["tb"])
            answer(request["id"], refused)
            sys.exit(1)
        os.close(CONTROL)
        os.close(ANSWER)
        sys.argv = [self.file]
        if isinstance(sys.stdout, io.TextIOWrapper) and not request.get("live"):
            sys.stdout.reconfigure(line_buffering=False)
        self.execute(code)

    def call(self, request: dict[str, Any]) -> dict[str, Any]:
        args, function = request["args"], self.named(request)
        if function is None:
            return self.missing(request)
        returned = function(*args, **request.get("kw", {}))
        if "new" in request:
            self.objects[request["as"]] = returned
            return {"ok": None}
        return {"ok": self.plain(args[request["back"]] if "back" in request else returned, DEPTH)}

    def named(self, request: dict[str, Any]) -> Any:
        """What is to be called; None where it is missing."""
        if "on" in request:
            found = getattr(self.objects[request["on"]], request["call"], None)
        else:
            found = self.module.__dict__.get(request["new"] if "new" in request else request["call"])
        return found if callable(found) else None

    def missing(self, request: dict[str, Any]) -> dict[str, Any]:
        if "on" in request:
            its = type(self.objects[request["on"]]).__name__
            return failed("missing", "AttributeError", f"there is no method called {request['call']} in {its}")
        what, name = ("class", request["new"]) if "new" in request else ("function", request["call"])
        return failed("missing", "NameError", f"there is no {what} called {name}")

    # What comes in --------------------------------------------------------------------------------------------------

    def untagged(self, value: dict[str, Any]) -> Any:
        """What an object in JSON stands for."""
        if len(value) == 1:
            ((tag, inner),) = value.items()
            if tag in TAGS and isinstance(inner, list):
                return TAGS[tag](self, inner)
        return value

    def linked(self, values: list[Any]) -> Any:
        node = self.node_class("ListNode")
        head = None
        for value in reversed(values):
            new = node(value)
            new.next = head
            head = new
        return head

    def tree(self, values: list[Any]) -> Any:
        node = self.node_class("TreeNode")
        nodes = [None if value is None else node(value) for value in values]
        children = iter(nodes[1:])
        for parent in nodes:
            if parent is not None:
                parent.left, parent.right = next(children, None), next(children, None)
        return nodes[0] if nodes else None

    def node_class(self, name: str) -> Any:
        return self.module.__dict__.get(name, globals()[name])

    # What goes out --------------------------------------------------------------------------------------------------

    def plain(self, value: Any, depth: int) -> Any:
        """The value as exact builtin types that JSON carries, whatever its class overrides."""
        if value is None or value is True or value is False:
            return value
        if isinstance(value, str):
            return str.__str__(value)
        if isinstance(value, int):
            return whole(int.__add__(value, 0))
        if isinstance(value, float):
            return finite(float.__float__(value))
        if not depth:
            raise Unfit(f"The answer is nested more than {DEPTH} deep, or holds itself.")
        if isinstance(value, list):
            return [self.plain(each, depth - 1) for each in list.__iter__(value)]
        if isinstance(value, tuple):
            return [self.plain(each, depth - 1) for each in tuple.__iter__(value)]
        if isinstance(value, dict):
            return {key(each): self.plain(inner, depth - 1) for each, inner in dict.items(value)}
        if self.is_node("ListNode", value):
            return [self.plain(each, depth - 1) for each in chain(value)]
        if self.is_node("TreeNode", value):
            return [self.plain(each, depth - 1) for each in levels(value)]
        allowed = "None, booleans, numbers, text, lists, tuples or dicts"
        raise Unfit(f"The answer holds a {type(value).__name__}. Return {allowed}.")

    def is_node(self, name: str, value: Any) -> bool:
        kind = self.node_class(name)
        return isinstance(kind, type) and isinstance(value, kind)

    def told(self, error: BaseException, kind: str = "raised") -> dict[str, Any]:
        """The error as the candidate would see it at home: its own frames, none of ours."""
        trace = self.trace(error)
        if isinstance(error, MemoryError):
            kind = "memory"
        return failed(kind, type(error).__name__, message_of(error)[:MESSAGE_CHARACTERS], trace[-TRACE_CHARACTERS:])

    def trace(self, error: BaseException) -> str:
        import linecache
        import traceback

        text = self.source.decode(errors="replace")
        linecache.cache[self.file] = (len(text), None, text.splitlines(True), self.file)
        try:
            shown = traceback.TracebackException.from_exception(error, limit=TRACE_FRAMES)
            trim(shown)
            return "".join(shown.format())
        except Exception:  # an error whose own methods fail
            return ""

    def print_trace(self, error: BaseException) -> None:
        sys.stderr.write(self.trace(error) or f"{type(error).__name__}\n")
        sys.stderr.flush()


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


def chain(node: Any) -> list[Any]:
    """The values of a linked list."""
    values: list[Any] = []
    seen = set()
    while node is not None:
        if id(node) in seen:
            raise Unfit("The answer is a linked list that leads back into itself.")
        seen.add(id(node))
        values.append(node.val)
        node = node.next
    return values


def levels(root: Any) -> list[Any]:
    """The values of a tree, level by level, None for a child that is missing; none of these at the end."""
    values: list[Any] = []
    seen, nodes = set(), [root]
    for node in nodes:  # which grows meanwhile
        if node is None:
            values.append(None)
            continue
        if id(node) in seen:
            raise Unfit("The answer is a tree with a node that hangs in two places.")
        seen.add(id(node))
        values.append(node.val)
        nodes += (node.left, node.right)
    while values and values[-1] is None:
        values.pop()
    return values


TAGS = {"$tuple": lambda _, items: tuple(items), "$linked": Program.linked, "$tree": Program.tree}


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

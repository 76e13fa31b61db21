"""What an author's tests ask of the candidate's code beyond plain calls: objects under handles, attributes, callbacks.

{"id", "describe": "Stack"}                          -> {"kind": "class" | "function" | "error" | "value" | "missing"}
{"id", "call": "Stack", "args": [..], "handles": true}     an answer that JSON cannot carry stays here, under a handle:
                                                     -> {"$obj": "h1", "class": "Stack"}
{"id", "on": "h1", "attribute": "size"}              -> the value, or {"$method": "size", "of": "h1"}
{"id", "on": "h1", "call": "push", "args": [..]}     -> what the method returned; "__len__" and its like too
an argument {"$obj": "h1"} is that object, {"$fn": "f1"} a function of the test's: calling it sends
{"id", "callback": "f1", "args": [..]} and waits for {"id", "returned": ..} or {"id", "raised": {"type", "msg"}}
"""

from __future__ import annotations

import builtins

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

ITEMS_MOST = 10_000

SPECIAL: dict[str, Callable[..., Any]] = {
    "__len__": len,
    "__getitem__": lambda value, key: value[key],
    "__contains__": lambda value, item: item in value,
    "__str__": str,
    "__eq__": lambda value, other: bool(value == other),
    "__call__": lambda value, *args: value(*args),
}


class Handles:
    """The objects that tests hold, by their handles. `plain` makes a value JSON's, or raises `unfit`."""

    def __init__(
        self,
        names: dict[str, Any],
        plain: Callable[[Any], Any],
        unfit: type[Exception],
    ) -> None:
        self.names, self.plain, self.unfit = names, plain, unfit
        self.objects: dict[str, Any] = {}
        self.ask: Callable[[dict[str, Any]], dict[str, Any]] | None = None

    def answer(self, request: dict[str, Any], ask: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
        """What one request comes to, as JSON carries it. Raises what the candidate's code raises, and LookupError.

        `ask` is how the test is asked to call one of its functions, while this request has no answer yet.
        """
        before, self.ask = self.ask, ask
        try:
            return self.answered(request)
        finally:
            self.ask = before

    def answered(self, request: dict[str, Any]) -> Any:
        if "describe" in request:
            return self.described(request["describe"])
        args = [self.taken(each) for each in request.get("args", [])]
        if "on" not in request:
            if request["call"] not in self.names:
                raise LookupError(f"there is no function called {request['call']}")
            named = {key: self.taken(value) for key, value in request.get("kw", {}).items()}
            return self.given(self.names[request["call"]](*args, **named))
        target = self.objects[request["on"]]
        if "attribute" in request:
            return self.attribute(request["on"], target, request["attribute"])
        named = {key: self.taken(value) for key, value in request.get("kw", {}).items()}
        return self.called(target, request["call"], args, named)

    def described(self, name: str) -> dict[str, Any]:
        if name not in self.names:
            return {"kind": "missing"}
        value = self.names[name]
        if isinstance(value, type):
            if issubclass(value, BaseException):
                return {"kind": "error", "bases": [each.__name__ for each in value.__mro__[1:]]}
            return {"kind": "class"}
        return {"kind": "function"} if callable(value) else {"kind": "value", "value": self.given(value)}

    def attribute(self, handle: str, target: Any, name: str) -> Any:
        value = getattr(target, name)
        return {"$method": name, "of": handle} if callable(value) else self.given(value)

    def called(self, target: Any, name: str, args: list[Any], named: dict[str, Any]) -> Any:
        match name:
            case "__iter__":
                return [self.given(each) for each in first(target, ITEMS_MOST)]
            case "__setattr__":
                setattr(target, *args)
                return None
            case "__setitem__":
                target[args[0]] = args[1]
                return None
            case _ if name in SPECIAL:
                return self.given(SPECIAL[name](target, *args))
            case _:
                return self.given(getattr(target, name)(*args, **named))

    def given(self, value: Any) -> Any:
        """A value for the tests: plain where it is, else an object that stays here."""
        if type(value) in (list, tuple):
            return [self.given(each) for each in value]
        try:
            return self.plain(value)
        except self.unfit:
            handle = f"h{len(self.objects) + 1}"
            self.objects[handle] = value
            return {"$obj": handle, "class": type(value).__name__}

    def taken(self, value: Any) -> Any:
        """An argument from the tests."""
        if isinstance(value, list):
            return [self.taken(each) for each in value]
        if isinstance(value, tuple):
            return tuple(self.taken(each) for each in value)
        if not isinstance(value, dict):
            return value
        match value:
            case {"$obj": str(handle)}:
                return self.objects[handle]
            case {"$fn": str(name)}:
                return lambda *args: self.callback(name, args)
            case _:
                return {key: self.taken(each) for key, each in value.items()}

    def callback(self, name: str, args: tuple[Any, ...]) -> Any:
        """Call a function of the test's, which runs where the test is."""
        if self.ask is None:
            raise RuntimeError("the test's function can only be called while the test waits")
        heard = self.ask({"callback": name, "args": [self.given(each) for each in args]})
        if "raised" in heard:
            kind = getattr(builtins, heard["raised"]["type"], RuntimeError)
            raise (kind if isinstance(kind, type) and issubclass(kind, Exception) else RuntimeError)(
                heard["raised"]["msg"]
            )
        return self.taken(heard["returned"])


def first(items: Any, most: int) -> Iterator[Any]:
    """At most so many: the candidate's iterator may have no end."""
    for number, item in enumerate(items):
        if number == most:
            return
        yield item

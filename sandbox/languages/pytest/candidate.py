"""The candidate's code, seen from the author's tests: `from candidate import Stack, two_sum`.

Nothing of it is in this process. Every call goes through the judge to the container that holds it, and what comes back
is rebuilt from plain values; what is not plain stays there, and here is a handle of it. A handle refuses `==`, `hash`
and `bool`, because the candidate's own methods must never decide an assertion: compare what its methods return, or ask
for `remote_eq(a, b)` and say that you trust it.
"""

from __future__ import annotations

import builtins
import contextlib

from wire import asked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

CALLS_MOST, DEPTH_MOST = 10_000, 16

_callbacks: dict[str, Callable[..., Any]] = {}
_errors: dict[str, type[CandidateError]] = {}
_budget = {"callbacks": CALLS_MOST, "depth": 0, "calls": 0}
_failed: list[Exception] = []
"""What failed in a function of the test's while the candidate's code called it, which may have swallowed that."""
_FAILURES = (AssertionError, TypeError, AttributeError, NameError)
"""What a function of the test's raises when it did not get what it looks for. Others a test may raise on purpose."""


class CandidateError(Exception):
    """The candidate's code raised something that has no class here; `type` is its name."""

    type = ""


class CandidateEnded(BaseException):
    """The candidate's program died, hung or broke the rules: no test can make up for that."""

    def __init__(self, verdict: str, message: str) -> None:
        super().__init__(message)
        self.verdict = verdict


def __getattr__(name: str) -> Any:
    """What the candidate's file holds under this name: something to call, an error to expect, or a plain value."""
    if name.startswith("__"):
        raise AttributeError(name)
    described = _value(asked({"describe": name}))
    match described:
        case {"kind": "missing"}:
            raise AttributeError(f"the candidate's file has no {name}")
        case {"kind": "error", "bases": list(bases)}:
            return _error_class(name, tuple(map(str, bases)))
        case {"kind": "value", "value": value}:
            return _plain(value)
        case _:
            return Remote(name)


class Remote:
    """A function or a class of the candidate's."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return _called({"call": self._name, "args": _sent(list(args)), "kw": _sent(kwargs)})

    def __repr__(self) -> str:
        return f"<candidate's {self._name}>"


class Handle:
    """An object that lives with the candidate's code."""

    __slots__ = ("_handle", "_kind", "_methods")

    def __init__(self, handle: str, kind: str) -> None:
        object.__setattr__(self, "_handle", handle)
        object.__setattr__(self, "_kind", kind)
        object.__setattr__(self, "_methods", {})

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if name not in self._methods:
            found = _called({"on": self._handle, "attribute": name})
            if not isinstance(found, Method):
                return found
            self._methods[name] = found
        return self._methods[name]

    def __setattr__(self, name: str, value: Any) -> None:
        _special(self, "__setattr__", name, value)

    def __call__(self, *args: Any) -> Any:
        return _special(self, "__call__", *args)

    def __len__(self) -> int:
        return int(_special(self, "__len__"))

    def __getitem__(self, key: Any) -> Any:
        return _special(self, "__getitem__", key)

    def __setitem__(self, key: Any, value: Any) -> None:
        _special(self, "__setitem__", key, value)

    def __contains__(self, item: Any) -> bool:
        return _special(self, "__contains__", item) is True

    def __iter__(self) -> Iterator[Any]:
        return iter(_special(self, "__iter__"))

    def __str__(self) -> str:
        return str(_special(self, "__str__"))

    def __repr__(self) -> str:
        return f"<candidate's {self._kind} {self._handle}>"

    def __del__(self) -> None:
        """Nothing: a line of its own could fall between a question and its answer."""

    def __bool__(self) -> bool:
        raise TypeError(f"{self!r} has no truth of its own here: ask for its length, or for what its methods return.")

    def __eq__(self, other: object) -> bool:
        raise TypeError(f"{self!r} is not compared here: compare what its methods return, or use remote_eq(a, b).")

    __ne__ = __eq__

    def __hash__(self) -> int:
        raise TypeError(f"{self!r} cannot be hashed: the candidate's code would decide what it is equal to.")


class Method:
    """A method of an object of the candidate's."""

    def __init__(self, handle: str, name: str) -> None:
        self._handle, self._name = handle, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return _called({"on": self._handle, "call": self._name, "args": _sent(list(args)), "kw": _sent(kwargs)})


def remote_eq(one: Any, other: Any) -> bool:
    """Whether the candidate's own `==` calls them equal. Only where that is what the test is about."""
    return isinstance(one, Handle) and _special(one, "__eq__", other) is True


class Output:
    """What the candidate's code has printed in a block; `text` is there when it is over."""

    text = ""


@contextlib.contextmanager
def output() -> Iterator[Output]:
    """`with candidate.output() as out: greet()`; then `out.text == "hello\\n"`."""
    asked({"printed": True})
    out = Output()
    try:
        yield out
    finally:
        out.text = str(asked({"printed": True})["ok"])


def _special(handle: Handle, name: str, *args: Any) -> Any:
    return _called({"on": handle._handle, "call": name, "args": _sent(list(args))})


def calls() -> int:
    """How often the tests have called the candidate's code."""
    return _budget["calls"]


def _called(request: dict[str, Any]) -> Any:
    """Ask the candidate's code, and serve what it asks back, until it has answered."""
    _budget["calls"] += 1
    heard = asked({**request, "handles": True})
    while "callback" in heard:
        heard = asked(_called_back(heard))
    if _failed and not _budget["depth"]:
        failed = _failed[0]
        _failed.clear()
        raise failed
    return _value(heard)


def _called_back(heard: dict[str, Any]) -> dict[str, Any]:
    """What one of the test's own functions returned to the candidate's code."""
    _budget["callbacks"] -= 1
    if _budget["callbacks"] < 0 or _budget["depth"] >= DEPTH_MOST:
        return {"raised": {"type": "RuntimeError", "msg": "too many calls back into the test"}}
    _budget["depth"] += 1
    try:
        function = _callbacks[heard["callback"]]
        return {"returned": _sent(function(*[_plain(each) for each in heard["args"]]))}
    except CandidateEnded:
        raise
    except Exception as error:
        if isinstance(error, _FAILURES):
            _failed.append(error)
        return {"raised": {"type": type(error).__name__, "msg": str(error)}}
    finally:
        _budget["depth"] -= 1


def _value(heard: dict[str, Any]) -> Any:
    match heard:
        case {"ok": value}:
            return _plain(value)
        case {"err": {"type": str(type), "msg": str(message)}}:
            raise _error(type, message)
        case {"ended": {"verdict": str(verdict), "message": str(message)}}:
            raise CandidateEnded(verdict, message)
        case _:
            raise CandidateEnded("internal_error", "The judge said something that makes no sense.")


def _plain(value: Any) -> Any:
    match value:
        case {"$obj": str(handle), "class": str(kind)}:
            return Handle(handle, kind)
        case {"$method": str(name), "of": str(handle)}:
            return Method(handle, name)
        case list():
            return [_plain(each) for each in value]
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case _:
            return value


def _sent(value: Any) -> Any:
    """A test's value as a line carries it. Functions of the test stay here, under a name."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, Handle):
        return {"$obj": value._handle}
    if isinstance(value, tuple):
        return {"$tuple": [_sent(each) for each in value]}
    if isinstance(value, list):
        return [_sent(each) for each in value]
    if isinstance(value, dict):
        return {str(key): _sent(each) for key, each in value.items()}
    if callable(value):
        name = f"f{len(_callbacks) + 1}"
        _callbacks[name] = value
        return {"$fn": name}
    raise TypeError(f"a {type(value).__name__} cannot be sent to the candidate's code: use plain values or functions.")


def _error(name: str, message: str) -> Exception:
    """The error that the candidate's code raised, as one that `pytest.raises` knows by its name and by its bases."""
    kind = _error_class(name, () if name in _errors or hasattr(builtins, name) else _bases(name))
    for base in kind.__mro__:
        try:
            return base(message) if base is kind else type(name, (CandidateError, base), {"type": name})(message)
        except TypeError:
            continue  # some want more than a message: then one of ours, that also is what it is made from
    return CandidateError(message)


def _bases(name: str) -> tuple[str, ...]:
    match asked({"describe": name, "of": "error"}):
        case {"ok": {"kind": "error", "bases": list(bases)}}:
            return tuple(map(str, bases))
        case _:
            return ()


def _error_class(name: str, bases: tuple[str, ...]) -> type[Any]:
    """A class for an error of this name: the builtin one, else one of ours that also is its nearest builtin base."""
    builtin = getattr(builtins, name, None)
    if isinstance(builtin, type) and issubclass(builtin, Exception):
        return builtin
    if name not in _errors:
        near = [
            each
            for base in bases
            if isinstance(each := getattr(builtins, base, None), type) and issubclass(each, Exception)
        ]
        parents = (CandidateError, near[0]) if near and near[0] is not Exception else (CandidateError,)
        _errors[name] = type(name, parents, {"type": name})
    return _errors[name]

"""Updates that would end the process of whoever reads them are refused before anybody does (D3)."""

import pytest
from pycrdt import Array, Doc, Map, Text, XmlFragment, XmlText
from pycrdt._base import BaseType

from server.core.document import Document, MalformedUpdate, check, seed
from server.core.structs import NESTED_SAFELY, is_text, may_nest
from server.core.varint import Malformed, write, write_bytes

NAME = write_bytes(b"slots/solution.py")
HEAD = b"\x01\x01\x07\x00"
"""One client with one struct: client 7, from clock 0."""
NO_DELETIONS = b"\x00"


def nested(depth: int, level: bytes = b"\x75\x01") -> bytes:
    """An update with a value that is nested so deep."""
    return HEAD + b"\x08\x01" + NAME + b"\x01" + level * depth + b"\x7f" + NO_DELETIONS


def updates_of(doc: Doc[Text]) -> list[bytes]:
    sent: list[bytes] = []
    doc.observe(lambda event: sent.append(event.update))
    text = doc.get("slots/solution.py", type=Text)
    text.insert(0, "very unusual values ")
    text.insert(5, "日本👩‍💻")
    for _ in range(30):
        text.insert(len(str(text)) // 2, "uv")
        del text[3:5]
    return [*sent, doc.get_update()]


@pytest.mark.parametrize("level", [b"\x75\x01", b"\x76\x01\x00"], ids=["list in list", "mapping in mapping"])
def test_a_value_nested_so_deep_that_reading_it_ends_the_process_is_refused(level: bytes) -> None:
    deep = nested(100_000, level)
    assert may_nest(deep)
    with pytest.raises(MalformedUpdate, match="more than text"):
        check(deep)


def test_the_deepest_value_that_is_not_looked_for_is_read_without_harm() -> None:
    update = nested(NESTED_SAFELY - 1)  # the file's own name has one such byte
    assert not may_nest(update)
    check(update)
    document = Document(seed({"slots/solution.py": "still here"}))
    document.add(update)
    assert document.text("slots/solution.py") == "still here"


def test_a_large_paste_is_text() -> None:
    doc: Doc[Text] = Doc()
    doc.get("slots/solution.py", type=Text).insert(0, "u = v\n" * 20_000)
    paste = doc.get_update()
    assert may_nest(paste)
    check(paste)


def test_everything_that_typing_makes_is_text() -> None:
    assert all(is_text(update) for update in updates_of(Doc()))


@pytest.mark.parametrize(
    "value", [Array([1]), Map({"a": 1}), XmlFragment([XmlText("a")])], ids=lambda it: type(it).__name__
)
def test_what_typing_never_makes_is_not_text(value: BaseType) -> None:
    doc: Doc[BaseType] = Doc()
    doc["it"] = value
    assert not is_text(doc.get_update())


PLACES = [
    b"\x44\x07\x00\x01a",  # a right neighbour
    b"\x84\x07\x00\x01a",  # a left one
    b"\xc4\x07\x00\x07\x00\x01a",  # both
    b"\x04\x00\x07\x00\x01a",  # a parent by its id
    b"\x24\x01" + NAME + write_bytes(b"key") + b"\x01a",  # a parent by its name, and a key in it
    b"\x01\x01" + NAME + b"\x05",  # deleted
    b"\x00\x05",  # gone
    b"\x0a\x05",  # left out
]


@pytest.mark.parametrize("struct", PLACES, ids=lambda struct: struct[:1].hex())
def test_text_may_stand_anywhere(struct: bytes) -> None:
    assert is_text(HEAD + struct + NO_DELETIONS)
    assert not is_text(b"\x01\x02\x07\x00" + struct + b"\x08")


@pytest.mark.parametrize(
    "update",
    [
        b"\x01\x02\x07\x00\x0a\x05",  # cut off
        b"\x01\x01\x07\x00\x0a" + write(2**32),  # Yrs would keep 32 bits of it
        b"\x01\x01\x07\x00\x04" + write(2**32 + 1) + NAME,
    ],
)
def test_what_could_be_read_in_two_ways_is_malformed(update: bytes) -> None:
    with pytest.raises((Malformed, IndexError)):
        is_text(update)


def test_a_large_update_that_is_cut_off_is_malformed() -> None:
    with pytest.raises(MalformedUpdate, match="not a Yjs update"):
        check(b"\x01\x02\x07\x00\x04\x01" + NAME + write_bytes(b"u" * 3 * NESTED_SAFELY))

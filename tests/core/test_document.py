"""The shared document: D1 to D3."""

import random

import pytest
from pycrdt import Doc, Text

from server.core.document import FOLD_AT, Document, MalformedUpdate, check, seed


class Typist:
    """Somebody's own copy, and the updates that their typing makes."""

    def __init__(self, state: bytes, client: int) -> None:
        self.doc: Doc[Text] = Doc(client_id=client)
        self.sent: list[bytes] = []
        self.doc.apply_update(state)
        self.doc.observe(lambda event: self.sent.append(event.update))
        self.text = self.doc.get("slots/solution.py", type=Text)

    def type(self, at: int, words: str) -> None:
        self.text.insert(at, words)


def test_the_seed_is_what_everybody_starts_from() -> None:
    document = Document(seed({"slots/solution.py": "def f():\n", "slots/solution.js": "//"}))
    assert document.text("slots/solution.py") == "def f():\n"
    assert document.text("slots/solution.js") == "//"
    assert document.text("slots/nothing.py") == ""


def test_more_updates_than_are_kept_apart_make_the_same_text() -> None:
    document = Document(seed({"slots/solution.py": ""}))
    cam = Typist(document.state(), 7)
    for n in range(FOLD_AT + 10):
        cam.type(n, "x")
    for update in cam.sent:
        document.add(update)
    assert document.text("slots/solution.py") == "x" * (FOLD_AT + 10)


@pytest.mark.parametrize("chance", range(5))
def test_ida_and_cam_end_with_the_same_text_however_the_room_orders_them(chance: int) -> None:
    dice = random.Random(chance)
    start = seed({"slots/solution.py": "start"})
    ida, cam = Typist(start, 1001), Typist(start, 1002)
    for person in (ida, cam):
        for _ in range(200):
            person.type(dice.randrange(len(str(person.text)) + 1), dice.choice("abc\n😀é"))
    texts = []
    for _ in range(3):
        document = Document(start)
        ida_types, cam_types = iter(ida.sent), iter(cam.sent)
        turns = [ida_types] * len(ida.sent) + [cam_types] * len(cam.sent)
        dice.shuffle(turns)
        for typist in turns:  # each one's own updates come in their order, as on a socket
            document.add(next(typist))
        texts.append(document.text("slots/solution.py"))
    assert len(set(texts)) == 1


def test_a_joiner_gets_what_they_lack() -> None:
    document = Document(seed({"slots/solution.py": "abc"}))
    cam = Typist(document.state(), 7)
    cam.type(3, "def")
    document.add(cam.sent[0])
    late = Typist(document.since(Document().vector()), 8)
    assert str(late.text) == "abcdef"
    assert document.vector() == late.doc.get_state()


@pytest.mark.parametrize("junk", [b"", b"\x01", b"\xff\xff\x01", b"hello world"])
def test_junk_is_no_update(junk: bytes) -> None:
    with pytest.raises(MalformedUpdate):
        check(junk)


def test_junk_is_no_state_vector() -> None:
    with pytest.raises(MalformedUpdate):
        Document().since(b"\xff\xff")


def test_an_update_at_which_yrs_panics_is_left_out_and_nothing_else() -> None:
    document = Document(seed({"slots/solution.py": "hello"}))
    cam = Typist(document.state(), 7)
    cam.type(5, " cam")
    cam.type(9, "!")
    empty_text_again = b"\x01\x01\x01\x00\x44\x01\x00\x00\x00"  # no characters, by a client that is known
    check(empty_text_again)
    for update in (cam.sent[0], empty_text_again, cam.sent[1]):
        document.add(update)
    assert document.text("slots/solution.py") == "hello cam!"


def test_a_stop_from_outside_is_no_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document(seed({"slots/solution.py": "hello"}))
    document.add(b"\x00\x00")

    class Interrupted:
        def apply_update(self, update: bytes) -> None:
            raise KeyboardInterrupt

    monkeypatch.setattr(document, "_doc", Interrupted())
    with pytest.raises(KeyboardInterrupt):
        document.fold()


def test_mutants_of_real_updates_never_break_the_room() -> None:
    dice = random.Random(11)
    document = Document(seed({"slots/solution.py": "hello"}))
    cam = Typist(document.state(), 7)
    for n in range(30):
        cam.type(n, "word ")
    passed = 0
    for _ in range(3000):
        mutant = bytearray(dice.choice(cam.sent))
        for _ in range(dice.randrange(1, 4)):
            mutant[dice.randrange(len(mutant))] = dice.randrange(256)
        try:
            check(bytes(mutant))
        except MalformedUpdate:
            continue
        passed += 1
        document.add(bytes(mutant))
    assert passed
    document.text("slots/solution.py")
    fresh = Typist(document.state(), 9)  # what came through can be given to others
    assert isinstance(str(fresh.text), str)


def test_a_document_knows_the_names_of_its_texts() -> None:
    document = Document(seed({"slots/solution.py": "x"}))
    assert document.text("slots/solution.js") == ""
    assert set(document.names()) == {"slots/solution.py", "slots/solution.js"}


def test_an_insertion_is_an_update_that_changes_nothing_by_itself() -> None:
    document = Document(seed({"a/b.py": "é 😀 first\n"}))
    update = document.insertion("a/b.py", len("é 😀 "), "second and ", client=77)
    assert document.text("a/b.py") == "é 😀 first\n"
    document.add(update)
    assert document.text("a/b.py") == "é 😀 second and first\n"
    check(update)
